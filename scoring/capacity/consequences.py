"""What is kept of a quick look to answer « what if? ». Documents in, JSON types out; no engine is loaded."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.capacity.answers import threshold_of
from scoring.capacity.day import by_hour_of_day
from scoring.capacity.measures import hole_hours, measured
from scoring.capacity.questions import Question
from scoring.capacity.reference import REFERENCE
from scoring.engine.model import EngineInput, Group
from scoring.marks import exact_share

SCHEMA = "capacity-what-if/1"
#: What is asked of an offer whose lot asks nothing.
USUAL = Question(
    id=REFERENCE.id,
    kind="requirement",
    label=REFERENCE.label,
    measure="answered_share",
    scope_label="tous contacts",
    threshold_share=exact_share(REFERENCE.share),
)

#: The parts of a quick look that are read here.
READ = ("overall", "by_contact_type", "targets", "coverage_holes")

Document = Mapping[str, Any]
Kept = dict[str, Any]


def consequences(data: EngineInput, week: Document, questions: Sequence[Question], found: Document) -> Kept:
    """What is kept of a quick look at ``data``.

    week: a `capacity-input/1` document with the same weekly profiles; found: of `capacity-quick/1`, the parts
    in `READ`. overall: callers a year, each once. answers: shares of 0 to 1 as text, « hours » of the week
    without anybody for a question about holes; `is_held` is None for a criterion. by_hour: 24 shares of live
    contacts answered.
    """
    overall = found["overall"]
    kept = ("offered", "completed", "completed_share", "mean_wait_seconds")
    return {
        "schema": SCHEMA,
        "quantities": quantities(data),
        "overall": {key: overall[key] for key in kept},
        "answers": [answer(one, found) for one in questions or (USUAL,)],
        "by_hour": by_hour_of_day(week, found),
    }


def answer(question: Question, found: Document) -> Kept:
    value, threshold = measured(question, found), threshold_of(question)
    is_met = value is None or threshold is None or value >= threshold
    return {
        "id": question.id,
        "value": None if value is None else str(value),
        "is_held": None if question.kind == "criterion" else is_met,
        "hours": len(hole_hours(question, found)) if question.measure == "coverage_holes" else 0,
    }


def quantities(data: EngineInput) -> dict[str, float | None]:
    """The four quantities that a change multiplies, in natural units; None where nothing is concerned.

    volume: contacts a year that arrive from outside. handle_minutes, patience_minutes: means over these
    contacts. absence_share: mean over the hours of the roster.
    """
    types = data.contact_types
    patient = [(one.annual_volume, one.patience.mean_minutes) for one in types if one.patience]
    return {
        "volume": sum(one.annual_volume for one in types),
        "handle_minutes": mean([(one.annual_volume, one.handle_time.mean_minutes) for one in types]),
        "patience_minutes": mean(patient),
        "absence_share": mean([(rostered(one), one.absence_share) for one in data.groups]),
    }


def mean(weighted: Sequence[tuple[float, float]]) -> float | None:
    """Of (weight, value) pairs; None without any weight."""
    whole = sum(weight for weight, _ in weighted)
    return sum(weight * value for weight, value in weighted) / whole if whole else None


def rostered(group: Group) -> float:
    """Minutes a week of all its persons, breaks left out."""
    return sum(
        one.headcount * len(one.days) * (one.end_minute - one.start_minute - one.break_minutes)
        for one in group.shifts
    )
