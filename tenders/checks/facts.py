"""A draft as the checks read it: loaded once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Self

from audit.clock import PARIS

from ..enums import TenderState
from ..law.procedures import Proposal
from ..law.reserved import BARRED_YEARS, cpv_group
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
from ..proposal import proposed

YEAR_DAYS = 365
WITHOUT_CONTRACT = (TenderState.ABANDONED, TenderState.UNSUCCESSFUL)


@dataclass(frozen=True, slots=True)
class LotDraft:
    tender: Tender
    today: date
    alone: bool
    lot: Lot
    contact_types: Sequence[ContactType]
    profiles: Sequence[WeeklyProfile]
    requirements: Sequence[MinimumRequirement]
    criteria: Sequence[tuple[Criterion, Sequence[SubCriterion]]]
    ess: EssClause | None
    subcontracting: SubcontractingRule | None
    essential_tasks: Sequence[EssentialTask]
    price_lines: Sequence[PriceLine]
    earlier_reserved: Sequence[str]

    @classmethod
    def read(cls, tender: Tender, lot: Lot, today: date, *, alone: bool) -> Self:
        criteria = lot.criteria.prefetch_related("sub_criteria").order_by("position", "pk")
        return cls(
            tender=tender,
            today=today,
            alone=alone,
            lot=lot,
            contact_types=list(lot.contact_types.select_related("profile").order_by("position", "code")),
            profiles=list(lot.profiles.all()),
            requirements=list(lot.requirements.order_by("position", "pk")),
            criteria=[(criterion, list(criterion.sub_criteria.all())) for criterion in criteria],
            ess=EssClause.objects.filter(lot=lot).first(),
            subcontracting=SubcontractingRule.objects.filter(lot=lot).first(),
            essential_tasks=list(lot.essential_tasks.order_by("pk")),
            price_lines=list(lot.price_lines.order_by("position", "pk")),
            earlier_reserved=earlier_reserved(tender, lot, today),
        )


def earlier_reserved(tender: Tender, lot: Lot, today: date) -> list[str]:
    """Return the references of the buyer's consultations ranked within three years with a like reserved lot.

    Like: of the same CPV group; the same buyer: the same SIREN, whatever its establishment.
    """
    if lot.main_cpv is None:
        return []
    since = today - timedelta(days=366 * BARRED_YEARS)
    found = Tender.objects.filter(
        buyer__siret__startswith=tender.buyer.siret[:9],
        ranked_at__date__gte=since,
        lots__ess_clause__reserved=True,
        lots__main_cpv__code__startswith=cpv_group(lot.main_cpv.code),
    )
    return list(
        found.exclude(pk=tender.pk).order_by("reference").values_list("reference", flat=True).distinct()
    )


def alike(tender: Tender, lots: Sequence[Lot], today: date) -> list[tuple[str, Decimal | None]]:
    """Return the buyer's other consultations of the last twelve months for services of the same CPV groups.

    Each is a reference with its estimate; what ended without a contract is not counted.
    """
    groups = {cpv_group(lot.main_cpv_id) for lot in lots if lot.main_cpv_id}
    if not groups:
        return []
    pattern = f"^({'|'.join(sorted(groups))})"
    found = Tender.objects.public().exclude(state__in=WITHOUT_CONTRACT)
    found = found.exclude(pk__in=[tender.pk, tender.amends_id or tender.pk])
    found = found.filter(
        buyer__siret__startswith=tender.buyer.siret[:9],
        published_at__date__gte=today - timedelta(days=YEAR_DAYS),
        lots__main_cpv__code__regex=pattern,
    )
    return list(found.order_by("reference").values_list("reference", "estimated_value_eur").distinct())


def sent_at(tender: Tender, now: datetime) -> datetime:
    """Return when the notice was sent: the publication that an amendment changes, or now for a draft."""
    return (tender.amends.published_at if tender.amends else None) or now


@dataclass(frozen=True, slots=True)
class Draft:
    tender: Tender
    now: datetime
    today: date
    lots: Sequence[LotDraft]
    proposal: Proposal
    alike: Sequence[tuple[str, Decimal | None]]

    @property
    def sent_at(self) -> datetime:
        return sent_at(self.tender, self.now)

    @classmethod
    def read(cls, tender: Tender, now: datetime) -> Self:
        lots = list(tender.lots.select_related("main_cpv").order_by("number"))
        today, alone = now.astimezone(PARIS).date(), len(lots) == 1
        return cls(
            tender=tender,
            now=now,
            today=today,
            lots=[LotDraft.read(tender, lot, today, alone=alone) for lot in lots],
            proposal=proposed(tender, lots, sent_at(tender, now).astimezone(PARIS).date()),
            alike=alike(tender, lots, today),
        )
