"""The cost floor on the page of a bid: reckoned when shown, from what was read and what is in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from audit.clock import PARIS
from bids.enums import BidState
from bids.models import Bid
from scoring.engine.cost_floor import BidPrice, CostFloor, cost_floor
from scoring.engine.cost_values import EmployerCost
from scoring.engine.faults import InvalidInputError
from scoring.engine.labour_rates import MissingRatesError, RateKind, Rates
from scoring.engine.model import EngineInput
from scoring.inputs import engine_input
from tenders.models import Tender
from ui.formatting import euros

from .models import LabourRate

NO_DURATION = "la consultation ne dit pas la durée du marché, que le prix couvre"
NO_DEADLINE = "la consultation n’a pas de date limite, à laquelle les paramètres se lisent"
NO_INPUT = "le planning de l’offre ne peut pas être calculé"


@dataclass(frozen=True, slots=True)
class CostSection:
    """floor: None when `problem` says why it cannot be reckoned. rates: the values used, in order."""

    tender: Tender
    floor: CostFloor | None
    rates: Sequence[LabourRate]
    problem: str = ""

    @property
    def to_verify(self) -> list[LabourRate]:
        return [rate for rate in self.rates if rate.to_verify]

    @property
    def hour_words(self) -> str:
        """« de 13,33 € à 15,28 € »."""
        return (
            f"de {euros(self.floor.hour_eur.low)} à {euros(self.floor.hour_eur.high)}" if self.floor else ""
        )

    @property
    def subcontractors(self) -> list[EmployerCost]:
        return [one for one in self.floor.employers if one.is_subcontractor] if self.floor else []

    @property
    def lacks_branch_minimum(self) -> bool:
        return not any(RateKind(rate.kind).name.startswith("BRANCH") for rate in self.rates)


def cost_section(bid: Bid) -> CostSection | None:
    """None for a bid that was not read: it has neither roster nor price."""
    if bid.state != BidState.READ or bid.total_price_eur is None:
        return None
    tender = bid.lot.tender
    if not tender.duration_months:
        return CostSection(tender, None, (), NO_DURATION)
    day = day_of(tender)
    if day is None:
        return CostSection(tender, None, (), NO_DEADLINE)
    return _reckoned(bid, BidPrice(bid.total_price_eur, tender.duration_months, subcontracts(bid)), day)


def _reckoned(bid: Bid, price: BidPrice, day: date) -> CostSection:
    tender = bid.lot.tender
    rates = tuple(LabourRate.objects.in_force(tender.buyer_id, day).values())
    data = input_of(bid)
    if data is None:
        return CostSection(tender, None, rates, NO_INPUT)
    try:
        floor = cost_floor(data, Rates.of(day, [rate.as_rate() for rate in rates]), price)
    except MissingRatesError as error:
        return CostSection(tender, None, rates, str(error))
    return CostSection(tender, floor, rates)


def day_of(tender: Tender) -> date | None:
    """The day on which prices were due: bidders knew the values in force then."""
    return tender.deadline_at.astimezone(PARIS).date() if tender.deadline_at else None


def input_of(bid: Bid) -> EngineInput | None:
    """What the engine is asked, verified; None when it cannot be asked."""
    try:
        return engine_input(bid).check()
    except (InvalidInputError, ValueError):
        return None


def subcontracts(bid: Bid) -> dict[str, Decimal]:
    """The amount declared for each subcontractor, by the name that its teams carry."""
    content = bid.read_content()
    amounts = {one.name.strip().casefold(): one.amount_eur for one in content.subcontractors}
    names = {team.employer for team in content.teams if team.employer_role == "subcontractor"}
    return {name: amounts[key] for name in names if (key := name.strip().casefold()) in amounts}
