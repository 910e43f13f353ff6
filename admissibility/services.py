"""Establishing findings: once per bid and rule version, never changed afterwards."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from bids.models import Bid

from .facts import budget_facts, ess_facts, subcontracting_facts
from .models import Finding
from .rules.base import Outcome
from .rules.budget import WITHIN_BUDGET
from .rules.ess import ESS_RESERVATION
from .rules.subcontracting import ESSENTIAL_TASK, PARTIAL_SUBCONTRACTING


@transaction.atomic
def establish_findings(*, bid: Bid, actor: User | None, now: datetime) -> list[Finding]:
    """Apply every rule to a bid that was read and keep what they say; a second call changes nothing."""
    known = list(Finding.objects.filter(bid=bid))
    held = {(finding.rule, finding.rule_version) for finding in known}
    new = [outcome for outcome in outcomes(bid) if (outcome.rule, outcome.version) not in held]
    findings = Finding.objects.bulk_create(finding_of(bid, outcome, now) for outcome in new)
    if findings:
        record(
            kind=EventKind.FINDINGS_ESTABLISHED,
            actor=actor,
            now=now,
            subject=bid,
            tender_reference=bid.lot.tender.reference,
            payload={"findings": [f"{one.rule}/{one.rule_version}: {one.code}" for one in findings]},
        )
    return known + findings


def outcomes(bid: Bid) -> list[Outcome]:
    """What every rule says of the bid."""
    subcontracting = subcontracting_facts(bid, bid.read_content())
    return [
        ESS_RESERVATION.apply(ess_facts(bid)),
        ESSENTIAL_TASK.apply(subcontracting),
        PARTIAL_SUBCONTRACTING.apply(subcontracting),
        WITHIN_BUDGET.apply(budget_facts(bid)),
    ]


def finding_of(bid: Bid, outcome: Outcome, now: datetime) -> Finding:
    return Finding(
        bid=bid,
        rule=outcome.rule,
        rule_version=outcome.version,
        code=outcome.code,
        result=outcome.result,
        article=outcome.article,
        facts=outcome.facts,
        established_at=now,
    )
