"""How a capacity run may change state: one table."""

from dataclasses import dataclass

from .enums import RunState as R


@dataclass(frozen=True, slots=True)
class Transition:
    """A named change of state, from any of ``sources`` to ``target``."""

    name: str
    sources: frozenset[str]
    target: str


RUN_TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition("start", frozenset({R.QUEUED, R.RUNNING}), R.RUNNING),
        Transition("complete", frozenset({R.RUNNING}), R.DONE),
        Transition("fail", frozenset({R.QUEUED, R.RUNNING}), R.FAILED),
        Transition("cancel", frozenset({R.QUEUED, R.RUNNING}), R.CANCELLED),
    )
}
