"""A week as a calendar: days across, hours down, so that it fits a phone; each cell carries its number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.charts.drawing import (
    DAYS,
    MUTED,
    PAPER,
    RULE,
    Chart,
    Table,
    Week,
    check_week,
    element,
    frame,
    hour_label,
    line,
    rect,
    text,
    unique,
)
from ui.formatting.numbers import nombre, pourcent

LEFT, TOP, CELL_WIDTH, CELL_HEIGHT, LEGEND_HEIGHT = 40, 26, 46, 21, 24
WIDTH = LEFT + 7 * CELL_WIDTH + 2


@dataclass(frozen=True)
class Level:
    """One step of a scale: its word, its ground, its ink, and hatching for those who see no colour."""

    word: str
    fill: str
    ink: str = "#23211e"
    hatched: bool = False


@dataclass(frozen=True)
class Cell:
    label: str
    level: Level


NO_NEED = Level("rien à couvrir", PAPER, MUTED)
HOLE = Level("personne en poste", "#3b0d10", PAPER)
SHORT = Level("il manque plus de la moitié", "#e3938f", hatched=True)
TIGHT = Level("il manque de 5 à 50 %", "#f8dfdd", hatched=True)
RIGHT = Level("juste ce qu’il faut (écart sous 5 %)", "#f6f4f0")
SPARE = Level("marge de 5 à 50 %", "#d3e0f3")
AMPLE = Level("marge de plus de la moitié", "#8fb0dd")
BALANCE = (HOLE, SHORT, TIGHT, RIGHT, SPARE, AMPLE, NO_NEED)

FULL = Level("95 % et plus", "#8fb0dd")
GOOD = Level("de 80 à 95 %", "#d3e0f3")
HALF = Level("de 50 à 80 %", "#f8dfdd", hatched=True)
POOR = Level("moins de 50 %", "#e3938f", hatched=True)
NONE = Level("aucun appel répondu", "#3b0d10", PAPER)
SHARES = (NONE, POOR, HALF, GOOD, FULL, NO_NEED)


def balance_level(required: float, offered: float) -> Level:
    """How the staff offered compares with the staff required, for one hour."""
    if required <= 0:
        return NO_NEED if offered <= 0 else AMPLE
    if offered <= 0:
        return HOLE
    gap = offered / required - 1
    steps = ((-0.5, SHORT), (-0.05, TIGHT), (0.05, RIGHT), (0.5, SPARE))
    return next((level for limit, level in steps if gap < limit), AMPLE)


def share_level(share: float | None) -> Level:
    """How much of the demand of one hour is met; None when there is no demand."""
    if share is None:
        return NO_NEED
    if share <= 0:
        return NONE
    return next((level for limit, level in ((0.5, POOR), (0.8, HALF), (0.95, GOOD)) if share < limit), FULL)


def signed(value: float, decimals: int) -> str:
    """« +2 », « −3 », « 0 »."""
    written = nombre(value, decimals)
    return f"+{written}" if value > 0 and written != nombre(0, decimals) else written


def heatmap_week(
    required: Week, offered: Week, *, caption: str, unit: str = "postes", decimals: int = 0
) -> Chart:
    """Staff offered minus staff required for each of the 168 hours (7 days of 24 hours, Monday first)."""
    check_week(required, "Effectif requis")
    check_week(offered, "Effectif offert")
    cells = [
        [Cell(signed(o - r, decimals), balance_level(r, o)) for r, o in zip(need, have, strict=True)]
        for need, have in zip(required, offered, strict=True)
    ]
    return _drawn(
        cells,
        BALANCE,
        caption,
        f"Écart, en {unit}, entre l’effectif offert et l’effectif requis, pour chaque heure de la semaine.",
        lambda day, hour: (
            f"{nombre(offered[day][hour], decimals)} pour {nombre(required[day][hour], decimals)}"
            f" ({cells[day][hour].label})"
        ),
    )


def heatmap_share(shares: Sequence[Sequence[float | None]], *, caption: str) -> Chart:
    """The share met of each of the 168 hours, between 0 and 1; None where there is nothing to meet."""
    if len(shares) != 7 or any(len(day) != 24 for day in shares):
        raise ValueError("Parts : 7 jours de 24 heures sont attendus.")
    cells = [[Cell("" if s is None else nombre(s * 100), share_level(s)) for s in day] for day in shares]
    return _drawn(
        cells,
        SHARES,
        caption,
        "Part, en %, pour chaque heure de la semaine.",
        lambda day, hour: pourcent(shares[day][hour]),
    )


def _drawn(
    cells: list[list[Cell]], scale: Sequence[Level], caption: str, what: str, words: Callable[[int, int], str]
) -> Chart:
    pattern = unique(caption, what, "hatch")
    height = TOP + 24 * CELL_HEIGHT + 12 + len(scale) * LEGEND_HEIGHT
    svg = frame(
        caption,
        f"{what} {_summary(cells, scale)}",
        WIDTH,
        height,
        _hatching(pattern),
        *_headings(),
        *(_cell(cells[day][hour], day, hour, pattern) for day in range(7) for hour in range(24)),
        *(_legend(level, rank, pattern) for rank, level in enumerate(scale)),
        zoom=1.3,
    )
    rows = tuple((hour_label(hour), *(words(day, hour) for day in range(7))) for hour in range(24))
    return Chart(svg, caption, Table(("Heure", *DAYS), rows))


def _summary(cells: list[list[Cell]], scale: Sequence[Level]) -> str:
    """The drawing in one sentence: how many hours stand at each step."""
    counts = [(level.word, sum(cell.level is level for day in cells for cell in day)) for level in scale]
    return "Heures : " + ", ".join(f"{count} {word}" for word, count in counts if count) + "."


def _hatching(pattern: str) -> str:
    stroke = line(0, 0, 0, 6, stroke="#9d1f28", stroke_width=1, stroke_opacity="0.35")
    return element(
        "defs",
        element(
            "pattern",
            stroke,
            id=pattern,
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        ),
    )


def _headings() -> list[str]:
    days = [
        text(name[:3] + ".", LEFT + (day + 0.5) * CELL_WIDTH, TOP - 8, text_anchor="middle", font_weight=600)
        for day, name in enumerate(DAYS)
    ]
    hours = [text(hour_label(h), LEFT - 6, _middle(h), text_anchor="end", fill=MUTED) for h in range(24)]
    return days + hours


def _middle(hour: int) -> float:
    return TOP + hour * CELL_HEIGHT + CELL_HEIGHT / 2 + 4


def _ground(x: float, y: float, width: float, height: float, level: Level, pattern: str) -> str:
    plain = rect(x, y, width, height, fill=level.fill, stroke=RULE, stroke_width=1)
    return plain + rect(x, y, width, height, fill=f"url(#{pattern})") if level.hatched else plain


def _cell(cell: Cell, day: int, hour: int, pattern: str) -> str:
    x, y = LEFT + day * CELL_WIDTH, TOP + hour * CELL_HEIGHT
    label = text(cell.label, x + CELL_WIDTH / 2, _middle(hour), text_anchor="middle", fill=cell.level.ink)
    return _ground(x, y, CELL_WIDTH, CELL_HEIGHT, cell.level, pattern) + label


def _legend(level: Level, rank: int, pattern: str) -> str:
    y = TOP + 24 * CELL_HEIGHT + 14 + rank * LEGEND_HEIGHT
    return _ground(LEFT, y, 28, 16, level, pattern) + text(level.word, LEFT + 38, y + 12)
