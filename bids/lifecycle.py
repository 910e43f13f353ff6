"""How a submission and a bid may change state: one table each."""

from dataclasses import dataclass

from .enums import BidState as B
from .enums import SubmissionState as S


@dataclass(frozen=True, slots=True)
class Transition:
    """A named change of state, from any of ``sources`` to ``target``."""

    name: str
    sources: frozenset[str]
    target: str


SUBMISSION_TRANSITIONS = {
    transition.name: transition
    for transition in (
        # Only the last one received in time is opened (R. 2151-6); a late one stays closed (R. 2151-5).
        Transition("replace", frozenset({S.RECEIVED}), S.REPLACED),
        Transition("open", frozenset({S.RECEIVED}), S.OPENED),
    )
}

BID_TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("read", frozenset({B.OPENED}), B.READ),
        Transition("declare_unreadable", frozenset({B.OPENED}), B.UNREADABLE),
    )
}
