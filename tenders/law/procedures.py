"""Which procedure and which publicity the code asks, from what is known of the need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .grounds import GROUNDS
from .marks import Mark, weakest
from .minimal_delays import Procedure
from .reserved import reservable
from .thresholds import SMALL_LOTS_SHARE, Buyer, Limit, Threshold, threshold


class Nature(StrEnum):
    SOCIAL = "social"
    OTHER = "other"
    UNKNOWN = "unknown"


class Publicity(StrEnum):
    """What the code asks at least; documents are on the buyer profile in any case."""

    NONE = "none"
    FREE = "free"
    NATIONAL = "national"
    EUROPEAN = "european"
    FORMAL = "formal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LotFacts:
    """``cpv``: eight digits, or empty; ``value_eur``: without VAT, None when not estimated."""

    number: int
    cpv: str
    value_eur: Decimal | None


@dataclass(frozen=True, slots=True)
class Facts:
    """The estimate is without VAT, of all the lots, renewals and options included (R. 2121-1)."""

    estimate_eur: Decimal | None
    lots: tuple[LotFacts, ...]
    buyer: Buyer | None
    on: date

    @property
    def value_eur(self) -> Decimal | None:
        """The value of the need: the estimate, or the sum of the lots when it is greater or alone."""
        parts = [lot.value_eur for lot in self.lots if lot.value_eur is not None]
        whole = [sum(parts, Decimal(0))] if parts and len(parts) == len(self.lots) else []
        known = [self.estimate_eur] if self.estimate_eur is not None else []
        return max([*known, *whole], default=None)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the explanation; ``code`` names its template, the other values are what it shows."""

    code: str
    value_eur: Decimal | None = None
    limit_eur: Decimal | None = None
    shown: str = ""
    row_mark: Mark = Mark.VERIFIED

    @property
    def article(self) -> str:
        return GROUNDS[self.code].article

    @property
    def mark(self) -> Mark:
        """How well the step is known: the article, and the row of the threshold that it compares with."""
        return weakest([GROUNDS[self.code].mark, self.row_mark])


@dataclass(frozen=True, slots=True)
class Alternative:
    procedure: Procedure
    reason: Reason


