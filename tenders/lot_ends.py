"""Has a lot ended? The later stage that ends it says so, and is never named here."""

from collections.abc import Callable

from .models import Lot

#: Returns the sentence that refuses, an empty one while the lot goes on.
Refuse = Callable[[Lot], str]

_refusals: dict[str, Refuse] = {}


def register(name: str, refuse: Refuse) -> None:
    """Add a reason to refuse whatever is still to come for a lot (AppConfig.ready)."""
    _refusals[name] = refuse


def refusal(lot: Lot) -> str:
    """Return why nothing comes any more to the lot, bid or decision, or an empty text."""
    return next((said for refuse in _refusals.values() if (said := refuse(lot))), "")
