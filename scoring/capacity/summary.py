"""The few shares of a quick look, or of a simulation, that are compared with those of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from scoring.capacity.measures import measured
from scoring.capacity.questions import Question
from scoring.marks import exact_share

Share = Decimal | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Shares of callers served to the end, overall and by channel; the value of each question by its id."""

    overall: Share
    by_channel: Mapping[str, Share]
    questions: Mapping[str, Share]

    def to_dict(self) -> dict[str, Any]:
        return {
            "overall": text(self.overall),
            "by_channel": {key: text(value) for key, value in self.by_channel.items()},
            "questions": {key: text(value) for key, value in self.questions.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        parts = [
            {key: decimal(value) for key, value in data[part].items()} for part in ("by_channel", "questions")
        ]
        return cls(decimal(data["overall"]), *parts)


def summary_of(found: Mapping[str, Any], asked: Sequence[Question]) -> Summary:
    """Of a `capacity-quick/1` document."""
    return Summary(
        overall=exact(found["overall"]["completed_share"]),
        by_channel={key: exact(one["completed_share"]) for key, one in found["by_channel"].items()},
        questions={question.id: measured(question, found) for question in asked},
    )


def simulated_summary(
    base: Mapping[str, Any], found: Mapping[str, Any], asked: Sequence[Question]
) -> Summary:
    """Of a `capacity-simulation/1` document, its means.

    found: the quick look at the same input, which alone tells the hours without anybody: no chance in them.
    """
    reached = {one["id"]: one["reached_share"]["mean"] for one in base["targets"]}
    return Summary(
        overall=exact(base["overall"]["completed_share"]["mean"]),
        by_channel={key: exact(one["completed_share"]["mean"]) for key, one in base["by_channel"].items()},
        questions={
            one.id: measured(one, found) if one.measure == "coverage_holes" else exact(reached[one.id])
            for one in asked
        },
    )


def exact(value: float | None) -> Share:
    return None if value is None else exact_share(value)


def decimal(value: str | None) -> Share:
    return None if value is None else Decimal(value)


def text(value: Share) -> str | None:
    return None if value is None else str(value)
