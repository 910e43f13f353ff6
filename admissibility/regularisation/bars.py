"""Bids that may not be put right for a reason that a later stage knows (an abnormally low price)."""

from collections.abc import Callable

from bids.models import Bid

#: Returns why the bid may not be asked to put anything right, or an empty text.
Bar = Callable[[Bid], str]

_bars: dict[str, Bar] = {}


def register(name: str, bar: Bar) -> None:
    """Add a reason (AppConfig.ready of the later stage)."""
    _bars[name] = bar


def bar(bid: Bid) -> str:
    return next((said for one in _bars.values() if (said := one(bid))), "")
