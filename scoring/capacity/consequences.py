"""What is kept of a quick look to answer « what if? ». Documents in, JSON types out; no engine is loaded."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.capacity.answers import threshold_of
from scoring.capacity.day import by_hour_of_day
from scoring.capacity.measures import hole_hours, measured
from scoring.capacity.questions import Question
from scoring.capacity.reference import REFERENCE
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

Document = Mapping[str, Any]


def consequences(asked: Document, questions: Sequence[Question], found: Document) -> dict[str, Any]:
    """What is kept of a quick look; asked: `capacity-input/1`, found: `capacity-quick/1`.

    overall: callers a year, each once. answers: shares of 0 to 1 as text, « hours » of the week without
    anybody for a question about holes; `is_held` is None for a criterion. by_hour: 24 shares of live contacts
    answered.
    """
    overall = found["overall"]
    kept = ("offered", "completed", "completed_share", "mean_wait_seconds")
    return {
        "schema": SCHEMA,
        "quantities": quantities(asked),
        "overall": {key: overall[key] for key in kept},
        "answers": [answer(one, found) for one in questions or (USUAL,)],
        "by_hour": by_hour_of_day(asked, found),
    }


def answer(question: Question, found: Document) -> dict[str, Any]:
    value, threshold = measured(question, found), threshold_of(question)
    is_met = value is None or threshold is None or value >= threshold
    return {
        "id": question.id,
        "value": None if value is None else str(value),
        "is_held": None if question.kind == "criterion" else is_met,
        "hours": len(hole_hours(question, found)) if question.measure == "coverage_holes" else 0,
    }


def quantities(asked: Document) -> dict[str, float | None]:
    """The four quantities that a change multiplies, in natural units; None where nothing is concerned.

    volume: contacts a year that arrive from outside. handle_minutes, patience_minutes: means over these
    contacts. absence_share: mean over the hours of the roster.
    """
    types = asked["contact_types"]
    live = [one for one in types if one["patience"]]
    return {
        "volume": sum(one["annual_volume"] for one in types),
        "handle_minutes": mean([(one["annual_volume"], one["handle_time"]["mean_minutes"]) for one in types]),
        "patience_minutes": mean([(one["annual_volume"], one["patience"]["mean_minutes"]) for one in live]),
        "absence_share": mean([(rostered(one), one["absence_share"]) for one in asked["groups"]]),
    }


def mean(weighted: Sequence[tuple[float, float]]) -> float | None:
    """Of (weight, value) pairs; None without any weight."""
    whole = sum(weight for weight, _ in weighted)
    return sum(weight * value for weight, value in weighted) / whole if whole else None


def rostered(group: Document) -> float:
    """Minutes a week, breaks left out."""
    return float(sum(head_minutes(shift) for shift in group["shifts"]))


def head_minutes(shift: Document) -> float:
    """Of all its persons, over the week."""
    minutes: float = shift["end_minute"] - shift["start_minute"] - shift["break_minutes"]
    heads: float = shift["headcount"]
    return minutes * heads * len(shift["days"])
