"""Until when a decision may change: the later stage that ends a lot says so, and is never named here."""

from collections.abc import Callable

from tenders.models import Lot

#: Returns the sentence that refuses, an empty one while the lot goes on.
Refuse = Callable[[Lot], str]

_refusals: dict[str, Refuse] = {}


def register(name: str, refuse: Refuse) -> None:
    """Add a reason to refuse further decisions on a lot (AppConfig.ready)."""
    _refusals[name] = refuse


def refusal(lot: Lot) -> str:
    """Return why nothing may be decided any more on the lot, or an empty text."""
    return next((said for refuse in _refusals.values() if (said := refuse(lot))), "")
