"""The life of a consultation: published, abandoned, and what later stages make of it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record

from ..checks import Problem, Severity, problems_of
from ..enums import VersionKind
from ..errors import PublicationRefused, StaleTender, WorkingCopy
from ..exchanges.deadlines import questions_close_at
from ..fingerprint import Content, fingerprint_of, frozen_content
from ..lifecycle import TRANSITIONS
from ..models import Tender
from ..permissions import can_manage
from ..proposal import proposal_of
from ..signals import tender_abandoned
from ..text import folded
from ..versions.writing import Limits, write_version
from .editing import lock, lock_draft, require


def transition(*, tender: Tender, name: str, now: datetime, **extra: Any) -> Tender:
    """Change the state by one conditional UPDATE that also sets ``extra`` columns; return the fresh row.

    Raises StaleTender when the consultation is not (or no longer) in a state that allows it. The caller
    writes the event and holds the transaction.
    """
    step = TRANSITIONS[name]
    changed = Tender.objects.filter(pk=tender.pk, state__in=step.sources).update(
        state=step.target, **{step.stamp: now}, **extra
    )
    fresh = Tender.objects.select_related("buyer").get(pk=tender.pk)
    if not changed:
        raise StaleTender(fresh.get_state_display())
    return fresh


@transaction.atomic
def publish_tender(*, actor: User, tender: Tender, now: datetime) -> Tender:
    """Check the whole draft, freeze what it asks and scores with its fingerprint, and publish it.

    Raises PermissionDenied, StaleTender, WorkingCopy, PublicationRefused with every problem that blocks.
    """
    draft = lock_draft(actor, tender)
    if draft.is_working_copy:
        raise WorkingCopy
    problems = problems_of(draft, now)
    blocking = [problem for problem in problems if problem.severity == Severity.BLOCKING]
    if blocking:
        raise PublicationRefused(blocking)
    content = frozen_content(draft)
    published = transition(
        tender=draft,
        name="publish",
        now=now,
        frozen_content=content,
        fingerprint=fingerprint_of(content),
        search_text=search_text(draft),
    )
    write_first_version(published, content, actor)
    record(
        kind=EventKind.TENDER_PUBLISHED,
        actor=actor,
        now=now,
        subject=published,
        tender_reference=published.reference,
        payload=publication_payload(published, problems),
    )
    return published


def write_first_version(tender: Tender, content: Content, actor: User) -> None:
    assert tender.published_at is not None
    assert tender.deadline_at is not None
    write_version(
        tender=tender,
        kind=VersionKind.INITIAL,
        content=content,
        limits=Limits(tender.deadline_at, questions_close_at(tender)),
        actor=actor,
        now=tender.published_at,
    )


def search_text(tender: Tender) -> str:
    """Return what the public's search looks into."""
    codes = [lot.main_cpv for lot in tender.lots.select_related("main_cpv") if lot.main_cpv]
    labels = [f"{code.code} {code.label_fr}" for code in codes]
    lots = [f"{lot.title} {lot.description}" for lot in tender.lots.all()]
    named = (tender.reference, tender.title, tender.description, tender.buyer.legal_name)
    return folded(" ".join([*named, *labels, *lots]))


def publication_payload(tender: Tender, warnings: list[Problem]) -> dict[str, Any]:
    fixed_on = tender.budget_fixed_on
    return {
        "fingerprint": tender.fingerprint,
        "deadline_at": tender.deadline_at,
        "questions_due_at": tender.questions_due_at,
        "estimated_value_eur": tender.estimated_value_eur,
        "budget_eur": tender.budget_eur,
        "budget_fixed_on": fixed_on.isoformat() if fixed_on else None,
        "lot_estimates_eur": {
            str(lot.number): lot.estimated_value_eur for lot in tender.lots.order_by("number")
        },
        "procedure": procedure_payload(tender),
        "warnings": [{"code": problem.code, "lot": problem.lot} for problem in warnings],
    }


def procedure_payload(tender: Tender) -> dict[str, Any]:
    """Return what was proposed on the day of publication, what was chosen, and why."""
    assert tender.published_at
    proposal = proposal_of(tender, tender.published_at)
    return {
        "proposed": proposal.procedure.value if proposal.procedure else None,
        "grounds": [reason.code for reason in (*proposal.reasons, proposal.publicity_reason)],
        "chosen": tender.procedure,
        "reason": tender.procedure_reason,
    }


@transaction.atomic
def abandon_tender(*, actor: User, tender: Tender, reason: str, now: datetime) -> Tender:
    """Declare the procedure « sans suite » (R. 2185-1); the reason is told to all who took part (R. 2185-2).

    Raises PermissionDenied, StaleTender, ValidationError without a reason, or when a later stage refuses
    (a lot whose contract is signed).
    """
    locked = lock(tender)
    require(allowed=can_manage(actor, locked))
    if not reason.strip():
        raise ValidationError(
            "Indiquez le motif de la déclaration sans suite : il est communiqué aux participants (R. 2185-2)."
        )
    abandoned = transition(tender=locked, name="abandon", now=now, abandonment_reason=reason.strip())
    record(
        kind=EventKind.TENDER_ABANDONED,
        actor=actor,
        now=now,
        subject=abandoned,
        tender_reference=abandoned.reference,
        payload={"reason": abandoned.abandonment_reason},
    )
    tender_abandoned.send(sender=Tender, tender=abandoned, actor=actor, now=now)
    return abandoned
