"""Establishing findings: once per bid and rule version, never changed afterwards."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from bids.models import Bid, Submission
from bids.workbook.content import BidContent
from tenders.models import Tender

from .application_facts import (
    application_facts,
    declarations_facts,
    exclusion_facts,
    relied_facts,
    several_facts,
    turnover_facts,
)
from .facts import budget_facts, ess_facts, late_facts, subcontracting_facts
from .models import Finding
from .rules.base import Outcome
from .rules.budget import WITHIN_BUDGET
from .rules.capacity import MINIMUM_TURNOVER, RELIED_CAPACITIES
from .rules.completeness import APPLICATION_COMPLETE, SUBCONTRACT_DECLARATIONS
from .rules.ess import ESS_RESERVATION
from .rules.exclusions import EXCLUSIONS_DECLARED
from .rules.groupings import SEVERAL_APPLICATIONS
from .rules.late import LATE_SUBMISSION
from .rules.subcontracting import ESSENTIAL_TASK, PARTIAL_SUBCONTRACTING


@transaction.atomic
def establish_findings(*, bid: Bid, actor: User | None, now: datetime) -> list[Finding]:
    """Apply every rule to a bid that was read and keep what they say; a second call changes nothing."""
    known = list(Finding.objects.filter(bid=bid))
    found = [finding_of(outcome, now, bid=bid) for outcome in outcomes(bid)]
    return known + keep(bid, bid.lot.tender, known, found, actor)


@transaction.atomic
def establish_late_finding(*, submission: Submission, now: datetime) -> list[Finding]:
    """Keep how late a submission came, and whether the case-law's exception may stand; it stays closed."""
    known = list(Finding.objects.filter(submission=submission))
    outcome = LATE_SUBMISSION.apply(late_facts(submission))
    return known + keep(
        submission, submission.tender, known, [finding_of(outcome, now, submission=submission)], None
    )


@transaction.atomic
def establish_across(*, tender: Tender, now: datetime) -> list[Finding]:
    """Once every bid is read, say which operators are found in several applications for a lot."""
    new: list[Finding] = []
    for lot in tender.lots.all():
        bids = list(lot.bids.readable().select_related("organisation", "lot__tender").order_by("pk"))
        for bid in bids:
            known = list(Finding.objects.filter(bid=bid))
            outcome = SEVERAL_APPLICATIONS.apply(several_facts(bid, bids))
            new += keep(bid, tender, known, [finding_of(outcome, now, bid=bid)], None)
    return new


def keep(
    subject: Bid | Submission, tender: Tender, known: list[Finding], found: list[Finding], actor: User | None
) -> list[Finding]:
    """Write the findings of rule versions that are not known yet, with their event; return those."""
    held = {(finding.rule, finding.rule_version) for finding in known}
    new = [finding for finding in found if (finding.rule, finding.rule_version) not in held]
    findings = Finding.objects.bulk_create(new)
    if findings:
        record(
            kind=EventKind.FINDINGS_ESTABLISHED,
            actor=actor,
            now=findings[0].established_at,
            subject=subject,
            tender_reference=tender.reference,
            payload={"findings": [f"{one.rule}/{one.rule_version}: {one.code}" for one in findings]},
        )
    return findings


def outcomes(bid: Bid) -> list[Outcome]:
    """What every rule says of the bid."""
    content = bid.read_content()
    subcontracting = subcontracting_facts(bid, content)
    return [
        *of_application(bid, content),
        ESS_RESERVATION.apply(ess_facts(bid, content)),
        ESSENTIAL_TASK.apply(subcontracting),
        PARTIAL_SUBCONTRACTING.apply(subcontracting),
        WITHIN_BUDGET.apply(budget_facts(bid)),
    ]


def of_application(bid: Bid, content: BidContent) -> list[Outcome]:
    """Without an application only its absence is found: nothing else was declared."""
    application = content.application
    whole = APPLICATION_COMPLETE.apply(application_facts(application))
    if application is None:
        return [whole]
    return [
        whole,
        EXCLUSIONS_DECLARED.apply(exclusion_facts(application)),
        MINIMUM_TURNOVER.apply(turnover_facts(bid, application)),
        RELIED_CAPACITIES.apply(relied_facts(application)),
        SUBCONTRACT_DECLARATIONS.apply(declarations_facts(content)),
    ]


def finding_of(
    outcome: Outcome, now: datetime, *, bid: Bid | None = None, submission: Submission | None = None
) -> Finding:
    return Finding(
        bid=bid,
        submission=submission,
        rule=outcome.rule,
        rule_version=outcome.version,
        code=outcome.code,
        result=outcome.result,
        article=outcome.article,
        facts=outcome.facts,
        established_at=now,
    )
