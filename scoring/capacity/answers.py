"""Is each requirement held, and by how much? What does each graded margin measure?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scoring.capacity.measures import hole_hours
from scoring.capacity.questions import Question
from scoring.capacity.summary import Share, Summary, text

#: Nobody missing means at no hour: the share of hours with somebody is then the whole.
EVERY_HOUR = Decimal(1)


Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What answers are drawn from: a `capacity-quick/1` document of the input that counts, what is measured
    (by it, or by the simulation) and at both ends of the band, and the bands of a simulation by target."""

    found: Document
    base: Summary
    adverse: Summary
    favourable: Summary
    bands: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """value, low and high: shares, the two last by a quick look at 10 % more or less of both volumes and
    handle times. band: what the simulation says of how sure the value is (`capacity-verdict/1`).

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
    band: Document | None

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
            "band": self.band,
        }


def answers(asked: Sequence[Question], evidence: Evidence) -> list[Answer]:
    """One a question."""
    return [answer(one, evidence) for one in asked]


def answer(question: Question, evidence: Evidence) -> Answer:
    value, threshold = evidence.base.questions[question.id], threshold_of(question)
    gap = None if value is None or threshold is None else value - threshold
    return Answer(
        question=question,
        value=value,
        low=evidence.adverse.questions[question.id],
        high=evidence.favourable.questions[question.id],
        hours=tuple(hole_hours(question, evidence.found)) if question.measure == "coverage_holes" else (),
        threshold=threshold,
        is_held=None if question.kind == "criterion" else gap is None or gap >= 0,
        gap=gap,
        band=evidence.bands.get(question.id),
    )


def threshold_of(question: Question) -> Share:
    """The share that a requirement asks; None for a criterion."""
    if question.kind == "criterion":
        return None
    if question.measure == "coverage_holes":
        return EVERY_HOUR
    return question.threshold_share
