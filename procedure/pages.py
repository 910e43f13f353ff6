"""How moments are shown: their state in a word, their article, what blocks them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from tenders.law.marks import Mark
from tenders.models import Tender
from ui.components import Status, Step

from .chronograph.gather import moments_of
from .chronograph.moment import Moment, Nature, State

STATUS = {
    State.DONE: Status("Fait", "success"),
    State.BLOCKED: Status("Bloqué", "danger"),
    State.OVERDUE: Status("En retard", "danger"),
    State.TO_DO: Status("À faire", "info"),
    State.COMING: Status("À venir", "neutral"),
}
PASSED = Status("Passé", "success")
#: What is due, the most pressing first.
PRESSING = (State.OVERDUE, State.BLOCKED, State.TO_DO, State.COMING)


@dataclass(frozen=True, slots=True)
class Line:
    """A moment of a consultation as it is shown now."""

    tender: Tender
    moment: Moment
    now: datetime

    @property
    def state(self) -> State:
        return self.moment.state(self.now)

    @property
    def status(self) -> Status:
        passed = self.state is State.DONE and self.moment.nature is Nature.CLOCK
        return PASSED if passed else STATUS[self.state]

    @property
    def label(self) -> str:
        return f"{self.moment.label}, lot {self.moment.lot}" if self.moment.lot else self.moment.label

    @property
    def is_limit(self) -> bool:
        return self.moment.nature is Nature.LIMIT

    @property
    def article(self) -> str:
        """The article, with what it rests on when no official text was read; never broken at its number."""
        shown = self.moment.article.replace(". ", ".\u00a0")
        mark = self.moment.mark
        return shown if mark is Mark.VERIFIED else f"{shown} ({mark.wording})"

    @property
    def text(self) -> str:
        blocked = [f"Bloqué : {reason}" for reason in self.moment.blocked_by]
        return " ".join(filter(None, [self.moment.text, *blocked]))

    def step(self) -> Step:
        moment = self.moment
        limit = "Au plus tard à cette date." if self.is_limit and moment.done_at is None else ""
        return Step(
            self.label,
            moment.done_at or moment.due_at,
            text=" ".join(filter(None, [self.text, limit, f"{self.article}."])),
            actor="" if self.state is State.DONE else moment.who,
            status=self.status,
            done=self.state is State.DONE,
        )


def lines_of(tender: Tender, now: datetime) -> list[Line]:
    return [Line(tender, moment, now) for moment in moments_of(tender, now)]


def due_lines(tenders: Iterable[Tender], now: datetime) -> list[Line]:
    """Return all that is due in these consultations: overdue first, then by date, undated last."""
    found = [line for tender in tenders for line in _due(tender, now)]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(found, key=lambda one: (one.state is not State.OVERDUE, one.moment.due_at or far))


def _due(tender: Tender, now: datetime) -> Iterator[Line]:
    for line in lines_of(tender, now):
        if line.state in PRESSING and (line.moment.due_at or line.moment.blocked_by):
            yield line
