"""The buyer's file and the public page of a consultation: later stages add panels, never named here.

In an upper app's ``AppConfig.ready``: ``hub.register("Plis reçus", order=20, build=submissions_panel)``,
where ``submissions_panel(tender, user)`` returns ``(template, context)``, or None to show nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.permissions import Person

from .models import Tender

Drawn = tuple[str, dict[str, Any]]
Build = Callable[[Tender, Person], Drawn | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of the file; ``order`` places it (this app's own are 0 to 10)."""

    title: str
    order: int
    build: Build


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    """A panel for one person; its template reads ``panel.context``'s names as its own."""

    title: str
    anchor: str
    template: str
    context: dict[str, Any]


_panels: dict[str, Panel] = {}
_public_panels: dict[str, Panel] = {}


def register(title: str, *, order: int, build: Build) -> None:
    """Add a panel to every consultation's file; a title registered again replaces the former.

    Raises ValueError when another panel has this order: it is the panel's address in the page.
    """
    add(_panels, Panel(title, order, build))


def register_public(title: str, *, order: int, build: Build) -> None:
    """Add a panel to every consultation's public page, under the same terms."""
    add(_public_panels, Panel(title, order, build))


def add(panels: dict[str, Panel], panel: Panel) -> None:
    taken = next((one for one in panels.values() if one.order == panel.order), panel)
    if taken.title != panel.title:
        raise ValueError(f"order {panel.order} is taken by « {taken.title} »")
    panels[panel.title] = panel


def panels_for(tender: Tender, user: Person) -> list[DrawnPanel]:
    """Return the panels that ``user`` finds on this consultation's file, in order."""
    return drawn(_panels, tender, user)


def public_panels_for(tender: Tender, user: Person) -> list[DrawnPanel]:
    """Return the panels of the public page, in order."""
    return drawn(_public_panels, tender, user)


def drawn(panels: dict[str, Panel], tender: Tender, user: Person) -> list[DrawnPanel]:
    ordered = sorted(panels.values(), key=lambda panel: (panel.order, panel.title))
    built = ((panel, panel.build(tender, user)) for panel in ordered)
    return [
        DrawnPanel(panel.title, f"rubrique-{panel.order}", template, context)
        for panel, found in built
        if found is not None
        for template, context in [found]
    ]
