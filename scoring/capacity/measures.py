"""What a quick look answers to a question, as an exact share. Documents in, Decimals out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from scoring.capacity.questions import Question
from scoring.engine.model import HOURS_PER_WEEK
from scoring.marks import exact_share

Document = Mapping[str, Any]


def measured(question: Question, found: Document) -> Decimal | None:
    """The share of 0 to 1 with six decimals; None when nobody calls in the scope.

    found: a `capacity-quick/1` document, computed with the question among its targets. "answered_share"
    counts callers served to the end: answered, and again at each level of the scope they are passed to; each
    person once. "answered_within" is out of all attempts. "coverage_holes": the share of hours without one.
    """
    if question.measure == "coverage_holes":
        return exact_share(1 - len(hole_hours(question, found)) / HOURS_PER_WEEK)
    share = next(one["reached_share"] for one in found["targets"] if one["id"] == question.id)
    return None if share is None else exact_share(share)


def hole_hours(question: Question, found: Document) -> list[int]:
    """Hours of the week (0 to 167, in order) in which some contact of the scope finds nobody able."""
    holes = [hole for hole in found["coverage_holes"] if question.covers(hole)]
    return sorted({hour for hole in holes for hour in hole["hours"]})
