"""Curves over the 24 hours of a day, told apart by their dashes and their names, not by colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.charts.drawing import MUTED, RULE, Chart, Table, element, frame, hour_label, line, text
from ui.charts.line import PENS, nice_levels
from ui.formatting.numbers import nombre

WIDTH, LEFT, TOP, PLOT, BOTTOM = 420, 44, 26, 160, 26


@dataclass(frozen=True)
class DaySeries:
    """One curve: 24 values, midnight first; None where there is nothing to measure."""

    label: str
    values: Sequence[float | None]


def line_day(
    series: Sequence[DaySeries], *, caption: str, unit: str, decimals: int = 1, maximum: float | None = None
) -> Chart:
    """Steps of one hour, from zero to `maximum`. Raises ValueError but for 1 to 4 curves of a day."""
    if not 1 <= len(series) <= len(PENS) or any(len(one.values) != 24 for one in series):
        raise ValueError("De une à quatre courbes de 24 heures.")
    known = [value for one in series for value in one.values if value is not None]
    levels = nice_levels(maximum or max(known, default=1.0))
    top = levels[-1]
    svg = frame(
        caption,
        f"En {unit}, heure par heure. {_summary(series, decimals)}",
        WIDTH,
        TOP + PLOT + BOTTOM + 22 * len(series),
        *_axes(levels, unit),
        *(_curve(one.values, top, rank) for rank, one in enumerate(series)),
        *(_legend(one.label, rank) for rank, one in enumerate(series)),
        zoom=1.5,
    )
    return Chart(svg, caption, _table(series, unit, decimals))


def _summary(series: Sequence[DaySeries], decimals: int) -> str:
    found = []
    for one in series:
        known = [value for value in one.values if value is not None]
        ends = (min(known, default=None), max(known, default=None))
        found.append(f"{one.label} : de {nombre(ends[0], decimals)} à {nombre(ends[1], decimals)}.")
    return " ".join(found)


def _x(hour: int) -> float:
    return LEFT + (WIDTH - LEFT - 4) * hour / 24


def _y(value: float, top: float) -> float:
    return TOP + PLOT * (1 - value / top)


def _axes(levels: Sequence[float], unit: str) -> list[str]:
    top = levels[-1]
    rules = [line(LEFT, _y(v, top), WIDTH - 4, _y(v, top), stroke=RULE) for v in levels]
    marks = [text(nombre(v), LEFT - 6, _y(v, top) + 4, text_anchor="end", fill=MUTED) for v in levels]
    hours = [
        text(hour_label(hour), _x(hour), TOP + PLOT + 16, text_anchor="middle", fill=MUTED)
        for hour in range(3, 24, 3)
    ]
    return [*rules, *marks, *hours, text(unit, LEFT - 6, TOP - 12, text_anchor="end", fill=MUTED)]


def _curve(values: Sequence[float | None], top: float, rank: int) -> str:
    color, dashes, width = PENS[rank]
    path, is_drawn = "", False
    for hour, value in enumerate(values):
        if value is not None:
            y = _y(value, top)
            path += (f"V{y:.1f}" if is_drawn else f"M{_x(hour):.1f} {y:.1f}") + f"H{_x(hour + 1):.1f}"
        is_drawn = value is not None
    return element("path", d=path, fill="none", stroke=color, stroke_width=width, stroke_dasharray=dashes)


def _legend(label: str, rank: int) -> str:
    color, dashes, width = PENS[rank]
    y = TOP + PLOT + BOTTOM + 12 + 22 * rank
    sample = line(LEFT, y - 4, LEFT + 36, y - 4, stroke=color, stroke_width=width, stroke_dasharray=dashes)
    return sample + text(label, LEFT + 44, y)


def _table(series: Sequence[DaySeries], unit: str, decimals: int) -> Table:
    columns = ("Heure", *(f"{one.label} ({unit})" for one in series))
    rows = tuple(
        (hour_label(hour), *(nombre(one.values[hour], decimals) for one in series)) for hour in range(24)
    )
    return Table(columns, rows)
