"""Facts of the candidates of a bid, read from its application, for the pure rules."""

from collections.abc import Sequence

from bids.applications.content import ApplicationContent, Subcontractor
from bids.models import Bid
from bids.workbook.content import BidContent

from .facts import is_subcontracted
from .rules.capacity import ReliedFacts, TurnoverFacts, YearTurnover
from .rules.completeness import ApplicationFacts, CandidateFacts, DeclarationsFacts, DeclaredFacts
from .rules.exclusions import DeclaredExclusion, ExclusionFacts
from .rules.groupings import Candidacy, SeveralFacts


def application_facts(application: ApplicationContent | None) -> ApplicationFacts:
    if application is None:
        return ApplicationFacts(found=False)
    return ApplicationFacts(
        found=True,
        is_grouping=application.is_grouping,
        members=tuple(
            CandidateFacts(one.name, one.siret, one.no_exclusion_declared or bool(one.exclusions_declared))
            for one in application.members
        ),
        signatory=application.signatory,
        honour_declared=application.honour_declared,
        oeth_declared=application.oeth_declared,
        lead_known=application.lead is not None,
        espd=application.espd,
    )


def declarations_facts(content: BidContent) -> DeclarationsFacts:
    employers = {team.employer for team in content.teams if is_subcontracted(team)}
    return DeclarationsFacts(tuple(map(declared_facts, content.subcontractors)), tuple(sorted(employers)))


def declared_facts(one: Subcontractor) -> DeclaredFacts:
    amount = str(one.amount_eur) if one.amount_eur > 0 else ""
    return DeclaredFacts(one.name, one.siret, one.tasks, amount, one.payment_terms, one.no_exclusion_declared)


def exclusion_facts(application: ApplicationContent) -> ExclusionFacts:
    members = application.members
    return ExclusionFacts(
        is_grouping=application.is_grouping,
        answered=bool(members) and all(one.no_exclusion_declared for one in members),
        declared=tuple(
            DeclaredExclusion(one.name, article) for one in members for article in one.exclusions_declared
        ),
    )


def turnover_facts(bid: Bid, application: ApplicationContent) -> TurnoverFacts:
    return TurnoverFacts(
        required_eur=bid.lot.minimum_turnover_eur,
        members=tuple(one.name for one in application.members),
        turnovers=tuple(
            YearTurnover(one.name, of_year.year, of_year.amount_eur)
            for one in application.members
            for of_year in one.turnovers
        ),
    )


def relied_facts(application: ApplicationContent) -> ReliedFacts:
    return ReliedFacts(tuple(one.name for one in application.subcontractors if one.relies_on_capacities))


def several_facts(bid: Bid, of_lot: Sequence[Bid]) -> SeveralFacts:
    """The application of a bid beside those of all the bids of its lot that were read."""
    return SeveralFacts(candidacy(bid), tuple(candidacy(one) for one in of_lot if one.pk != bid.pk))


def candidacy(bid: Bid) -> Candidacy:
    """Without an application, the operator that deposited stands for its candidates."""
    name, siren = bid.organisation.legal_name, bid.organisation.siret[:9]
    application = bid.read_content().application
    if application is None:
        return Candidacy(name, siren, (siren,), is_grouping=False)
    lead = application.lead
    return Candidacy(
        label=name,
        lead=lead.siren if lead else "",
        members=tuple(one.siren for one in application.members),
        is_grouping=application.is_grouping,
        signatory=application.signatory,
    )
