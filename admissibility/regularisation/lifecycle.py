"""How a round and an answer may change state: one table each."""

from dataclasses import dataclass

from .enums import AnswerState as A
from .enums import RoundState as R


@dataclass(frozen=True, slots=True)
class Transition:
    """A named change of state, from any of ``sources`` to ``target``."""

    name: str
    sources: frozenset[str]
    target: str


ROUND_TRANSITIONS = {one.name: one for one in (Transition("open", frozenset({R.REQUESTED}), R.OPENED),)}
ANSWER_TRANSITIONS = {
    one.name: one
    for one in (
        # The last one received in time is the one that counts; a late one stays closed.
        Transition("replace", frozenset({A.RECEIVED}), A.REPLACED),
        Transition("open", frozenset({A.RECEIVED}), A.OPENED),
    )
}
