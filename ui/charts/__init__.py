"""Charts: data in, an SVG and its table out; page, PDF and API show the same picture (no Django here)."""

from ui.charts.bars import Bar, Threshold, bars
from ui.charts.day import DaySeries, line_day
from ui.charts.drawing import Chart, Table
from ui.charts.heatmap import heatmap_share, heatmap_week
from ui.charts.line import Series, line_week
from ui.charts.spread import Interval, Spread, spreads

__all__ = [
    "Bar",
    "Chart",
    "DaySeries",
    "Interval",
    "Series",
    "Spread",
    "Table",
    "Threshold",
    "bars",
    "heatmap_share",
    "heatmap_week",
    "line_day",
    "line_week",
    "spreads",
]
