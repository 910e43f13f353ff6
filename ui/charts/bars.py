"""Horizontal bars with their value, their interval and a threshold: to compare bids, channels or levels."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.charts.drawing import MUTED, TEXT, Chart, Table, element, frame, line, rect, text
from ui.formatting.numbers import nombre

WIDTH, LEFT, RIGHT, ROW, BAR = 400, 4, 76, 36, 11


@dataclass(frozen=True)
class Bar:
    """One bar. `low` and `high` bound the value when it is uncertain."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Threshold:
    """A level that the bars are read against, in the same unit."""

    label: str
    value: float


def bars(
    items: Sequence[Bar],
    *,
    caption: str,
    unit: str,
    decimals: int = 1,
    maximum: float | None = None,
    threshold: Threshold | None = None,
) -> Chart:
    """One bar an item, from zero to `maximum` (the largest value unless told); no value below zero."""
    if any(item.value < 0 for item in items):
        raise ValueError("Un diagramme en barres ne montre pas de valeur négative.")
    top = maximum or _largest(items, threshold)
    scale = (WIDTH - LEFT - RIGHT) / top
    drawn = [_bar(item, rank * ROW, scale, decimals, unit) for rank, item in enumerate(items)]
    height = len(items) * ROW + 8
    if threshold:
        drawn.append(_threshold(threshold, scale, height))
        height += 22
    svg = frame(caption, _summary(items, decimals, unit), WIDTH, height, *drawn, zoom=1.35)
    return Chart(svg, caption, _table(items, decimals, unit))


def _largest(items: Sequence[Bar], threshold: Threshold | None) -> float:
    ends = [max(item.value, item.high or 0) for item in items]
    return max([*ends, threshold.value if threshold else 0, 1e-9])


def _written(value: float, decimals: int, unit: str) -> str:
    return f"{nombre(value, decimals)}\u00a0{unit}"


def _summary(items: Sequence[Bar], decimals: int, unit: str) -> str:
    return (
        " ; ".join(f"{item.label} : {_written(item.value, decimals, unit)}" for item in items)
        or "Aucune donnée."
    )


def _bar(item: Bar, y: float, scale: float, decimals: int, unit: str) -> str:
    middle = y + 18 + BAR / 2
    parts = [
        text(item.label, LEFT, y + 13),
        rect(LEFT, y + 18, max(item.value * scale, 1), BAR, fill="#4f6c9c"),
        # Values stand in one column, to be compared without following the bars.
        text(_written(item.value, decimals, unit), WIDTH - 2, middle + 4, text_anchor="end", font_weight=600),
    ]
    if item.low is not None and item.high is not None:
        parts.append(_whisker(LEFT + item.low * scale, LEFT + item.high * scale, middle))
    return element("g", *parts)


def _whisker(low: float, high: float, y: float) -> str:
    stroke = {"stroke": TEXT, "stroke_width": 1.5}
    ends = "".join(line(x, y - 5, x, y + 5, **stroke) for x in (low, high))
    return line(low, y, high, y, **stroke) + ends


def _threshold(threshold: Threshold, scale: float, height: float) -> str:
    x = LEFT + threshold.value * scale
    anchor = "end" if x > WIDTH / 2 else "start"
    mark = line(x, 4, x, height + 2, stroke="#b4560a", stroke_width=2, stroke_dasharray="6 4")
    return mark + text(threshold.label, x, height + 16, text_anchor=anchor, fill=MUTED)


def _table(items: Sequence[Bar], decimals: int, unit: str) -> Table:
    columns = ("Libellé", f"Valeur ({unit})")
    rows = [(item.label, nombre(item.value, decimals)) for item in items]
    if all(item.low is None for item in items):
        return Table(columns, tuple(rows))
    bounds = [(nombre(item.low, decimals), nombre(item.high, decimals)) for item in items]
    joined = tuple(row + ends for row, ends in zip(rows, bounds, strict=True))
    return Table((*columns, f"Borne basse ({unit})", f"Borne haute ({unit})"), joined)
