"""Drafts that start from a reference case."""

from datetime import datetime

from django.db import transaction

from accounts.models import Organisation, User

from ..models import CpvCode, Lot, Tender
from ..reference_cases import ReferenceCase
from .drafts import create_tender, save_tender_fields
from .lots import save_lot_fields, save_lots
from .rules import (
    replace_criteria,
    replace_price_lines,
    replace_requirements,
    save_ess_clause,
    save_subcontracting,
)
from .volumes import replace_contact_types, replace_profile


@transaction.atomic
def draft_reference_case(
    *, actor: User, buyer: Organisation, case: ReferenceCase, now: datetime, is_fictitious: bool = True
) -> Tender:
    """Create a draft filled from ``case``, by the services that an officer's own pages use.

    Left to the officer: the deadline, the start of the service and the day the budget was fixed.
    Raises PermissionDenied.
    """
    tender = create_tender(actor=actor, buyer=buyer, title=case.title, now=now, is_fictitious=is_fictitious)
    save_tender_fields(actor=actor, tender=tender, fields=case.object_fields, now=now)
    save_tender_fields(actor=actor, tender=tender, fields=case.budget_fields, now=now)
    save_tender_fields(actor=actor, tender=tender, fields=case.clauses, now=now)
    reason = case.no_allotment_reason
    save_lots(actor=actor, tender=tender, rows={}, now=now, no_allotment_reason=reason)
    fill_lot(actor, tender.lots.get(), case, now)
    return Tender.objects.get(pk=tender.pk)


def fill_lot(actor: User, lot: Lot, case: ReferenceCase, now: datetime) -> None:
    naming = {"description": case.lot_description, "main_cpv": CpvCode.objects.get(pk=case.cpv)}
    save_lot_fields(actor=actor, lot=lot, fields=naming, now=now)
    replace_profile(actor=actor, lot=lot, weights=case.weights, calendar=case.calendar, now=now)
    replace_contact_types(actor=actor, lot=lot, rows=case.contact_types, now=now)
    replace_requirements(actor=actor, lot=lot, rows=case.requirements, now=now)
    replace_criteria(actor=actor, lot=lot, rows=case.criteria, now=now)
    save_ess_clause(actor=actor, lot=lot, fields=case.ess, now=now)
    save_subcontracting(
        actor=actor, lot=lot, fields=case.subcontracting, essential_tasks=case.essential_tasks, now=now
    )
    replace_price_lines(actor=actor, lot=lot, rows=case.price_lines, now=now)
