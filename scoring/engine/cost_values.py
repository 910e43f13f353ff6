"""What a cost floor is made of: bands of euros, by part, by team, by employer (schema "cost-floor/1")."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from scoring.engine.cost_hours import Hours
from scoring.engine.labour_rates import MEANING, Rate

SCHEMA = "cost-floor/1"
ARTICLES = ("L2152-5", "L2152-6", "R2152-3", "R2152-4", "R2152-5")
SUBCONTRACT_ARTICLES = ("L2193-8", "L2193-9", "R2193-9")
CENT = Decimal("0.01")
NOT_INCLUDED = (
    "l’encadrement, la supervision et l’analyse des pratiques",
    "la formation initiale et le recrutement",
    "les locaux, les postes de travail, la téléphonie et les logiciels",
    "la mutuelle, la prévoyance, les primes, l’ancienneté et les frais de transport",
    "la taxe sur les salaires, les frais généraux et la marge",
    "les hausses de salaire pendant le marché",
)


class Part(StrEnum):
    """What a floor is made of, in the order of a pay slip."""

    BASE = "base"
    BREAKS = "breaks"
    OVERTIME = "overtime"
    NIGHT = "night"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    MAY_DAY = "may_day"
    LEAVE = "leave"
    CONTRIBUTIONS = "contributions"


PART_LABELS = {
    Part.BASE: "Salaire de base des heures du planning",
    Part.BREAKS: "Pauses payées",
    Part.OVERTIME: "Majoration au-delà de 35\u00a0h",
    Part.NIGHT: "Contrepartie des heures de nuit",
    Part.SUNDAY: "Majoration du dimanche",
    Part.HOLIDAY: "Majoration des jours fériés",
    Part.MAY_DAY: "Majoration du 1er\u00a0mai",
    Part.LEAVE: "Congés payés",
    Part.CONTRIBUTIONS: "Cotisations de l’employeur, réduction générale déduite",
}


class Signal(StrEnum):
    """Where a price lies: under the whole band, inside it, or at least at its upper end."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Band:
    """Euros without VAT: parameters all at their least, all at their most."""

    low: Decimal
    high: Decimal

    def over(self, months: int) -> "Band":
        """The same yearly amounts over a number of months."""
        return Band(*(cents(amount * months / 12) for amount in (self.low, self.high)))

    def signal(self, price: Decimal) -> Signal:
        if price < self.low:
            return Signal.BELOW
        return Signal.WITHIN if price < self.high else Signal.ABOVE


@dataclass(frozen=True, slots=True)
class BidPrice:
    """total_eur: without VAT, over `months`, renewals included; subcontracts_eur: amounts by name."""

    total_eur: Decimal
    months: int
    subcontracts_eur: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupCost:
    """A team in a mean year. level: the highest it answers; hour_eur: cost of one rostered hour."""

    group_id: str
    label: str
    employer: str
    is_subcontractor: bool
    level: int
    hours: Hours
    wage_eur: Band
    hour_eur: Band
    yearly_eur: Band

    @property
    def holiday_hours(self) -> Decimal:
        """On any public holiday, May 1st included."""
        return self.hours.holiday + self.hours.may_day


@dataclass(frozen=True, slots=True)
class PartCost:
    part: Part
    label: str
    yearly_eur: Band


@dataclass(frozen=True, slots=True)
class EmployerCost:
    """declared_eur: the amount of the subcontract over the duration; None for the bidder, or undeclared."""

    name: str
    is_subcontractor: bool
    yearly_eur: Band
    duration_eur: Band
    declared_eur: Decimal | None
    signal: Signal | None


@dataclass(frozen=True, slots=True)
class CostFloor:
    """left_eur: what the price leaves for all that is not included; negative, what it lacks.

    hour_eur: the floor of one rostered hour, all teams together.
    """

    day: dt.date
    months: int
    price_eur: Decimal
    yearly_eur: Band
    hour_eur: Band
    duration_eur: Band
    left_eur: Band
    signal: Signal
    parts: tuple[PartCost, ...]
    groups: tuple[GroupCost, ...]
    employers: tuple[EmployerCost, ...]
    rates: tuple[Rate, ...]
    articles: tuple[str, ...]
    not_included: tuple[str, ...] = NOT_INCLUDED

    @property
    def lacking_eur(self) -> Decimal:
        """What the price lacks at least to reach the floor; 0 when it reaches its lower end."""
        return max(-self.left_eur.high, Decimal(0))

    def to_dict(self) -> dict[str, Any]:
        """JSON types; amounts as text, to the cent."""
        meanings = [{**_plain(rate), "label": MEANING[rate.kind]} for rate in self.rates]
        return {"schema": SCHEMA, **_plain(self), "rates": meanings}


def ordered(one: Decimal, other: Decimal) -> Band:
    return Band(min(one, other), max(one, other))


def cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, half away from zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal | StrEnum | dt.date):
        return str(value)
    return value
