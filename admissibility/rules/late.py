"""A submission received after the deadline is set aside: R. 2151-5, with the exception of the case-law."""

from dataclasses import dataclass
from typing import Any

from .base import Rule


@dataclass(frozen=True, slots=True)
class LateFacts:
    """Moments in ISO 8601, UTC; an empty text is a moment that does not exist.

    late_seconds: whole seconds after the deadline at which the last byte was in; begun_in_time: the
    transmission started before the deadline; cut_before: attempts of the same bidder, begun before the
    deadline, that were cut or refused; in_time_opened: a deposit of the same bidder, in time, was opened.
    """

    deadline_at: str
    started_at: str
    received_at: str
    late_seconds: int
    begun_in_time: bool
    cut_before: int
    in_time_opened: bool


def decide(facts: LateFacts) -> str:
    if facts.in_time_opened:
        # The last one received in time is the one that is opened (R. 2151-6).
        return "in_time_deposit_opened"
    if facts.begun_in_time:
        return "begun_in_time"
    return "cut_before_deadline" if facts.cut_before else "late"


def describe(facts: LateFacts) -> dict[str, Any]:
    return {
        "deadline_at": facts.deadline_at,
        "started_at": facts.started_at,
        "received_at": facts.received_at,
        "late_seconds": facts.late_seconds,
        "cut_before": facts.cut_before,
    }


LATE_SUBMISSION = Rule[LateFacts](
    name="late_submission",
    version=1,
    article="R. 2151-5",
    results={
        "in_time_deposit_opened": "conform",
        "begun_in_time": "to_examine",
        "cut_before_deadline": "to_examine",
        "late": "adverse",
    },
    decide=decide,
    describe=describe,
    title="Pli reçu hors délai",
    looks_at="La date limite, le début et la fin de la réception à l’horloge du serveur, les tentatives "
    "interrompues du même soumissionnaire et son éventuel pli reçu dans les délais. Le pli reste fermé.",
)
