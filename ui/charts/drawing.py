"""Escaped SVG elements, the frame of every drawing, and the week that all charts share.

Colours are presentation attributes, never styles: the drawing obeys a strict content policy and stands
alone in a PDF.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
INK = "#1d2f4f"
TEXT = "#23211e"
MUTED = "#5d584f"
RULE = "#d9d4cb"
PAPER = "#ffffff"

Week = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Table:
    """The same data in words: the first cell of each row is its heading."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A drawing with what must come with it; a `wide` one keeps its size on a phone, and scrolls."""

    svg: str
    caption: str
    table: Table
    wide: bool = False


def element(name: str, *children: str, **attributes: object) -> str:
    """One element; `children` are already markup. `font_size=12` is written font-size="12"."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(content: str, x: float, y: float, **attributes: object) -> str:
    """Escaped text at a point; 12 units high unless told."""
    merged: dict[str, object] = {"font_size": 12, "fill": TEXT} | attributes
    return element("text", escape(content), x=_short(x), y=_short(y), **merged)


def rect(x: float, y: float, width: float, height: float, **attributes: object) -> str:
    return element("rect", x=_short(x), y=_short(y), width=_short(width), height=_short(height), **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    return element("line", x1=_short(x1), y1=_short(y1), x2=_short(x2), y2=_short(y2), **attributes)


def frame(
    caption: str, description: str, width: float, height: float, *children: str, zoom: float = 1
) -> str:
    """The svg element: an image with a title and a description that screen readers read."""
    key = unique(caption, description)
    return element(
        "svg",
        element("title", escape(caption), id=f"{key}-t"),
        element("desc", escape(description), id=f"{key}-d"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        width=_short(width * zoom),
        height=_short(height * zoom),
        role="img",
        aria_labelledby=f"{key}-t {key}-d",
        font_family="'Source Sans 3 Variable', 'Source Sans 3', sans-serif",
    )


def unique(*parts: str) -> str:
    """An id that depends on the content alone, so that the same chart is the same text every time."""
    return "c" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]


def check_week(values: Week, what: str) -> None:
    """Raise ValueError unless there are 7 days (Monday first) of 24 hours."""
    if len(values) != 7 or any(len(day) != 24 for day in values):
        raise ValueError(f"{what} : 7 jours de 24 heures sont attendus.")


def hour_label(hour: int) -> str:
    return f"{hour}\u00a0h"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
