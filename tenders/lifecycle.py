"""How a consultation may change state: one table."""

from dataclasses import dataclass

from .enums import TenderState as S


@dataclass(frozen=True, slots=True)
class Transition:
    """A named change of state, from any of ``sources`` to ``target``; ``stamp`` is the moment it sets."""

    name: str
    sources: frozenset[str]
    target: str
    stamp: str


TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("publish", frozenset({S.DRAFT}), S.PUBLISHED, "published_at"),
        Transition("discard", frozenset({S.DRAFT}), S.DISCARDED, "discarded_at"),
        Transition("open_bids", frozenset({S.PUBLISHED}), S.OPENED, "opened_at"),
        Transition("rank", frozenset({S.OPENED, S.RANKED}), S.RANKED, "ranked_at"),
        Transition("abandon", frozenset({S.PUBLISHED, S.OPENED, S.RANKED}), S.ABANDONED, "abandoned_at"),
        # Every lot has ended: the consultation says how.
        Transition("close_unsuccessful", frozenset({S.OPENED, S.RANKED}), S.UNSUCCESSFUL, "concluded_at"),
        Transition("close_awarded", frozenset({S.OPENED, S.RANKED}), S.AWARDED, "concluded_at"),
    )
}
