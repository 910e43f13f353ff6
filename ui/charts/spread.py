"""A value with several intervals around it, each on a line of its own: how sure it is, and of what."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ui.charts.bars import Threshold
from ui.charts.drawing import INK, MUTED, RULE, TEXT, Chart, Table, element, frame, line, rect, text
from ui.formatting.numbers import nombre

WIDTH, LEFT, RIGHT, TITLE, LINE, GAP, AXIS = 400, 60, 58, 24, 15, 12, 24
STEP = 5.0
#: Of the first, second and third intervals; each also bears its name.
OPACITIES = (1.0, 0.6, 0.35)
THICKNESS = 7
VALUE = {"stroke": TEXT, "stroke_width": 2}
LEVEL = {"stroke": "#b4560a", "stroke_width": 2, "stroke_dasharray": "4 3"}


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, in the unit of the value; what it tells of is its name."""

    label: str
    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """A value, its intervals (three at most) and the level it is read against."""

    label: str
    value: float
    intervals: Sequence[Interval]
    threshold: Threshold | None = None


def spreads(items: Sequence[Spread], *, caption: str, unit: str, decimals: int = 1, maximum: float) -> Chart:
    """Every item on one axis, cut to what is needed; values lie between 0 and `maximum`."""
    low, high = _ends(items, maximum)
    scale = (WIDTH - LEFT - RIGHT) / (high - low)

    def at(value: float) -> float:
        return LEFT + (value - low) * scale

    tops, y = [], 0.0
    for item in items:
        tops.append(y)
        y += TITLE + LINE * len(item.intervals) + GAP
    marks = [low + STEP * i for i in range(round((high - low) / STEP) + 1)]
    drawn = [
        line(at(low), y, at(high), y, stroke=RULE),
        *(_tick(mark, at(mark), y, len(marks)) for mark in marks),
    ]
    drawn += [
        _item(item, top, [at(one) for one in _values(item)], f"{nombre(item.value, decimals)}\u00a0{unit}")
        for item, top in zip(items, tops, strict=True)
    ]
    drawn += _legend(items, y + AXIS)
    svg = frame(caption, _summary(items, decimals, unit), WIDTH, y + AXIS + 22, *drawn, zoom=1.5)
    return Chart(svg, caption, _table(items, decimals, unit))


def _values(item: Spread) -> list[float]:
    """The value, both ends of each interval, then the threshold."""
    ends = [end for one in item.intervals for end in (one.low, one.high)]
    return [item.value, *ends, *([item.threshold.value] if item.threshold else [])]


def _ends(items: Sequence[Spread], maximum: float) -> tuple[float, float]:
    """Multiples of the step around everything that is drawn."""
    known = [value for item in items for value in _values(item)] or [0.0]
    low = max(0.0, math.floor(min(known) / STEP - 0.2) * STEP)
    return low, max(min(maximum, math.ceil(max(known) / STEP + 0.2) * STEP), low + STEP)


def _tick(mark: float, x: float, y: float, count: int) -> str:
    every = math.ceil(count / 8)
    rule = line(x, 6, x, y, stroke=RULE)
    is_written = round(mark / STEP) % every == 0
    return rule + (text(nombre(mark), x, y + 16, text_anchor="middle", fill=MUTED) if is_written else "")


def _item(item: Spread, y: float, places: Sequence[float], written: str) -> str:
    height = TITLE + LINE * len(item.intervals)
    parts = [text(item.label, 2, y + 15, font_weight=600)]
    for rank, one in enumerate(item.intervals):
        parts.append(
            _interval(one.label, rank, y + TITLE + LINE * rank, *places[1 + 2 * rank : 3 + 2 * rank])
        )
    bottom = y + height - 2
    if item.threshold:
        x = places[-1]
        parts.append(line(x, y + TITLE - 4, x, bottom, **LEVEL))
    parts.append(line(places[0], y + TITLE - 4, places[0], bottom, **VALUE))
    parts.append(text(written, WIDTH - 2, y + TITLE + 10, text_anchor="end", font_weight=600))
    return element("g", *parts)


def _legend(items: Sequence[Spread], y: float) -> list[str]:
    drawn = [line(4, y + 4, 4, y + 18, **VALUE), text("Moyenne", 12, y + 15)]
    names = dict.fromkeys(item.threshold.label for item in items if item.threshold)
    for name in names:
        drawn += [line(84, y + 4, 84, y + 18, **LEVEL), text(name, 92, y + 15)]
    return drawn


def _interval(label: str, rank: int, y: float, left: float, right: float) -> str:
    name = text(label, LEFT - 8, y + 10, text_anchor="end", fill=MUTED)
    return name + rect(left, y + 3, max(right - left, 1.5), THICKNESS, fill=INK, fill_opacity=OPACITIES[rank])


def _summary(items: Sequence[Spread], decimals: int, unit: str) -> str:
    return (
        " ; ".join(f"{item.label} : {nombre(item.value, decimals)}\u00a0{unit}" for item in items)
        or "Aucune donnée."
    )


def _table(items: Sequence[Spread], decimals: int, unit: str) -> Table:
    names = list(dict.fromkeys(one.label for item in items for one in item.intervals))
    ends = [f"{name}, {end} ({unit})" for name in names for end in ("de", "à")]
    rows = tuple((item.label, nombre(item.value, decimals), *_cells(item, names, decimals)) for item in items)
    return Table(("Mesure", f"Moyenne ({unit})", *ends, f"Minimum exigé ({unit})"), rows)


def _cells(item: Spread, names: Sequence[str], decimals: int) -> list[str]:
    known = {one.label: (one.low, one.high) for one in item.intervals}
    ends = [end for name in names for end in known.get(name, (None, None))]
    return [nombre(end, decimals) for end in (*ends, item.threshold.value if item.threshold else None)]
