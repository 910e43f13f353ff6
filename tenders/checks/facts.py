"""A draft as the checks read it: loaded once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from audit.clock import PARIS

from ..models import (
    ContactType,
    Criterion,
    EssClause,
    EssentialTask,
    Lot,
    MinimumRequirement,
    PriceLine,
    SubcontractingRule,
    SubCriterion,
    Tender,
    WeeklyProfile,
)


@dataclass(frozen=True, slots=True)
class LotDraft:
    tender: Tender
    lot: Lot
    contact_types: Sequence[ContactType]
    profiles: Sequence[WeeklyProfile]
    requirements: Sequence[MinimumRequirement]
    criteria: Sequence[tuple[Criterion, Sequence[SubCriterion]]]
    ess: EssClause | None
    subcontracting: SubcontractingRule | None
    essential_tasks: Sequence[EssentialTask]
    price_lines: Sequence[PriceLine]

    @classmethod
    def read(cls, tender: Tender, lot: Lot) -> Self:
        criteria = lot.criteria.prefetch_related("sub_criteria").order_by("position", "pk")
        return cls(
            tender=tender,
            lot=lot,
            contact_types=list(lot.contact_types.select_related("profile").order_by("position", "code")),
            profiles=list(lot.profiles.all()),
            requirements=list(lot.requirements.order_by("position", "pk")),
            criteria=[(criterion, list(criterion.sub_criteria.all())) for criterion in criteria],
            ess=EssClause.objects.filter(lot=lot).first(),
            subcontracting=SubcontractingRule.objects.filter(lot=lot).first(),
            essential_tasks=list(lot.essential_tasks.order_by("pk")),
            price_lines=list(lot.price_lines.order_by("position", "pk")),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    tender: Tender
    now: datetime
    lots: Sequence[LotDraft]

    @classmethod
    def read(cls, tender: Tender, now: datetime) -> Self:
        lots = tender.lots.select_related("main_cpv").order_by("number")
        return cls(tender, now, [LotDraft.read(tender, lot) for lot in lots])

    @property
    def today(self) -> date:
        """The day it is in Paris."""
        return self.now.astimezone(PARIS).date()
