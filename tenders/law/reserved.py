"""Contracts reserved to the social and solidarity economy: L. 2113-15, L. 2113-16, R. 2113-8."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

#: CPV codes of contracts that may be reserved (directive 2014/24/UE, art. 77; eForms rule BR-0075-0001).
RESERVABLE = frozenset(
    {
        *("75121000", "75122000", "75123000", "79622000", "79624000", "79625000", "80110000", "80300000"),
        *("80420000", "80430000", "80511000", "80520000", "80590000", "92500000", "92600000", "98133000"),
        "98133110",
    },
)
RESERVABLE_RANGE = ("85000000", "85323000")
LONGEST_RESERVED_MONTHS = 36
BARRED_YEARS = 3
#: The digits of a CPV code that name its group.
GROUP_DIGITS = 3


def reservable(cpv: str) -> bool:
    """May a contract with this main CPV code be reserved to the ESS?"""
    first, last = RESERVABLE_RANGE
    return cpv in RESERVABLE or first <= cpv <= last


@dataclass(frozen=True, slots=True)
class ReservedAward:
    """An award on the basis of L. 2113-15: SIREN of nine digits, CPV of eight, the day of the award."""

    buyer_siren: str
    supplier_siren: str
    cpv: str
    awarded_on: date

    @property
    def barred_until(self) -> date:
        """The last day of the three years that follow; the text does not say from which act they run."""
        try:
            return self.awarded_on.replace(year=self.awarded_on.year + BARRED_YEARS)
        except ValueError:  # 29 February
            return date(self.awarded_on.year + BARRED_YEARS, 2, 28)


def cpv_group(cpv: str) -> str:
    return cpv[:GROUP_DIGITS]


def barring(
    past: Iterable[ReservedAward], *, buyer_siren: str, supplier_siren: str, cpv: str, on: date
) -> list[ReservedAward]:
    """Return the past awards that may keep this supplier from another one « au même titre » on that day.

    Same buyer and same CPV group: the directive (art. 77, 2, d) says « the services concerned » by « the
    contracting authority concerned », L. 2113-16 does not. The answer advises; a person decides.
    """
    return [
        award
        for award in past
        if (award.buyer_siren, award.supplier_siren) == (buyer_siren, supplier_siren)
        and cpv_group(award.cpv) == cpv_group(cpv)
        and award.awarded_on <= on <= award.barred_until
    ]
