"""The lot's requirements and capacity criteria, as questions and as the engine's targets."""

from collections.abc import Iterable
from typing import cast

from scoring.capacity.questions import Measure as MeasureName
from scoring.capacity.questions import Question
from scoring.capacity.reference import REFERENCE
from scoring.engine import model
from tenders.enums import CriterionKind, Measure
from tenders.models import Criterion, Lot, MinimumRequirement

DEFAULT_WITHIN_SECONDS = 60


def questions(lot: Lot) -> tuple[Question, ...]:
    """Requirements first, then the graded capacity criteria, in the lot's order."""
    graded = lot.criteria.filter(kind=CriterionKind.CAPACITY).exclude(measure="")
    required = [requirement(row) for row in lot.requirements.exclude(measure="").order_by("position", "pk")]
    return (*required, *(criterion(row) for row in graded.order_by("position", "pk")))


def requirement(row: MinimumRequirement) -> Question:
    return Question(
        id=f"exigence-{row.pk}",
        kind="requirement",
        label=row.label,
        measure=cast("MeasureName", row.measure),
        scope_label=row.scope_label(),
        channel=row.channel,
        language=row.language,
        level=row.level,
        within_seconds=within(row),
        threshold_share=row.threshold_share,
    )


def criterion(row: Criterion) -> Question:
    return Question(
        id=criterion_id(row.pk),
        kind="criterion",
        label=row.name,
        measure=cast("MeasureName", row.measure),
        scope_label=row.scope_label(),
        channel=row.channel,
        language=row.language,
        level=row.level,
        within_seconds=within(row),
        floor_share=row.floor_share,
        target_share=row.target_share,
    )


def criterion_id(pk: int) -> str:
    """The question of a criterion: what a ranking looks for in a run."""
    return f"critere-{pk}"


def within(row: MinimumRequirement | Criterion) -> int | None:
    if row.measure != Measure.ANSWERED_WITHIN:
        return None
    return row.within_seconds or DEFAULT_WITHIN_SECONDS


def targets(asked: Iterable[Question]) -> tuple[model.Target, ...]:
    """What the engine counts as promises: every question that is a share of contacts."""
    found = tuple(target(one) for one in asked if one.measure != "coverage_holes")
    return found or (REFERENCE,)


def target(one: Question) -> model.Target:
    wished = one.threshold_share if one.kind == "requirement" else one.target_share
    is_timed = one.measure == "answered_within"
    return model.Target(
        id=one.id,
        label=one.label,
        measure=model.Measure.SERVICE_LEVEL if is_timed else model.Measure.ANSWERED_CALLERS,
        share=float(REFERENCE.share if wished is None else wished),
        threshold_seconds=float(one.within_seconds or DEFAULT_WITHIN_SECONDS),
        channels=(model.Channel(one.channel),) if one.channel else (),
        languages=(one.language,) if one.language else (),
        levels=(one.level,) if one.level else (),
    )
