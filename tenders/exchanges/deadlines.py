"""Until when one asks, and until when one is answered."""

from datetime import date, datetime

from audit.clock import PARIS

from ..enums import ProcedureKind
from ..law.delays import information_due_on
from ..law.questions import usual_close_at
from ..models import Tender


def questions_close_at(tender: Tender) -> datetime | None:
    """Return the moment set by the buyer, else the usual one; None for a draft without deadline."""
    return close_at(tender.questions_due_at, tender.published_at, tender.deadline_at)


def close_at(
    questions_due_at: datetime | None, published_at: datetime | None, deadline_at: datetime | None
) -> datetime | None:
    """Return the same from the moments themselves, whatever row they are written in."""
    if questions_due_at or deadline_at is None or published_at is None:
        return questions_due_at
    return usual_close_at(published_at, deadline_at)


def moved_with(questions_due_at: datetime, former: datetime, deadline_at: datetime) -> datetime:
    """Return the limit of the questions pushed as the deadline was, by the clock of Paris.

    As many days and hours are read on the wall: noon stays noon when the clocks change in between.
    """
    limit, before, after = (
        one.astimezone(PARIS).replace(tzinfo=None) for one in (questions_due_at, former, deadline_at)
    )
    return (limit + (after - before)).replace(tzinfo=PARIS)


def answers_due_on(tender: Tender) -> date | None:
    """Return the last day, in Paris, to publish an answer in the law's time (R. 2132-6).

    The code binds formal procedures; for an adapted one the same day is a landmark (`answers_are_bound`).
    """
    return information_due_on(tender.deadline_at) if tender.deadline_at else None


def answers_are_bound(tender: Tender) -> bool:
    """Is R. 2132-6 a duty here, or good practice?"""
    return tender.applied_procedure != ProcedureKind.ADAPTED
