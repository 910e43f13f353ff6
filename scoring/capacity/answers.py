"""Is each requirement held, and by how much? What does each graded margin measure?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scoring.capacity.measures import hole_hours
from scoring.capacity.questions import Question
from scoring.capacity.summary import Share, Summary, text

#: Nobody missing means at no hour: the share of hours with somebody is then the whole.
EVERY_HOUR = Decimal(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """value, low and high: shares, the two last with 10 % more or less of both volumes and handle times.

    hours: of the week, without anybody, for a question about holes. is_held: None for a criterion. gap: value
    less threshold. A scope where nobody calls has no value, and holds.
    """

    question: Question
    value: Share
    low: Share
    high: Share
    hours: tuple[int, ...]
    threshold: Share
    is_held: bool | None
    gap: Share

    def to_dict(self) -> dict[str, Any]:
        return {
            "question": self.question.to_dict(),
            "value": text(self.value),
            "low": text(self.low),
            "high": text(self.high),
            "hours": list(self.hours),
            "threshold": text(self.threshold),
            "is_held": self.is_held,
            "gap": text(self.gap),
        }


def answers(
    asked: Sequence[Question], found: Mapping[str, Any], base: Summary, adverse: Summary, favourable: Summary
) -> list[Answer]:
    """One a question. found: the `capacity-quick/1` document behind ``base``."""
    return [answer(one, found, base, adverse, favourable) for one in asked]


def answer(
    question: Question, found: Mapping[str, Any], base: Summary, adverse: Summary, favourable: Summary
) -> Answer:
    value, threshold = base.questions[question.id], threshold_of(question)
    gap = None if value is None or threshold is None else value - threshold
    return Answer(
        question=question,
        value=value,
        low=adverse.questions[question.id],
        high=favourable.questions[question.id],
        hours=tuple(hole_hours(question, found)) if question.measure == "coverage_holes" else (),
        threshold=threshold,
        is_held=None if question.kind == "criterion" else gap is None or gap >= 0,
        gap=gap,
    )


def threshold_of(question: Question) -> Share:
    """The share that a requirement asks; None for a criterion."""
    if question.kind == "criterion":
        return None
    if question.measure == "coverage_holes":
        return EVERY_HOUR
    return question.threshold_share
