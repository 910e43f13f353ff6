"""Checks of what is asked of candidates: the annual turnover."""

from collections.abc import Iterable
from decimal import Decimal

from ui.formatting import euros, nombre

from ..law.turnover import cap_multiple, highest_turnover_eur
from .facts import LotDraft
from .problem import LotCheck, Problem


def estimate_of(draft: LotDraft) -> Decimal | None:
    """Return the lot's own estimate, or the whole's when there is no other lot (R. 2142-8)."""
    if draft.lot.estimated_value_eur is not None:
        return draft.lot.estimated_value_eur
    return draft.tender.estimated_value_eur if draft.alone else None


def turnover(draft: LotDraft) -> Iterable[Problem]:
    asked, estimate = draft.lot.minimum_turnover_eur, estimate_of(draft)
    if not asked:
        return
    if estimate is None:
        yield Problem(
            "turnover_without_estimate",
            "minimum_turnover_eur",
            "Un chiffre d’affaires est exigé, mais le lot n’est pas estimé : son plafond ne se calcule pas.",
            "Indiquez la valeur estimée du lot.",
            draft.lot.number,
        )
    elif asked > highest_turnover_eur(estimate, draft.today):
        yield above_cap(draft, asked, estimate)


def above_cap(draft: LotDraft, asked: Decimal, estimate: Decimal) -> Problem:
    cap, times = highest_turnover_eur(estimate, draft.today), nombre(cap_multiple(draft.today), 1)
    justified = bool(draft.lot.minimum_turnover_reason.strip())
    return Problem(
        "turnover_above_cap_justified" if justified else "turnover_above_cap",
        "minimum_turnover_reason" if justified else "minimum_turnover_eur",
        f"Le chiffre d’affaires exigé ({euros(asked)}) dépasse {times} fois la valeur estimée, "
        f"soit {euros(cap)}.",
        "Relisez la justification : elle tient à l’objet du marché ou à son exécution."
        if justified
        else "Ramenez-le à ce montant, ou justifiez-le par l’objet du marché ou ses conditions d’exécution.",
        draft.lot.number,
    )


SELECTION_CHECKS: tuple[LotCheck, ...] = (turnover,)
