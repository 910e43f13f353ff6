"""The least that the promised roster can lawfully cost, against the price: evidence for an enquiry.

A floor, never a verdict: a price below it calls for the justification that the law makes compulsory (Code de
la commande publique, L2152-5, L2152-6, R2152-3 to R2152-5); it rejects nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.engine.cost_hours import Hours, hours_of
from scoring.engine.cost_values import (
    ARTICLES,
    PART_LABELS,
    SUBCONTRACT_ARTICLES,
    Band,
    BidPrice,
    CostFloor,
    EmployerCost,
    GroupCost,
    Part,
    PartCost,
    Signal,
    cents,
    ordered,
)
from scoring.engine.labour_rates import Bound, RateKind, Rates
from scoring.engine.model import Employer, EngineInput, Group

__all__ = ["Band", "BidPrice", "CostFloor", "Part", "Signal", "cost_floor"]
ZERO = Decimal(0)
PREMIUMS = (
    (Part.OVERTIME, RateKind.OVERTIME_PREMIUM, "overtime"),
    (Part.NIGHT, RateKind.NIGHT_PREMIUM, "night"),
    (Part.SUNDAY, RateKind.SUNDAY_PREMIUM, "sunday"),
    (Part.HOLIDAY, RateKind.HOLIDAY_PREMIUM, "holiday"),
    (Part.MAY_DAY, RateKind.MAY_DAY_PREMIUM, "may_day"),
)


def cost_floor(data: EngineInput, rates: Rates, price: BidPrice) -> CostFloor:
    """The roster's hours of a mean year at the lawful cost of labour in force on `rates.day`.

    All rostered hours count, whoever employs the people. Raises ValueError when the price covers no month.
    """
    if price.months <= 0:
        raise ValueError("a price covers at least a month")
    details = [_details(data, group, rates) for group in data.groups]
    groups = tuple(_group_cost(data, one) for one in details)
    yearly = _sum(group.yearly_eur for group in groups)
    duration = yearly.over(price.months)
    return CostFloor(
        day=rates.day,
        months=price.months,
        price_eur=price.total_eur,
        yearly_eur=yearly,
        hour_eur=_per_hour(yearly, sum((group.hours.rostered for group in groups), ZERO)),
        duration_eur=duration,
        left_eur=Band(price.total_eur - duration.high, price.total_eur - duration.low),
        signal=duration.signal(price.total_eur),
        parts=_parts(details),
        groups=groups,
        employers=_employers(groups, price),
        rates=tuple(rates.in_force.values()),
        articles=ARTICLES + (SUBCONTRACT_ARTICLES if any(one.is_subcontractor for one in groups) else ()),
    )


@dataclass(frozen=True, slots=True)
class _Details:
    """A group's hours, and its cost by part under each of the two bounds."""

    group: Group
    hours: Hours
    wages: Band
    low: Mapping[Part, Decimal]
    high: Mapping[Part, Decimal]

    def band(self, parts: Iterable[Part]) -> Band:
        kept = tuple(parts)
        return ordered(*(cents(sum((by[part] for part in kept), ZERO)) for by in (self.low, self.high)))


def _details(data: EngineInput, group: Group, rates: Rates) -> _Details:
    hours = hours_of(group, data.calendar)
    level = _level(data, group)
    low, high = rates.bounds()
    return _Details(
        group=group,
        hours=hours,
        wages=ordered(low.hourly_wage(level), high.hourly_wage(level)),
        low=_cost(group, hours, level, low),
        high=_cost(group, hours, level, high),
    )


def _cost(group: Group, hours: Hours, level: int, bound: Bound) -> dict[Part, Decimal]:
    """Euros a year by part. Premiums add up where hours overlap; the SMIC is that of the same paid hours."""
    wage = bound.hourly_wage(level)
    paid = 1 - _decimal(group.absence_share) * (1 - bound[RateKind.PAID_ABSENCE])
    found = {
        Part.BASE: wage * hours.rostered * paid,
        Part.BREAKS: wage * hours.breaks * bound[RateKind.PAID_BREAK] * paid,
    }
    smic_pay = (found[Part.BASE] + found[Part.BREAKS]) * bound[RateKind.SMIC_HOURLY] / wage
    for part, kind, name in PREMIUMS:
        counted: Decimal = getattr(hours, name)
        found[part] = wage * counted * bound[kind] * paid
    pay = sum(found.values(), ZERO)
    found[Part.LEAVE] = pay * bound[RateKind.PAID_LEAVE]
    share = bound.net_contributions(pay / smic_pay) if smic_pay else ZERO
    found[Part.CONTRIBUTIONS] = (pay + found[Part.LEAVE]) * share
    return found


def _level(data: EngineInput, group: Group) -> int:
    return max((item.level for item in data.contact_types if item.id in group.skills), default=1)


def _group_cost(data: EngineInput, one: _Details) -> GroupCost:
    yearly, rostered = one.band(Part), one.hours.rostered
    return GroupCost(
        group_id=one.group.id,
        label=one.group.label,
        employer=one.group.employer.name,
        is_subcontractor=one.group.employer.is_subcontractor,
        level=_level(data, one.group),
        hours=one.hours,
        wage_eur=one.wages,
        hour_eur=_per_hour(yearly, rostered),
        yearly_eur=yearly,
    )


def _parts(details: Sequence[_Details]) -> tuple[PartCost, ...]:
    return tuple(
        PartCost(part, PART_LABELS[part], _sum(one.band([part]) for one in details)) for part in Part
    )


def _employers(groups: Sequence[GroupCost], price: BidPrice) -> tuple[EmployerCost, ...]:
    named = dict.fromkeys(Employer(group.employer, group.is_subcontractor) for group in groups)
    return tuple(_employer(employer, groups, price) for employer in named)


def _employer(employer: Employer, groups: Sequence[GroupCost], price: BidPrice) -> EmployerCost:
    name, is_subcontractor = employer.name, employer.is_subcontractor
    own = [one for one in groups if (one.employer, one.is_subcontractor) == (name, is_subcontractor)]
    yearly = _sum(one.yearly_eur for one in own)
    duration = yearly.over(price.months)
    declared = price.subcontracts_eur.get(name) if is_subcontractor else None
    return EmployerCost(
        name=name,
        is_subcontractor=is_subcontractor,
        yearly_eur=yearly,
        duration_eur=duration,
        declared_eur=declared,
        signal=None if declared is None else duration.signal(declared),
    )


def _per_hour(yearly: Band, hours: Decimal) -> Band:
    return Band(*(cents(amount / hours) if hours else ZERO for amount in (yearly.low, yearly.high)))


def _sum(bands: Iterable[Band]) -> Band:
    known = tuple(bands)
    return Band(sum((one.low for one in known), ZERO), sum((one.high for one in known), ZERO))


def _decimal(share: float) -> Decimal:
    return Decimal(repr(share))
