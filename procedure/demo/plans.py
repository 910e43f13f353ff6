"""Short ways to write an invented staffing plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bids.applications.content import ApplicationContent
from bids.workbook.content import Absence, BidContent, Evidence, PriceLine, Shift, Subcontractor, Team
from bids.workbook.spec import LotSpec

WEEK = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
TITULAIRE = "titulaire"


@dataclass(frozen=True, slots=True)
class Duty:
    """``heads`` people on ``days`` from hour ``start`` to hour ``end`` (above 24: next morning)."""

    days: tuple[int, ...]
    start: int
    end: int
    heads: int

    def shift(self, team: str, site: str) -> Shift:
        # Twenty minutes after six hours (L. 3121-16); the plans of the demonstration grant thirty.
        pause = 30 if self.end - self.start > 6 else 0
        return Shift(team, self.days, self.start * 60, self.end * 60, pause, self.heads, site)


@dataclass(frozen=True, slots=True)
class Crew:
    """A team and its duties."""

    team: Team
    duties: Sequence[Duty]
    absence: str = "0.07"
    shrinkage: str = "0.05"


def crew(
    code: str,
    levels: tuple[int, ...],
    languages: tuple[str, ...],
    channels: tuple[str, ...],
    staff: int,
    duties: Sequence[Duty],
) -> Crew:
    """Return a crew of the contractor itself, on contracts of 35 hours."""
    team = Team(
        code=code,
        employer=TITULAIRE,
        employer_role="lead",
        levels=levels,
        languages=languages,
        channels=channels,
        chat_concurrency=2 if "chat" in channels else 1,
        declared_staff=staff,
        contract_hours_per_week=Decimal(35),
        site="Site principal",
    )
    return Crew(team, duties)


def lent_by(subcontractor: str, one: Crew) -> Crew:
    """Return the same crew, employed by a subcontractor."""
    team = replace(
        one.team, employer=subcontractor, employer_role="subcontractor", site="Site du sous-traitant"
    )
    return replace(one, team=team)


def employed_by(member: str, one: Crew) -> Crew:
    """Return the same crew, employed by another member of the grouping."""
    team = replace(one.team, employer=member, employer_role="member", site="Site du cotraitant")
    return replace(one, team=team)


@dataclass(frozen=True, slots=True)
class Plan:
    """An invented bid, before it becomes a workbook: prices by line code, in euros without VAT."""

    crews: Sequence[Crew]
    prices: dict[str, str]
    subcontractors: Sequence[Subcontractor] = ()
    application: ApplicationContent | None = None

    def content(self, spec: LotSpec) -> BidContent:
        """Return what the bidder's workbook for ``spec`` says."""
        return BidContent(
            tender_reference=spec.tender_reference,
            lot_number=spec.lot_number,
            fingerprint=spec.fingerprint,
            teams=tuple(one.team for one in self.crews),
            shifts=tuple(
                duty.shift(one.team.code, one.team.site) for one in self.crews for duty in one.duties
            ),
            absences=tuple(absence_of(one) for one in self.crews),
            subcontractors=tuple(self.subcontractors),
            evidence=tuple(evidence_of(one) for one in self.crews),
            prices=tuple(
                PriceLine(line.code, line.quantity, Decimal(self.prices[line.code]))
                for line in spec.price_lines
            ),
            application=self.application
            and replace(self.application, subcontractors=tuple(self.subcontractors)),
        )


def absence_of(one: Crew) -> Absence:
    return Absence(one.team.code, Decimal(one.absence), Decimal(one.shrinkage), Decimal(0))


def evidence_of(one: Crew) -> Evidence:
    return Evidence(f"Effectif de l’équipe {one.team.code}", "Registre du personnel (fictif)", "1")
