"""A moment of a procedure: when it is due, whether it happened, by which article, what blocks it. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tenders.law.marks import Mark
from tenders.law.periods import ends_at

REMINDER = timedelta(days=7)


class Nature(StrEnum):
    CLOCK = "clock"  # comes by itself when it is due
    ACT = "act"  # somebody does it, not before it is due
    LIMIT = "limit"  # somebody does it, at the latest when it is due


class State(StrEnum):
    DONE = "done"
    BLOCKED = "blocked"
    OVERDUE = "overdue"
    TO_DO = "to_do"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Moment:
    """``due_at`` is None while nobody can know it; ``key`` tells moments of one name apart.

    who: acts, in French (« l’acheteur »). lot: its number, None for the whole consultation.
    is_settled: what would follow was done already, or cannot be any more; nobody is called for it.
    """

    name: str
    label: str
    nature: Nature
    article: str
    who: str = "l’acheteur"
    due_at: datetime | None = None
    done_at: datetime | None = None
    text: str = ""
    mark: Mark = Mark.VERIFIED
    blocked_by: tuple[str, ...] = ()
    lot: int | None = None
    key: str = ""
    is_public: bool = False
    is_settled: bool = False

    def is_due(self, now: datetime) -> bool:
        return self.due_at is not None and now >= self.due_at

    def state(self, now: datetime) -> State:
        if self.done_at is not None or (self.nature is Nature.CLOCK and self.is_due(now)):
            return State.DONE
        if self.nature is Nature.LIMIT:
            return State.OVERDUE if self.is_due(now) else State.TO_DO
        if self.nature is Nature.CLOCK or not (self.due_at is None or self.is_due(now)):
            return State.COMING
        if self.blocked_by:
            return State.BLOCKED
        return State.TO_DO if self.due_at else State.COMING

    @property
    def sort_at(self) -> datetime | None:
        return self.done_at or self.due_at

    def reached(self, now: datetime) -> bool:
        """Has its hour come, for the journal?"""
        if self.nature is Nature.ACT:
            return False
        return self.is_due(now) and (self.nature is Nature.CLOCK or self.done_at is None)

    def is_near(self, now: datetime) -> bool:
        """Is a limit less than a week ahead, and not met?"""
        if self.nature is not Nature.LIMIT or self.due_at is None or self.done_at:
            return False
        return self.due_at - REMINDER <= now < self.due_at

    def turns_at(self, now: datetime) -> datetime | None:
        """Return when the passing of time next makes it near or reached; None when it never does again."""
        if self.due_at is None or self.nature is Nature.ACT:
            return None
        turns = [self.due_at - REMINDER, self.due_at] if self.nature is Nature.LIMIT else [self.due_at]
        return next((turn for turn in turns if turn > now), None)


def by_day(day: date | None) -> datetime | None:
    """Return the end of the last day on which something may be done, in Paris."""
    return ends_at(day) if day else None
