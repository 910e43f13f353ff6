"""The dated parameters of the lawful cost of labour: what each is, its unit, and the values in force."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class RateUnit(StrEnum):
    EUR_PER_HOUR = "eur_per_hour"
    SHARE = "share"
    MULTIPLE = "multiple"


class RateKind(StrEnum):
    """value: what is stored. See `MEANING` for the French of each."""

    SMIC_HOURLY = "smic_hourly"
    BRANCH_MINIMUM_1 = "branch_minimum_1"
    BRANCH_MINIMUM_2 = "branch_minimum_2"
    BRANCH_MINIMUM_3 = "branch_minimum_3"
    CONTRIBUTIONS = "contributions"
    REDUCTION_MINIMUM = "reduction_minimum"
    REDUCTION_DELTA = "reduction_delta"
    REDUCTION_EXPONENT = "reduction_exponent"
    REDUCTION_CEILING = "reduction_ceiling"
    NIGHT_PREMIUM = "night_premium"
    SUNDAY_PREMIUM = "sunday_premium"
    HOLIDAY_PREMIUM = "holiday_premium"
    MAY_DAY_PREMIUM = "may_day_premium"
    OVERTIME_PREMIUM = "overtime_premium"
    PAID_BREAK = "paid_break"
    PAID_LEAVE = "paid_leave"
    PAID_ABSENCE = "paid_absence"

    @property
    def unit(self) -> RateUnit:
        if self in HOURLY:
            return RateUnit.EUR_PER_HOUR
        return RateUnit.MULTIPLE if self in MULTIPLES else RateUnit.SHARE


#: By the highest level that a team answers; without one the SMIC stands alone.
BRANCH_MINIMA = (RateKind.BRANCH_MINIMUM_1, RateKind.BRANCH_MINIMUM_2, RateKind.BRANCH_MINIMUM_3)
HOURLY = frozenset({RateKind.SMIC_HOURLY, *BRANCH_MINIMA})
MULTIPLES = frozenset({RateKind.REDUCTION_EXPONENT, RateKind.REDUCTION_CEILING})
REQUIRED = tuple(kind for kind in RateKind if kind not in BRANCH_MINIMA)
MEANING = {
    RateKind.SMIC_HOURLY: "SMIC horaire brut",
    RateKind.BRANCH_MINIMUM_1: "Minimum horaire brut de branche, niveau 1",
    RateKind.BRANCH_MINIMUM_2: "Minimum horaire brut de branche, niveau 2",
    RateKind.BRANCH_MINIMUM_3: "Minimum horaire brut de branche, niveau 3",
    RateKind.CONTRIBUTIONS: "Cotisations de l’employeur avant réduction, en part du brut",
    RateKind.REDUCTION_MINIMUM: "Réduction générale\u00a0: part minimale (Tmin)",
    RateKind.REDUCTION_DELTA: "Réduction générale\u00a0: part dégressive (Tdelta)",
    RateKind.REDUCTION_EXPONENT: "Réduction générale\u00a0: exposant (P)",
    RateKind.REDUCTION_CEILING: "Réduction générale\u00a0: plafond, en nombre de SMIC",
    RateKind.NIGHT_PREMIUM: "Majoration ou repos compensateur des heures de nuit (21\u00a0h à 6\u00a0h)",
    RateKind.SUNDAY_PREMIUM: "Majoration des heures du dimanche",
    RateKind.HOLIDAY_PREMIUM: "Majoration des heures d’un jour férié travaillé, hors 1er\u00a0mai",
    RateKind.MAY_DAY_PREMIUM: "Majoration des heures du 1er\u00a0mai",
    RateKind.OVERTIME_PREMIUM: "Majoration des heures au-delà de 35\u00a0h par semaine",
    RateKind.PAID_BREAK: "Part des pauses payée",
    RateKind.PAID_LEAVE: "Indemnité de congés payés, en part du brut",
    RateKind.PAID_ABSENCE: "Part des absences que l’employeur paie",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """One value in force: the least that the law allows, and the most that is likely (equal when certain).

    Euros an hour, shares of 0 to 1, or pure numbers: `kind.unit`. to_verify: nobody has yet checked that it
    is still in force, or that it applies to this employer.
    """

    kind: RateKind
    value: Decimal
    value_high: Decimal
    applies_from: dt.date
    source: str
    to_verify: bool = False


class MissingRatesError(ValueError):
    """Some parameter has no value in force; `kinds` in the order of `RateKind`."""

    def __init__(self, kinds: Iterable[RateKind]) -> None:
        self.kinds = tuple(kinds)
        super().__init__("sans valeur en vigueur : " + ", ".join(MEANING[kind] for kind in self.kinds))


@dataclass(frozen=True, slots=True)
class Rates:
    """The values in force on `day`, one a kind."""

    day: dt.date
    in_force: Mapping[RateKind, Rate]

    @classmethod
    def of(cls, day: dt.date, known: Iterable[Rate]) -> "Rates":
        """The latest of each kind that applies on the day; of two of the same date, the last given wins.

        Raises MissingRatesError when a kind of `REQUIRED` has none.
        """
        in_force: dict[RateKind, Rate] = {}
        for rate in sorted(known, key=lambda one: one.applies_from):
            if rate.applies_from <= day:
                in_force[rate.kind] = rate
        missing = [kind for kind in REQUIRED if kind not in in_force]
        if missing:
            raise MissingRatesError(missing)
        return cls(day, {kind: in_force[kind] for kind in RateKind if kind in in_force})

    def bounds(self) -> tuple["Bound", "Bound"]:
        """The two readings of the parameters: all at their least, all at their most."""
        return (
            Bound({kind: rate.value for kind, rate in self.in_force.items()}),
            Bound({kind: rate.value_high for kind, rate in self.in_force.items()}),
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """One number a kind."""

    values: Mapping[RateKind, Decimal]

    def __getitem__(self, kind: RateKind) -> Decimal:
        return self.values[kind]

    def hourly_wage(self, level: int) -> Decimal:
        """Gross euros an hour at that level: the branch's minimum, never under the SMIC."""
        branch = BRANCH_MINIMA[min(max(level, 1), len(BRANCH_MINIMA)) - 1]
        smic = self.values[RateKind.SMIC_HOURLY]
        return max(smic, self.values.get(branch, smic))

    def net_contributions(self, pay_in_smic: Decimal) -> Decimal:
        """Employer's contributions as a share of the pay, general reduction deducted (CSS, D241-7).

        pay_in_smic: the pay over the SMIC of the same hours. The reduction is Tmin + Tdelta x
        [(ceiling / pay - 1) / (ceiling - 1)] ^ P, nothing from the ceiling on, never more than the rest.
        """
        gross, ceiling = self.values[RateKind.CONTRIBUTIONS], self.values[RateKind.REDUCTION_CEILING]
        if pay_in_smic >= ceiling:
            return gross
        slope = min((ceiling / max(pay_in_smic, Decimal(1)) - 1) / (ceiling - 1), Decimal(1))
        delta = self.values[RateKind.REDUCTION_DELTA] * slope ** self.values[RateKind.REDUCTION_EXPONENT]
        return max(gross - self.values[RateKind.REDUCTION_MINIMUM] - delta, Decimal(0))