@dataclass(frozen=True, slots=True)
class Proposal:
    """``procedure`` is None when what is known does not decide; the reasons then say what is missing."""

    facts: Facts
    nature: Nature
    procedure: Procedure | None
    reasons: tuple[Reason, ...]
    publicity: Publicity
    publicity_reason: Reason
    alternatives: tuple[Alternative, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(reason.code for reason in self.reasons)


def propose(facts: Facts) -> Proposal:
    """Return the procedure that the code asks at least, why, and what else may be chosen."""
    nature, of_nature = nature_of(facts.lots)
    procedure, of_value = by_value(nature, facts)
    publicity, of_publicity = publicity_of(nature, procedure, facts)
    return Proposal(
        facts=facts,
        nature=nature,
        procedure=procedure,
        reasons=(of_nature, *of_value, *notes(procedure, facts)),
        publicity=publicity,
        publicity_reason=of_publicity,
        alternatives=alternatives(procedure, facts.buyer),
    )


def listed(lot: LotFacts) -> bool:
    """Is the service of those that the directive lets reserve, all of them in the annexed notice?

    The notice is longer than that list, and was not read in full: another code may be in it.
    """
    return reservable(lot.cpv)


def nature_of(lots: tuple[LotFacts, ...]) -> tuple[Nature, Reason]:
    """Return what the services are, the more valuable part deciding when they are mixed (R. 2123-2)."""
    if not lots or not all(lot.cpv for lot in lots):
        return Nature.UNKNOWN, Reason("no_cpv")
    social = [lot for lot in lots if listed(lot)]
    codes = ", ".join(dict.fromkeys(lot.cpv for lot in lots))
    if len(social) == len(lots):
        return Nature.SOCIAL, Reason("social_services", shown=codes)
    if not social:
        return Nature.OTHER, Reason("other_services", shown=codes)
    return mixed(social, [lot for lot in lots if not listed(lot)])


def mixed(social: list[LotFacts], other: list[LotFacts]) -> tuple[Nature, Reason]:
    parts = total(social), total(other)
    if None in parts:
        return Nature.OTHER, Reason("mixed_unknown")
    first, second = (part or Decimal(0) for part in parts)
    if first > second:
        return Nature.SOCIAL, Reason("mixed_social", first, second)
    return Nature.OTHER, Reason("mixed_other", first, second)


def total(lots: Iterable[LotFacts]) -> Decimal | None:
    """Return the sum of the values, None when one is not known."""
    values = [lot.value_eur for lot in lots]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def by_value(nature: Nature, facts: Facts) -> tuple[Procedure | None, list[Reason]]:
    """Return the procedure that the value of the need leads to; social services need none."""
    if nature is Nature.SOCIAL:
        return Procedure.ADAPTED, []
    value, row = facts.value_eur, threshold(Limit.FORMAL, facts.buyer, facts.on)
    if value is None:
        return None, [Reason("no_estimate")]
    if row is None:
        return None, [Reason("threshold_unknown", value)]
    unsaid = [] if facts.buyer else [Reason("buyer_unknown", limit_eur=row.value_eur)]
    if value < row.value_eur:
        return Procedure.ADAPTED, [reached("below_formal", value, row), *unsaid]
    found = Procedure.OPEN if nature is Nature.OTHER else None
    return found, [reached("above_formal", value, row), *unsaid]


def reached(code: str, value: Decimal, row: Threshold) -> Reason:
    return Reason(code, value, row.value_eur, row_mark=row.mark)


def notes(procedure: Procedure | None, facts: Facts) -> list[Reason]:
    """Return what is worth knowing besides: no competition asked, small lots, a written contract."""
    found = [below_competition(facts)]
    if procedure is Procedure.OPEN:
        found.append(small_lots(facts))
    return [reason for reason in found if reason]


def below_competition(facts: Facts) -> Reason | None:
    value, row = facts.value_eur, threshold(Limit.NO_COMPETITION, facts.buyer, facts.on)
    if value is None or row is None or value >= row.value_eur:
        return None
    return reached("below_competition", value, row)


def small_lots(facts: Facts) -> Reason | None:
    """Return the lots that may be passed by an adapted procedure: the smallest first, up to the share."""
    row, whole = threshold(Limit.SMALL_LOT, facts.buyer, facts.on), facts.value_eur
    if row is None or whole is None or len(facts.lots) < 2:
        return None
    left, numbers = whole * SMALL_LOTS_SHARE, []
    valued = [(lot.value_eur, lot.number) for lot in facts.lots if lot.value_eur is not None]
    for value, number in sorted(valued):
        if value < row.value_eur and value <= left:
            left -= value
            numbers.append(number)
    if not numbers:
        return None
    named = ", ".join(str(number) for number in sorted(numbers))
    return Reason("small_lots", limit_eur=row.value_eur, shown=named)


def publicity_of(nature: Nature, procedure: Procedure | None, facts: Facts) -> tuple[Publicity, Reason]:
    """Return what the notice must be at least, and where."""
    if below_competition(facts):
        return Publicity.NONE, Reason("publicity_none")
    if procedure is Procedure.OPEN:
        return Publicity.FORMAL, Reason("publicity_formal")
    value, social = facts.value_eur, nature is Nature.SOCIAL
    row = threshold(Limit.SOCIAL if social else Limit.PUBLICITY, facts.buyer, facts.on)
    if value is None or row is None or procedure is None:
        return Publicity.UNKNOWN, Reason("publicity_unknown")
    if social:
        return social_publicity(value, row)
    if value < row.value_eur:
        return Publicity.FREE, reached("publicity_free", value, row)
    return Publicity.NATIONAL, reached("publicity_national", value, row)


def social_publicity(value: Decimal, row: Threshold) -> tuple[Publicity, Reason]:
    if value < row.value_eur:
        return Publicity.FREE, reached("publicity_social_free", value, row)
    return Publicity.EUROPEAN, reached("publicity_social_european", value, row)


def alternatives(proposed: Procedure | None, buyer: Buyer | None) -> tuple[Alternative, ...]:
    """Return what else the code lets choose, and on what condition; empty when nothing is proposed."""
    if proposed is Procedure.ADAPTED:
        stricter = Reason("followed_entirely")
        others = (Procedure.OPEN, Procedure.RESTRICTED, Procedure.NEGOTIATED)
        return tuple(Alternative(other, stricter) for other in others)
    if proposed is None:
        return ()
    return (
        Alternative(Procedure.RESTRICTED, Reason("restricted_freely")),
        Alternative(Procedure.NEGOTIATED, negotiation(buyer)),
        Alternative(Procedure.ADAPTED, Reason("adapted_by_object")),
    )


def negotiation(buyer: Buyer | None) -> Reason:
    if buyer is Buyer.ENTITY:
        return Reason("negotiated_freely")
    return Reason("negotiated_cases")
