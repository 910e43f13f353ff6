"""How the end of a lot may change state: one table."""

from dataclasses import dataclass

from .enums import EndingState as S

CHOOSING = frozenset({S.DESIGNATED, S.PROOFS_REQUESTED, S.PROOFS_EXAMINED, S.AWARDED})


@dataclass(frozen=True, slots=True)
class Transition:
    """A named change of state, from any of ``sources`` to ``target``."""

    name: str
    sources: frozenset[str]
    target: str


TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("designate", frozenset({S.OPEN}), S.DESIGNATED),
        Transition("request_proofs", frozenset({S.DESIGNATED}), S.PROOFS_REQUESTED),
        # What the buyer already holds or gets by itself is not asked again (R. 2143-13, R. 2143-14).
        Transition("accept_proofs", frozenset({S.DESIGNATED, S.PROOFS_REQUESTED}), S.PROOFS_EXAMINED),
        Transition("award", frozenset({S.PROOFS_EXAMINED}), S.AWARDED),
        Transition("inform", frozenset({S.AWARDED}), S.INFORMED),
        Transition("withdraw", CHOOSING | {S.INFORMED}, S.OPEN),
        Transition("sign", frozenset({S.INFORMED}), S.SIGNED),
        Transition("notify", frozenset({S.SIGNED}), S.NOTIFIED),
        # At any time before the signature (R. 2185-1).
        Transition("abandon", CHOOSING | {S.OPEN, S.INFORMED}, S.ABANDONED),
        Transition("declare_unsuccessful", frozenset({S.OPEN}), S.UNSUCCESSFUL),
    )
}
