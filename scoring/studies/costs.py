"""The lawful least that the roster found would cost, beside the buyer's budget."""

from dataclasses import dataclass
from decimal import Decimal

from audit.clock import PARIS
from tenders.models import Tender

from ..costs.models import LabourRate
from ..engine.cost_floor import Band, BidPrice, cost_floor
from ..engine.labour_rates import MissingRatesError, Rates
from ..engine.model import EngineInput
from .models import StaffingStudy


@dataclass(frozen=True, slots=True)
class Cost:
    """Euros without VAT. duration and left: over the contract; None without its length, or without budget."""

    yearly: Band
    months: int | None
    duration: Band | None
    budget_eur: Decimal | None
    left: Band | None
    to_verify: bool
    lots: int


def cost_of(study: StaffingStudy) -> Cost | None:
    """None for nobody, or without a parameter in force."""
    tender = study.lot.tender
    day = (tender.deadline_at or study.requested_at).astimezone(PARIS).date()
    rates = tuple(LabourRate.objects.in_force(tender.buyer_id, day).values())
    if study.output is None or not study.output["groups"]:
        return None
    data = EngineInput.from_dict({**study.input, "groups": study.output["groups"]})
    try:
        known = Rates.of(day, [rate.as_rate() for rate in rates])
    except MissingRatesError:
        return None
    price = BidPrice(tender.budget_eur or Decimal(0), tender.duration_months or 12)
    floor = cost_floor(data, known, price)
    return told(tender, floor.yearly_eur, floor.duration_eur, to_verify=any(r.to_verify for r in rates))


def told(tender: Tender, yearly: Band, duration: Band, *, to_verify: bool) -> Cost:
    months, budget = tender.duration_months, tender.budget_eur
    over = duration if months else None
    left = Band(budget - over.high, budget - over.low) if over and budget is not None else None
    return Cost(yearly, months, over, budget, left, to_verify, tender.lots.count())
