"""Facts of a bid and of those beside it, for the alerts."""

from collections.abc import Sequence
from decimal import Decimal

from admissibility.rules.base import Outcome
from bids.models import Bid
from bids.workbook.content import BidContent
from scoring.costs.section import CostSection, cost_section

from .rules.floors import COST_FLOOR, SUBCONTRACT_FLOOR, FloorFacts, SubcontractFacts, SubcontractsFacts
from .rules.prices import GAP_TO_ESTIMATE, GAP_TO_MEAN, GAP_TO_SECOND, PriceFacts
from .rules.unit_prices import UNIT_PRICES, LineFacts, UnitPriceFacts


def outcomes(bid: Bid) -> list[Outcome]:
    """What every rule says of a bid that was read, as things stand."""
    others = list(bid.lot.bids.readable().exclude(pk=bid.pk).filter(total_price_eur__gt=0).order_by("pk"))
    content, costs = bid.read_content(), cost_section(bid)
    prices = price_facts(bid, others)
    return [
        COST_FLOOR.apply(floor_facts(bid, costs)),
        GAP_TO_MEAN.apply(prices),
        GAP_TO_SECOND.apply(prices),
        GAP_TO_ESTIMATE.apply(prices),
        UNIT_PRICES.apply(unit_price_facts(bid, content, [one.read_content() for one in others])),
        SUBCONTRACT_FLOOR.apply(subcontract_facts(content, costs)),
    ]


def price_facts(bid: Bid, others: Sequence[Bid]) -> PriceFacts:
    assert bid.total_price_eur is not None
    tender, of_lot = bid.lot.tender, bid.lot.estimated_value_eur
    return PriceFacts(
        price_eur=bid.total_price_eur,
        others_eur=[one.total_price_eur for one in others if one.total_price_eur is not None],
        estimate_eur=of_lot or tender.estimated_value_eur,
        lots=1 if of_lot else tender.lots.count(),
    )


def unit_price_facts(bid: Bid, content: BidContent, others: Sequence[BidContent]) -> UnitPriceFacts:
    labels = dict(bid.lot.price_lines.values_list("code", "label"))
    return UnitPriceFacts(
        [
            LineFacts(
                code=line.code,
                label=labels.get(line.code, line.code),
                quantity=line.quantity,
                unit_price_eur=line.unit_price_eur,
                others_eur=unit_prices(line.code, others),
            )
            for line in content.prices
        ]
    )


def unit_prices(code: str, contents: Sequence[BidContent]) -> list[Decimal]:
    return [line.unit_price_eur for content in contents for line in content.prices if line.code == code]


def floor_facts(bid: Bid, costs: CostSection | None) -> FloorFacts:
    assert bid.total_price_eur is not None
    if costs is None or costs.floor is None:
        return FloorFacts(bid.total_price_eur, None, None, 0, costs.problem if costs else "")
    band = costs.floor.duration_eur
    return FloorFacts(bid.total_price_eur, band.low, band.high, costs.floor.months)


def subcontract_facts(content: BidContent, costs: CostSection | None) -> SubcontractsFacts:
    return SubcontractsFacts(
        used=is_subcontracting(content),
        subcontracts=[
            SubcontractFacts(one.name, one.declared_eur, one.duration_eur.low, one.duration_eur.high)
            for one in (costs.subcontractors if costs else ())
        ],
    )


def is_subcontracting(content: BidContent) -> bool:
    by_team = any(team.employer_role == "subcontractor" for team in content.teams)
    return by_team or bool(content.subcontractors)
