"""What stands between a lot and its contract, from plain facts: no database, no clock but the one given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ui.formatting import date_paris

from .enums import ANNULLING, CONCLUDED, ENDED, EndingState

S = EndingState


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a step is refused: a text that was read says so, or the step before it is missing."""

    code: str
    message: str
    article: str


@dataclass(frozen=True, slots=True)
class Caution:
    """What an officer must have seen before a choice, and answers with a reason; it stops nothing."""

    code: str
    message: str
    article: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A référé: moments are aware; ``lifted_at`` is when the decision reached the buyer."""

    court: str
    filed_at: datetime
    lifted_at: datetime | None = None
    outcome: str = ""

    def runs_at(self, moment: datetime) -> bool:
        return self.filed_at <= moment and (self.lifted_at is None or moment < self.lifted_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """A bid of the lot. kind: "in", or how it was set aside; is_decided: by a person, not by a finding.

    enquiry: state of the enquiry about its price, empty without one. barred_until: L. 2113-16, days in words.
    """

    bid: int
    name: str
    rank: int | None = None
    kind: str = "in"
    is_decided: bool = False
    enquiry: str = ""
    barred_until: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The bid designated now, and how far its award has come."""

    bid: int
    designated_at: datetime
    proofs_due_at: datetime | None = None
    proofs_examined_at: datetime | None = None
    awarded_at: datetime | None = None
    informed_at: datetime | None = None
    sign_from_at: datetime | None = None
    signed_at: datetime | None = None
    notified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LotFacts:
    """A lot as its end sees it. unmarked: criteria that nobody marked, by name."""

    number: int
    state: str = S.OPEN
    is_opened: bool = True
    is_over: bool = False
    is_formal: bool = False
    is_reserved: bool = False
    is_ranked: bool = False
    is_ranking_outdated: bool = False
    unmarked: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    chosen: Chosen | None = None
    holds: tuple[Hold, ...] = ()

    def standing(self, bid: int) -> Standing | None:
        return next((one for one in self.standings if one.bid == bid), None)


def may_sign(lot: LotFacts, now: datetime) -> list[Blocker]:
    """Return what forbids the signature at that moment; empty when the contract may be signed."""
    if lot.state in ENDED:
        return [ended(lot)]
    return [*of_steps(lot.chosen), *of_wait(lot, now), *of_judge(lot, now)]


def ended(lot: LotFacts) -> Blocker:
    label = str(EndingState(lot.state).label).lower()
    return Blocker("ended", f"Ce lot est terminé ({label}).", "R. 2185-1")


def of_steps(chosen: Chosen | None) -> Iterator[Blocker]:
    """The steps before a signature, in their order."""
    if chosen is None:
        yield Blocker("no_choice", "Aucune offre n’est pressentie.", "L. 2152-7")
        return
    if chosen.proofs_examined_at is None:
        yield Blocker(
            "proofs_missing",
            "Les preuves de l’absence d’exclusion ne sont pas examinées.",
            "R. 2144-4",
        )
    if chosen.awarded_at is None:
        yield Blocker("not_awarded", "L’attribution n’est pas prononcée.", "R. 2152-6")
    if chosen.informed_at is None:
        yield Blocker("not_informed", "Les candidats écartés ne sont pas informés.", "L. 2181-1, R. 2181-1")


def of_wait(lot: LotFacts, now: datetime) -> Iterator[Blocker]:
    """The wait that the code imposes, or the one that the buyer's own letters announced."""
    chosen = lot.chosen
    if chosen is None or chosen.sign_from_at is None or now >= chosen.sign_from_at:
        return
    until = date_paris(chosen.sign_from_at)
    if lot.is_formal:
        yield Blocker("standstill", f"Le marché ne peut pas être signé avant le {until}.", "R. 2182-1")
    else:
        yield Blocker(
            "announced_wait",
            f"Vos lettres annoncent une signature à partir du {until} (délai volontaire).",
            "CJA, L. 551-15",
        )


def of_judge(lot: LotFacts, now: datetime) -> Iterator[Blocker]:
    """A référé under way, or one that annulled what the signature would rest on."""
    for hold in lot.holds:
        if hold.runs_at(now):
            filed = date_paris(hold.filed_at)
            yield Blocker(
                "legal_hold",
                f"Un référé précontractuel est en cours ({hold.court}, requête du {filed}).",
                "CJA, L. 551-4",
            )
        elif is_annulled(lot, hold):
            yield Blocker(
                "annulled",
                f"Le juge ({hold.court}) a annulé la procédure ou la décision : retirez le choix et reprenez "
                "au stade annulé, ou déclarez sans suite.",
                "CJA, L. 551-2",
            )


def is_annulled(lot: LotFacts, hold: Hold) -> bool:
    """Did the judge annul what was chosen before?"""
    if hold.lifted_at is None or hold.outcome not in ANNULLING or lot.chosen is None:
        return False
    return lot.chosen.designated_at <= hold.lifted_at


def may_notify(lot: LotFacts) -> list[Blocker]:
    """Return what forbids the notification of the contract."""
    if lot.chosen is None or lot.chosen.signed_at is None:
        return [Blocker("not_signed", "Le marché n’est pas signé.", "R. 2182-4")]
    return []


def may_abandon(lot: LotFacts) -> list[Blocker]:
    """Return what forbids « sans suite »: a contract, or an end already declared. A référé does not."""
    if lot.state in CONCLUDED:
        return [Blocker("signed", "Le marché est signé : une procédure s’abandonne avant.", "R. 2185-1")]
    return [ended(lot)] if lot.state in ENDED or lot.is_over else []


def all_ended(states: Iterable[str]) -> bool:
    return all(one in ENDED for one in states)
