"""Facts of a bid, read from the models and the workbook, for the pure rules."""

import math
from dataclasses import replace
from decimal import Decimal

from accounts.models import Organisation
from bids.applications.content import Member
from bids.enums import AttemptOutcome, SubmissionState
from bids.models import Bid, DepositAttempt, Submission
from bids.sirene import SireneUnit, lookup_many
from bids.workbook.content import BidContent, Shift, Team
from tenders.models import EssentialTask

from .rules.budget import BudgetFacts
from .rules.ess import EssFacts, EssMember
from .rules.late import LateFacts
from .rules.subcontracting import DeclaredSubcontractor, Scope, SubcontractedTeam, SubcontractingFacts

SUBCONTRACTOR = "subcontractor"


def ess_facts(bid: Bid, content: BidContent) -> EssFacts:
    """Each member of the application; without one, the operator that deposited, as it registered."""
    clause = bid.lot.ess_clause
    members = content.application.members if content.application else ()
    units = lookup_many([bid.organisation.siren, *(member.siren for member in members)])
    declared = [ess_member(member, bid.organisation) for member in members] or [depositor(bid.organisation)]
    return EssFacts(
        reserved=clause.reserved,
        scope=clause.scope,
        members=tuple(with_register(member, units.get(member.siren)) for member in declared),
    )


def depositor(organisation: Organisation) -> EssMember:
    return EssMember(
        name=organisation.legal_name,
        is_lead=True,
        legal_family=organisation.legal_family,
        evidence=organisation.ess_evidence,
        siren=organisation.siren,
    )


def ess_member(member: Member, organisation: Organisation) -> EssMember:
    """What the application leaves empty of the operator that deposited is taken from its registration."""
    known = organisation if organisation.siren == member.siren else None
    return EssMember(
        name=member.name,
        is_lead=member.is_lead,
        legal_family=member.legal_family or (known.legal_family if known else ""),
        evidence=member.ess_evidence or (known.ess_evidence if known else ""),
        siren=member.siren,
    )


def with_register(member: EssMember, unit: SireneUnit | None) -> EssMember:
    if unit is None:
        return member
    return replace(
        member,
        sirene_on=unit.imported_on.isoformat(),
        sirene_category=unit.legal_category,
        sirene_ess=unit.ess,
        sirene_active=unit.is_active,
    )


def subcontracting_facts(bid: Bid, content: BidContent) -> SubcontractingFacts:
    rule = bid.lot.subcontracting_rule
    return SubcontractingFacts(
        allowed=rule.allowed,
        maximum_share=rule.maximum_share,
        essential_tasks=tuple((task.label, scope_of(task)) for task in bid.lot.essential_tasks.all()),
        languages=tuple(sorted(bid.lot.contact_types.values_list("language", flat=True).distinct())),
        teams=tuple(subcontracted(team, content) for team in content.teams if is_subcontracted(team)),
        declared=tuple(
            DeclaredSubcontractor(one.name, tuple(one.channels), tuple(one.levels), one.amount_eur)
            for one in content.subcontractors
        ),
        total_hours=sum((weekly_hours(shift) for shift in content.shifts), Decimal(0)),
        price_eur=content.total_price_eur,
    )


def budget_facts(bid: Bid) -> BudgetFacts:
    """The credits are the whole consultation's: lots share them, so one lot alone must not exceed them."""
    tender = bid.lot.tender
    assert bid.total_price_eur is not None
    assert tender.published_at is not None
    return BudgetFacts(
        price_eur=bid.total_price_eur,
        budget_eur=tender.budget_eur,
        fixed_on=tender.budget_fixed_on.isoformat() if tender.budget_fixed_on else "",
        published_on=tender.published_at.date().isoformat(),
    )


def late_facts(submission: Submission) -> LateFacts:
    """Moments and attempts alone: the submission is closed, nothing of its content is looked at."""
    deadline = submission.tender.deadline_at
    assert deadline is not None
    same = {"tender": submission.tender_id, "organisation": submission.organisation_id}
    cut = DepositAttempt.objects.filter(
        **same, started_at__lte=deadline, outcome__in=[AttemptOutcome.FAILED, AttemptOutcome.REFUSED]
    )
    opened = Submission.objects.filter(**same, state=SubmissionState.OPENED)
    return LateFacts(
        deadline_at=deadline.isoformat(),
        started_at=submission.started_at.isoformat(),
        received_at=submission.received_at.isoformat(),
        late_seconds=math.ceil((submission.received_at - deadline).total_seconds()),
        begun_in_time=submission.started_at <= deadline,
        cut_before=cut.count(),
        in_time_opened=opened.exists(),
    )


def is_subcontracted(team: Team) -> bool:
    return team.employer_role == SUBCONTRACTOR


def subcontracted(team: Team, content: BidContent) -> SubcontractedTeam:
    hours = sum((weekly_hours(shift) for shift in content.shifts if shift.team == team.code), Decimal(0))
    return SubcontractedTeam(
        code=team.code,
        employer=team.employer,
        channels=tuple(team.channels),
        languages=tuple(team.languages),
        levels=tuple(team.levels),
        weekly_hours=hours,
    )


def weekly_hours(shift: Shift) -> Decimal:
    """Person-hours a week on duty, pauses taken off."""
    minutes = shift.end_minute - shift.start_minute - shift.break_minutes
    return Decimal(minutes * shift.headcount * len(shift.days)) / 60


def scope_of(task: EssentialTask) -> Scope:
    return Scope(channel=task.channel or None, language=task.language or None, level=task.level)
