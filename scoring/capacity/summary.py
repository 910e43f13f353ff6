"""The few shares of a quick look that are compared with those of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

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


def summary_of(found: Mapping[str, Any], asked: Sequence[Question]) -> Summary:
    """Of a `capacity-quick/1` document."""
    return Summary(
        overall=exact(found["overall"]["completed_share"]),
        by_channel={key: exact(one["completed_share"]) for key, one in found["by_channel"].items()},
        questions={question.id: measured(question, found) for question in asked},
    )


def exact(value: float | None) -> Share:
    return None if value is None else exact_share(value)


def text(value: Share) -> str | None:
    return None if value is None else str(value)
