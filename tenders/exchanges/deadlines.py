"""Until when one asks, and until when one is answered."""

from datetime import date, datetime

from ..enums import ProcedureKind
from ..law.delays import information_due_on
from ..law.questions import usual_close_at
from ..models import Tender


def questions_close_at(tender: Tender) -> datetime | None:
    """Return the moment set by the buyer, else the usual one; None for a draft without deadline."""
    if tender.questions_due_at or tender.deadline_at is None or tender.published_at is None:
        return tender.questions_due_at
    return usual_close_at(tender.published_at, tender.deadline_at)


def answers_due_on(tender: Tender) -> date | None:
    """Return the last day, in Paris, to publish an answer in the law's time (R. 2132-6).

    The code binds formal procedures; for an adapted one the same day is a landmark (`answers_are_bound`).
    """
    return information_due_on(tender.deadline_at) if tender.deadline_at else None


def answers_are_bound(tender: Tender) -> bool:
    """Is R. 2132-6 a duty here, or good practice?"""
    return tender.applied_procedure != ProcedureKind.ADAPTED
