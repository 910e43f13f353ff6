"""How an enquiry about a price may change state: one table."""

from dataclasses import dataclass

from .enums import EnquiryState as S


@dataclass(frozen=True, slots=True)
class Transition:
    """A named change of state, from any of ``sources`` to ``target``."""

    name: str
    sources: frozenset[str]
    target: str


TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("ask", frozenset({S.DETECTED}), S.ASKED),
        Transition("answer", frozenset({S.ASKED, S.ANSWERED}), S.ANSWERED),
        # What comes after the assessment is kept and shown; whether to assess again is the officer's choice.
        Transition("add_late_answer", frozenset({S.ASSESSED}), S.ASSESSED),
        Transition("assess", frozenset({S.ASKED, S.ANSWERED, S.ASSESSED}), S.ASSESSED),
        Transition("accept", frozenset({S.ASSESSED}), S.JUSTIFIED),
        Transition("reject", frozenset({S.ASSESSED}), S.ABNORMALLY_LOW),
    )
}
