"""Panels of the page of a bid: each later stage adds its own, no stage names a later one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from .models import Bid

#: Draws the inside of a panel as safe HTML; an empty string when there is nothing to show.
Draw = Callable[[HttpRequest, Bid], str]


@dataclass(frozen=True, slots=True)
class Panel:
    """``name`` is unique and serves as anchor; lower ``order`` stands higher on the page.

    for_bidder: on the page that the bidder sees of its own bid, instead of the buyer's.
    """

    name: str
    title: str
    draw: Draw
    order: int = 100
    for_bidder: bool = False


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    name: str
    title: str
    html: str


_PANELS: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel at start-up (AppConfig.ready); another one of the same name is an error."""
    known = _PANELS.get(panel.name)
    if known and known != panel:
        raise ValueError(f"two panels named {panel.name!r}")
    _PANELS[panel.name] = panel


def drawn_panels(request: HttpRequest, bid: Bid, *, for_bidder: bool = False) -> list[DrawnPanel]:
    """Return what the later stages show of the bid, in order; empty panels are left out."""
    meant = [panel for panel in _PANELS.values() if panel.for_bidder == for_bidder]
    ordered = sorted(meant, key=lambda panel: (panel.order, panel.name))
    drawn = [DrawnPanel(panel.name, panel.title, panel.draw(request, bid)) for panel in ordered]
    return [panel for panel in drawn if panel.html]
