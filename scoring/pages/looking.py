"""Quick looks in the web process: few at a time, none twice, the engine loaded before it is waited for."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from bids.models import Bid

from ..capacity.changes import Change
from ..capacity.consequences import consequences
from ..capacity.counted import counted
from ..capacity.questions import Question
from ..engine import code_fingerprint
from ..engine.faults import InvalidInputError
from ..engine.model import EngineInput
from ..enums import RunState
from ..inputs import questions
from ..models import CapacityRun

#: Looks at once in a process: more would only make each of them slower.
SEATS = threading.BoundedSemaphore(2)
SECONDS_BEFORE_GIVING_UP = 10
#: Held for good by the first who loads the engine.
IS_WARM = threading.Lock()

Document = dict[str, Any]


class Busy(Exception):  # noqa: N818  # says what the server is
    """Too many people are asking at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What the sliders move: the input of a bid's run as it is measured, and what its lot asks."""

    run_id: UUID
    asked: Document
    data: EngineInput
    questions: tuple[Question, ...]


def run_to_move(bid: Bid) -> CapacityRun | None:
    """The bid's last run, whatever its state: its input stands from the moment at which it is asked."""
    return CapacityRun.objects.verdicts().filter(bid=bid).defer("input", "output").last_of_each_bid().first()


@lru_cache(maxsize=32)
def subject(run_id: UUID) -> Subject:
    """A run's input never changes. Raises InvalidInputError."""
    run = CapacityRun.objects.select_related("bid__lot").get(pk=run_id)
    data = counted(EngineInput.from_dict(run.input))
    return Subject(run_id, data.to_dict(), data, questions(run.bid.lot))


@lru_cache(maxsize=256)
def look(subject: Subject, change: Change) -> Document:
    """Take a quick look at a change. Raises Busy, InvalidInputError."""
    # The compiled engine is heavy: a process in which nobody asks never loads it.
    from ..capacity.whatif import quick_what_if

    if not SEATS.acquire(timeout=SECONDS_BEFORE_GIVING_UP):
        raise Busy
    try:
        return quick_what_if(subject.data, subject.questions, change, document=subject.asked)
    finally:
        SEATS.release()


def base(run: CapacityRun, subject: Subject) -> Document:
    """What the offer gives unchanged: as its run found it, or looked at now. Raises as `look` does."""
    if run.state == RunState.DONE and run.engine_sha256 == code_fingerprint():
        return stored_base(subject)
    return look(subject, Change())


@lru_cache(maxsize=32)
def stored_base(subject: Subject) -> Document:
    output: Document = CapacityRun.objects.get(pk=subject.run_id).output or {}
    measured = output["lawful"] or output
    return consequences(subject.data, subject.asked, subject.questions, measured["quick"])


def warm_up(subject: Subject) -> None:
    """Load the compiled engine in the background, once a process: the first slider must not wait for it."""
    if IS_WARM.acquire(blocking=False):
        threading.Thread(target=_load, args=(subject,), name="load-the-engine").start()


def _load(subject: Subject) -> None:
    with suppress(Busy, InvalidInputError):
        look(subject, Change())
