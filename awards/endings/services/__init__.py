"""The steps towards the end of a lot: each by a person, dated, journaled; none follows by itself."""

from .closing import abandon_lot, close_all, declare_unsuccessful, follow
from .holds import Filing, lift_hold, record_hold

__all__ = [
    "Filing",
    "abandon_lot",
    "close_all",
    "declare_unsuccessful",
    "follow",
    "lift_hold",
    "record_hold",
]
