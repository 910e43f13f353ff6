"""Curves over the 168 hours of a week, told apart by their dashes and their names, not by colour alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ui.charts.drawing import (
    DAYS,
    INK,
    MUTED,
    RULE,
    Chart,
    Table,
    Week,
    check_week,
    element,
    frame,
    hour_label,
    line,
    text,
)
from ui.formatting.numbers import nombre

WIDTH, LEFT, TOP, PLOT, BOTTOM = 960, 52, 12, 220, 28
PENS = ((INK, "none", 2.0), ("#b4560a", "7 4", 2.0), ("#4f7a5e", "2 3", 2.5), (MUTED, "12 3 2 3", 1.5))


@dataclass(frozen=True)
class Series:
    """One curve: 7 days of 24 hours, Monday first."""

    label: str
    values: Week


def line_week(series: Sequence[Series], *, caption: str, unit: str, decimals: int = 1) -> Chart:
    """Steps of one hour, from zero. Raises ValueError with more curves than a reader can tell apart (4)."""
    if not 1 <= len(series) <= len(PENS):
        raise ValueError("De une à quatre courbes.")
    for one in series:
        check_week(one.values, one.label)
    flat = [[value for day in one.values for value in day] for one in series]
    if min(map(min, flat)) < 0:
        raise ValueError("Une courbe d’effectif ne descend pas sous zéro.")
    levels = nice_levels(max(map(max, flat)))
    top = levels[-1]
    svg = frame(
        caption,
        f"En {unit}, heure par heure. {_summary(series, flat, decimals)}",
        WIDTH,
        TOP + PLOT + BOTTOM + 24 * len(series),
        *_axes(levels, unit),
        *(_curve(values, top, rank) for rank, values in enumerate(flat)),
        *(_legend(one.label, rank) for rank, one in enumerate(series)),
    )
    return Chart(svg, caption, _table(series, flat, unit, decimals), wide=True)


def nice_levels(highest: float) -> list[float]:
    """Round levels of the axis, from zero to the first that is not below `highest`."""
    power = 10.0 ** math.floor(math.log10(highest)) if highest > 0 else 1.0
    tops = ((1, 5), (2, 4), (4, 4), (6, 3), (8, 4), (10, 5))
    top, parts = next((t, parts) for t, parts in tops if highest <= t * power * (1 + 1e-9))
    return [top * power * part / parts for part in range(parts + 1)]


def _summary(series: Sequence[Series], flat: list[list[float]], decimals: int) -> str:
    return " ".join(
        f"{one.label} : de {nombre(min(values), decimals)} à {nombre(max(values), decimals)}."
        for one, values in zip(series, flat, strict=True)
    )


def _y(value: float, top: float) -> float:
    return TOP + PLOT * (1 - value / top)


def _x(hour: int) -> float:
    return LEFT + (WIDTH - LEFT - 4) * hour / 168


def _axes(levels: list[float], unit: str) -> list[str]:
    top, step = levels[-1], levels[1]
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    rules = [line(LEFT, _y(v, top), WIDTH - 4, _y(v, top), stroke=RULE) for v in levels]
    marks = [
        text(nombre(v, decimals), LEFT - 6, _y(v, top) + 4, text_anchor="end", fill=MUTED) for v in levels
    ]
    days = [line(_x(24 * day), TOP, _x(24 * day), TOP + PLOT + 6, stroke=RULE) for day in range(8)]
    names = [
        text(name, _x(24 * day + 12), TOP + PLOT + 18, text_anchor="middle") for day, name in enumerate(DAYS)
    ]
    return [*rules, *days, *marks, *names, text(unit, LEFT + 4, TOP + 10, fill=MUTED)]


def _curve(values: list[float], top: float, rank: int) -> str:
    color, dashes, width = PENS[rank]
    steps = [f"H{_x(hour + 1):.1f}V{_y(value, top):.1f}" for hour, value in enumerate(values[1:])]
    path = f"M{_x(0):.1f} {_y(values[0], top):.1f}" + "".join(steps) + f"H{_x(168):.1f}"
    return element("path", d=path, fill="none", stroke=color, stroke_width=width, stroke_dasharray=dashes)


def _legend(label: str, rank: int) -> str:
    color, dashes, width = PENS[rank]
    y = TOP + PLOT + BOTTOM + 14 + 24 * rank
    sample = line(LEFT, y - 4, LEFT + 40, y - 4, stroke=color, stroke_width=width, stroke_dasharray=dashes)
    return sample + text(label, LEFT + 50, y, font_size=13)


def _table(series: Sequence[Series], flat: list[list[float]], unit: str, decimals: int) -> Table:
    columns = ("Jour et heure", *(f"{one.label} ({unit})" for one in series))
    rows = tuple(
        (f"{DAYS[hour // 24]} {hour_label(hour % 24)}", *(nombre(values[hour], decimals) for values in flat))
        for hour in range(168)
    )
    return Table(columns, rows)
