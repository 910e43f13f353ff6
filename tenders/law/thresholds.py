"""The thresholds in euros without VAT that decide the procedure and the publicity, each with its dates.

A value is in this table only when a source gives it; on a day that no row covers, the answer is None, and
whoever asks must say that it is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .marks import Mark


class Buyer(StrEnum):
    """What the buyer is for this contract: a network operator is an entity for some of its contracts only."""

    STATE = "state"
    OTHER = "other"
    ENTITY = "entity"


class Limit(StrEnum):
    FORMAL = "formal"
    SOCIAL = "social"
    NO_COMPETITION = "no_competition"
    PUBLICITY = "publicity"
    SMALL_LOT = "small_lot"
    WRITTEN = "written"


ALL = frozenset(Buyer)
#: The code came into force on that day.
CODE_FROM = date(2019, 4, 1)
#: The articles were read as they stand since that day; nothing is said of earlier wordings.
READ_FROM = date(2026, 4, 1)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A row in force from ``since`` to ``until`` included (None: still). It is reached by an equal value."""

    name: Limit
    label: str
    value_eur: Decimal
    buyers: frozenset[Buyer]
    since: date
    until: date | None
    article: str
    mark: Mark
    source: str

    def holds(self, name: Limit, on: date) -> bool:
        return self.name == name and self.since <= on and (self.until is None or on <= self.until)


def formal(years: tuple[int, int], values: tuple[int, int, int], source: str) -> list[Threshold]:
    """Return the rows of two years: the State's, the other authorities', the entities' values."""
    first, last = years
    return [
        Threshold(
            Limit.FORMAL,
            "Procédure formalisée, services autres que sociaux et spécifiques",
            Decimal(value),
            frozenset({buyer}),
            date(first, 1, 1),
            date(last, 12, 31),
            "L. 2124-1 ; avis annexé au code",
            Mark.SECONDARY,
            source,
        )
        for buyer, value in zip(Buyer, values, strict=True)
    ]


def one(
    name: Limit, label: str, value: int, article: str, mark: Mark, source: str, since: date = READ_FROM
) -> Threshold:
    """Return a row for every buyer, still in force."""
    return Threshold(name, label, Decimal(value), ALL, since, None, article, mark, source)


THRESHOLDS: tuple[Threshold, ...] = (
    *formal((2020, 2021), (139_000, 214_000, 428_000), "lgp-avocats.fr ; préfecture de l’Hérault, 2020"),
    *formal((2022, 2023), (140_000, 215_000, 431_000), "lgp-avocats.fr ; aapasso.fr"),
    *formal((2024, 2025), (143_000, 221_000, 443_000), "efl.fr ; opti-marche.com"),
    *formal((2026, 2027), (140_000, 216_000, 432_000), "landot, 24/10/2025 ; marche-public.fr"),
    one(
        Limit.SOCIAL,
        "Services sociaux et spécifiques : avis au JOUE",
        750_000,
        "R. 2131-14, R. 2131-15",
        Mark.SECONDARY,
        "articles lus ; montant d’un tableau de service-public.fr, réputé stable depuis 2016",
        CODE_FROM,
    ),
    Threshold(
        Limit.NO_COMPETITION,
        "Ni publicité ni mise en concurrence préalables en dessous",
        Decimal(40_000),
        ALL,
        date(2020, 1, 1),
        date(2026, 3, 31),
        "R. 2122-8",
        Mark.SECONDARY,
        "décret n° 2019-1344, d’après la préfecture de l’Hérault, 20/01/2020",
    ),
    one(
        Limit.NO_COMPETITION,
        "Ni publicité ni mise en concurrence préalables en dessous",
        60_000,
        "R. 2122-8",
        Mark.VERIFIED,
        "décret n° 2025-1386",
    ),
    one(
        Limit.PUBLICITY,
        "Procédure adaptée : avis au BOAMP ou dans un journal d’annonces légales",
        90_000,
        "R. 2131-12",
        Mark.VERIFIED,
        "code",
    ),
    one(
        Limit.SMALL_LOT,
        "Petit lot : procédure adaptée possible en dessous, si ces lots font au plus 20 % du tout",
        80_000,
        "R. 2123-1, 2°",
        Mark.VERIFIED,
        "code",
    ),
    one(Limit.WRITTEN, "Contrat écrit", 25_000, "R. 2112-1", Mark.VERIFIED, "code"),
)
#: The highest share of the whole that small lots may make together: R. 2123-1, 2°.
SMALL_LOTS_SHARE = Decimal("0.2")


def threshold(
    name: Limit, buyer: Buyer | None, on: date, rows: Iterable[Threshold] = THRESHOLDS
) -> Threshold | None:
    """Return the row in force on that day, or None when no source says it.

    Without a kind of buyer, the lowest of the values is returned: whoever does not say what they are is held
    to the strictest.
    """
    found = [row for row in rows if row.holds(name, on) and (buyer is None or buyer in row.buyers)]
    return min(found, key=lambda row: row.value_eur, default=None)
