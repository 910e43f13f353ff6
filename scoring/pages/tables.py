"""Rows of the result's tables, from the stored documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bids.workbook.vocabulary import language_label
from tenders.enums import Channel

from .words import hours_in_words

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A scope and its `result.Measures` as stored."""

    label: str
    measures: Document

    @property
    def lost_share(self) -> float | None:
        offered = self.measures["offered"]
        return self.measures["lost"] / offered if offered else None


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The four published definitions of the service level in one scope, at one delay in seconds."""

    label: str
    seconds: float
    offered: float | None
    answered: float | None
    virtual: float | None
    short_abandons_excluded: float | None


@dataclass(frozen=True, slots=True)
class HoleRow:
    label: str
    hours: str
    hours_per_week: int
    minutes_per_week: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What a requirement or a criterion measures; shares as Decimals."""

    id: str
    label: str
    scope_label: str
    measure: str
    within_seconds: int | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    threshold: Decimal | None
    gap: Decimal | None
    is_held: bool | None
    floor: Decimal | None
    target: Decimal | None
    hours: str
    hours_per_week: int

    @property
    def is_about_holes(self) -> bool:
        return self.measure == "coverage_holes"

    @property
    def gap_points(self) -> Decimal | None:
        """Percentage points above (or below) what is required."""
        return None if self.gap is None else 100 * self.gap


def channel_label(channel: str) -> str:
    return str(Channel(channel).label)


def scope_rows(found: Document) -> dict[str, list[MeasureRow]]:
    """Rows by channel, by language, by level."""
    return {
        "channel": [MeasureRow(channel_label(key), one) for key, one in found["by_channel"].items()],
        "language": [
            MeasureRow(language_label(key).capitalize(), one) for key, one in found["by_language"].items()
        ],
        "level": [MeasureRow(f"Niveau {key}", one) for key, one in sorted(found["by_level"].items())],
    }


def type_rows(found: Document) -> list[MeasureRow]:
    return [MeasureRow(one["label"], one["measures"]) for one in found["by_contact_type"]]


def level_rows(rows: Iterable[MeasureRow], seconds: float) -> list[LevelRow]:
    """One a scope that has live contacts."""
    found = []
    for row in rows:
        at = [one for one in row.measures["service_levels"] if one["threshold_seconds"] == seconds]
        if at and at[0]["offered"] is not None:
            shares = {key: value for key, value in at[0].items() if key != "threshold_seconds"}
            found.append(LevelRow(row.label, seconds, **shares))
    return found


def hole_label(one: Document) -> str:
    """« Appels, anglais, niveau 2 »."""
    return f"{channel_label(one['channel'])}, {language_label(one['language'])}, niveau {one['level']}"


def hole_rows(found: Document) -> list[HoleRow]:
    return [
        HoleRow(
            label=hole_label(one),
            hours=hours_in_words(one["hours"]),
            hours_per_week=len(one["hours"]),
            minutes_per_week=one["minutes_per_week"],
        )
        for one in found["coverage_holes"]
    ]


def answer_rows(output: Document, kind: str) -> list[AnswerRow]:
    return [answer_row(one) for one in output["answers"] if one["question"]["kind"] == kind]


def answer_row(one: Document) -> AnswerRow:
    asked = one["question"]
    shares = {key: exact(one[key]) for key in ("value", "low", "high", "threshold", "gap")}
    return AnswerRow(
        id=asked["id"],
        label=asked["label"],
        scope_label=asked["scope_label"],
        measure=asked["measure"],
        within_seconds=asked["within_seconds"],
        is_held=one["is_held"],
        floor=exact(asked["floor_share"]),
        target=exact(asked["target_share"]),
        hours=hours_in_words(one["hours"]) if one["hours"] else "",
        hours_per_week=len(one["hours"]),
        **shares,
    )


def means(found: Any) -> Any:
    """A `capacity-simulation/1` document with the mean of each figure in its place."""
    if isinstance(found, dict):
        return found["mean"] if "half_width_95" in found else {key: means(one) for key, one in found.items()}
    return [means(one) for one in found] if isinstance(found, list) else found


def exact(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
