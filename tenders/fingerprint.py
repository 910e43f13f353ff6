"""What publication freezes, and its fingerprint."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import models

from audit.journal.canonical import canonical_bytes

from .models import Criterion, EssClause, Lot, SubcontractingRule, Tender
from .sections import Section

FORMAT = "tender-content/3"
Content = dict[str, Any]

TENDER_FIELDS = ("title", "description", "procedure")
CHOICE_FIELDS = ("buyer_kind", "procedure_reason", "followed_procedure", "publicity")
SHORTENING_FIELDS = ("preinformation_sent_on", "urgency_reason")
PUBLISHED_CHOICE_FIELDS = ("buyer_kind", "followed_procedure", "publicity", *SHORTENING_FIELDS)
DATE_FIELDS = (
    "starts_on",
    "duration_months",
    "estimated_value_eur",
    "budget_eur",
    "budget_fixed_on",
    "deadline_at",
    "questions_due_at",
)
ALLOTMENT_FIELDS = ("no_allotment_reason",)
CLAUSE_FIELDS = (
    "environmental_clause",
    "social_clause",
    "no_social_clause_reason",
    "deaf_access",
    "deaf_access_note",
    "personal_data",
)
TITLE_FIELDS = ("title", "description", "main_cpv", "estimated_value_eur")
LOT_FIELDS = ("number", "title", "description", "main_cpv_id")
SELECTION_FIELDS = ("minimum_turnover_eur", "minimum_turnover_reason")
SECTION_FIELDS = {
    Section.OBJECT: (*TENDER_FIELDS, *CHOICE_FIELDS),
    Section.DATES: (*DATE_FIELDS, *SHORTENING_FIELDS),
    Section.CLAUSES: CLAUSE_FIELDS,
}
CALENDAR_FIELDS = (
    "month_weights",
    "holiday_multiplier",
    "event_days",
    "event_multiplier",
    "yearly_volume_cv",
    "weekly_volume_cv",
)
CONTACT_FIELDS = (
    "code",
    "label",
    "position",
    "channel",
    "language",
    "level",
    "annual_volume",
    "handle_time_minutes",
    "handle_time_cv",
    "handle_time_distribution",
    "patience_minutes",
    "hang_up_at_once_share",
    "redial_share",
    "redial_delay_minutes",
    "escalation_share",
    "chat_concurrency",
    "due_hours",
    "source_note",
)
SCOPE_FIELDS = ("measure", "channel", "language", "level", "within_seconds")
REQUIREMENT_FIELDS = ("position", "label", "threshold_share", *SCOPE_FIELDS)
CRITERION_FIELDS = (
    "position",
    "kind",
    "name",
    "weight",
    "method",
    "floor_share",
    "target_share",
    *SCOPE_FIELDS,
)
PRICE_FIELDS = ("position", "code", "label", "unit", "quantity")


def frozen_content(tender: Tender) -> Content:
    """Return all that is asked and all that is scored (format ``tender-content/3``).

    Decimals are strings in plain notation without trailing zeros, days ISO 8601; there is no float.
    Left out: the deadline and the end of questions, which may be put off (R. 2151-4), the estimates and
    the budget, which a public fingerprint of few digits would give away, and the reason for another
    procedure than the proposed one, which may state them. The publication's event has them all, and
    PostgreSQL freezes all but the first two.
    """
    return {
        "format": FORMAT,
        "reference": tender.reference,
        "buyer": {"siret": tender.buyer.siret, "legal_name": tender.buyer.legal_name},
        "fictitious": tender.is_fictitious,
        **values(tender, (*TENDER_FIELDS, "starts_on", "duration_months", *ALLOTMENT_FIELDS)),
        **values(tender, PUBLISHED_CHOICE_FIELDS),
        "clauses": values(tender, CLAUSE_FIELDS),
        "lots": [lot_content(lot) for lot in tender.lots.select_related("main_cpv").order_by("number")],
    }


def fingerprint_of(content: Any) -> str:
    """Return the SHA-256, in hexadecimal, of the canonical form of ``content``."""
    return sha256(canonical_bytes(content)).hexdigest()


def lot_content(lot: Lot) -> Content:
    return {
        **values(lot, LOT_FIELDS),
        "selection": values(lot, SELECTION_FIELDS),
        "calendar": values(lot, CALENDAR_FIELDS),
        "profiles": profiles(lot),
        "contact_types": contact_types(lot),
        "requirements": requirements(lot),
        "criteria": criteria(lot),
        "ess": ess(lot),
        "subcontracting": subcontracting(lot),
        "price_lines": price_lines(lot),
    }


def contact_types(lot: Lot) -> list[Content]:
    found = lot.contact_types.select_related("profile", "escalates_to").order_by("position", "code")
    return [
        {
            **values(contact, CONTACT_FIELDS),
            "profile": contact.profile.name if contact.profile else None,
            "escalates_to": contact.escalates_to.code if contact.escalates_to else None,
        }
        for contact in found
    ]


def profiles(lot: Lot) -> list[Content]:
    return rows(lot.profiles.order_by("name"), ("name", "weights"))


def requirements(lot: Lot) -> list[Content]:
    return rows(lot.requirements.order_by("position", "pk"), REQUIREMENT_FIELDS)


def criteria(lot: Lot) -> list[Content]:
    return [criterion_content(criterion) for criterion in lot.criteria.order_by("position", "pk")]


def criterion_content(criterion: Criterion) -> Content:
    parts = criterion.sub_criteria.order_by("position", "pk")
    return {
        **values(criterion, CRITERION_FIELDS),
        "sub_criteria": rows(parts, ("position", "name", "weight")),
    }


def ess(lot: Lot) -> Content:
    return one(EssClause.objects.filter(lot=lot).first(), ("reserved", "scope"))


def subcontracting(lot: Lot) -> Content:
    rule = SubcontractingRule.objects.filter(lot=lot).first()
    tasks = lot.essential_tasks.order_by("pk")
    return {
        **one(rule, ("allowed", "maximum_share")),
        "essential_tasks": rows(tasks, ("label", "channel", "language", "level")),
    }


def price_lines(lot: Lot) -> list[Content]:
    found = lot.price_lines.select_related("contact_type").order_by("position", "pk")
    return [
        {
            **values(line, PRICE_FIELDS),
            "contact_type": line.contact_type.code if line.contact_type else None,
        }
        for line in found
    ]


def section_content(tender: Tender, section: Section, lot: Lot | None = None) -> Content:
    """Return what one section of a draft says now, as (field or row, value) pairs."""
    if lot is not None:
        return LOT_SECTIONS[section](lot)
    if section == Section.LOTS:
        return lots_content(tender)
    return values(tender, SECTION_FIELDS[section])


def lots_content(tender: Tender) -> Content:
    fields = (*LOT_FIELDS, "estimated_value_eur")
    lots = {f"lot {lot.number}": values(lot, fields) for lot in tender.lots.order_by("number")}
    return {**lots, **values(tender, ALLOTMENT_FIELDS)}


def numbered(items: Iterable[Content]) -> Content:
    return {str(number): item for number, item in enumerate(items, start=1)}


LOT_SECTIONS: dict[Section, Callable[[Lot], Content]] = {
    Section.SELECTION: lambda lot: values(lot, SELECTION_FIELDS),
    Section.VOLUMES: lambda lot: {row["code"]: row for row in contact_types(lot)},
    Section.PROFILE: lambda lot: {**values(lot, CALENDAR_FIELDS), "profiles": profiles(lot)},
    Section.REQUIREMENTS: lambda lot: numbered(requirements(lot)),
    Section.CRITERIA: lambda lot: numbered(criteria(lot)),
    Section.ESS: ess,
    Section.SUBCONTRACTING: subcontracting,
    Section.PRICES: lambda lot: {row["code"]: row for row in price_lines(lot)},
}


def one(found: models.Model | None, fields: Iterable[str]) -> Content:
    return values(found, fields) if found else {}


def rows(found: Iterable[models.Model], fields: Iterable[str]) -> list[Content]:
    names = tuple(fields)
    return [values(row, names) for row in found]


def values(row: models.Model, fields: Iterable[str]) -> Content:
    return {name.removesuffix("_id"): plain(getattr(row, name)) for name in fields}


def plain(value: Any) -> Any:
    """Return ``value`` in one writing whatever the scale it was stored with (2.50 and 2.5 are one number)."""
    match value:
        case Decimal():
            return format(value.normalize(), "f")
        case list():
            return [plain(item) for item in value]
        case datetime():
            return value
        case date():
            return value.isoformat()
        case str():
            return str(value)
    return value
