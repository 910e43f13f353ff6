"""Until when the papers of a consultation are kept, from plain facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tenders.law.delays import abandoned_records_kept_until, contract_kept_until, records_kept_until

from ..endings.state import Blocker


@dataclass(frozen=True, slots=True)
class LotEnd:
    """How a lot ended: signed, or ended without a contract; and its contract's last day (days of Paris)."""

    number: int
    signed_on: date | None = None
    ended_on: date | None = None
    performed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """What is kept, from when, until when (None: not known yet), by which article."""

    lot: int
    what: str
    starts_on: date | None
    kept_until: date | None
    article: str
    is_interpretation: bool = False


def terms(lots: Iterable[LotEnd]) -> list[Term]:
    """The terms of a consultation, lot by lot."""
    return [term for lot in lots for term in of_lot(lot)]


def of_lot(lot: LotEnd) -> Iterator[Term]:
    if lot.signed_on is not None:
        until = records_kept_until(lot.signed_on)
        yield Term(lot.number, "Candidatures, offres et procédure", lot.signed_on, until, "R. 2184-12")
        done = lot.performed_on
        until_contract = contract_kept_until(done) if done else None
        yield Term(lot.number, "Pièces du marché", done, until_contract, "R. 2184-13")
    else:
        until_ended = abandoned_records_kept_until(lot.ended_on) if lot.ended_on else None
        what = "Candidatures, offres et procédure"
        yield Term(lot.number, what, lot.ended_on, until_ended, "R. 2184-12", is_interpretation=True)


def procedure_kept_until(lots: Iterable[LotEnd]) -> date | None:
    """The last day of the procedure's papers, of all the lots; None while one of them goes on."""
    days = [
        records_kept_until(lot.signed_on)
        if lot.signed_on
        else abandoned_records_kept_until(lot.ended_on)
        if lot.ended_on
        else None
        for lot in lots
    ]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def may_delete(lots: Iterable[LotEnd], *, today: date, is_held: bool, is_done: bool) -> list[Blocker]:
    """Return what forbids destroying the files of the bids that were not chosen."""
    kept_until = procedure_kept_until(lots)
    if is_done:
        return [Blocker("done", "La destruction est déjà décidée.", "R. 2184-12")]
    found = []
    if kept_until is None:
        found.append(Blocker("not_ended", "Un lot au moins n’est pas terminé.", "R. 2184-12"))
    elif today <= kept_until:
        message = f"La conservation court jusqu’au {kept_until:%d/%m/%Y} inclus."
        found.append(Blocker("kept", message, "R. 2184-12"))
    if is_held:
        message = "Un référé est en cours : les pièces restent à la disposition du juge."
        found.append(Blocker("legal_hold", message, "CJA, L. 551-1"))
    return found
