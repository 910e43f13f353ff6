"""The steps towards the end of a lot: each by a person, dated, journaled; none follows by itself."""

from .choice import accept_proofs, award_lot, designate, request_proofs, withdraw
from .closing import abandon_lot, close_all, declare_unsuccessful, follow
from .contract import notify, publish_data, send_notice, sign
from .holds import Filing, lift_hold, record_hold
from .informing import inform

__all__ = [
    "Filing",
    "abandon_lot",
    "accept_proofs",
    "award_lot",
    "close_all",
    "declare_unsuccessful",
    "designate",
    "follow",
    "inform",
    "lift_hold",
    "notify",
    "publish_data",
    "record_hold",
    "request_proofs",
    "send_notice",
    "sign",
    "withdraw",
]
