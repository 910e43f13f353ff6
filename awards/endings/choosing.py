"""Which bid may be designated, from plain facts: what forbids it, and what must have been seen before."""

from collections.abc import Iterator

from .state import Blocker, Caution, LotFacts, Standing

#: States of an enquiry about a price in which the bidder was asked and nobody has decided.
ENQUIRY_OPEN = ("asked", "answered", "assessed")
ENQUIRY_ALERTS = "detected"
SET_ASIDE = {
    "inadmissible": ("La candidature est irrecevable.", "R. 2144-7"),
    "late": ("Le pli est arrivé hors délai.", "R. 2151-5"),
    "unsuitable": ("L’offre est inappropriée.", "L. 2152-1, L. 2152-4"),
    "irregular": ("L’offre est irrégulière.", "L. 2152-1, L. 2152-2"),
    "unacceptable": ("L’offre est inacceptable.", "L. 2152-1, L. 2152-3"),
    "abnormally_low": ("L’offre est rejetée comme anormalement basse.", "L. 2152-6"),
}


def may_designate(lot: LotFacts, bid: int) -> list[Blocker]:
    """Return what forbids designating this bid; empty when an officer may."""
    found = list(of_lot(lot))
    standing = lot.standing(bid)
    if standing is None:
        return [*found, Blocker("not_a_bid", "Cette offre n’est pas une offre de ce lot.", "L. 2151-1")]
    return found or [*of_bid(standing), *of_enquiries(lot, standing)]


def of_lot(lot: LotFacts) -> Iterator[Blocker]:
    if not lot.is_opened:
        yield Blocker("not_opened", "Les plis ne sont pas ouverts.", "R. 2132-9")
    elif not lot.is_ranked:
        yield Blocker("not_ranked", "Le classement n’est pas établi.", "R. 2152-6")
    elif lot.is_ranking_outdated:
        yield Blocker(
            "ranking_outdated",
            "Le classement est antérieur à un calcul ou à une décision : établissez-le de nouveau.",
            "R. 2152-6",
        )


def of_bid(standing: Standing) -> Iterator[Blocker]:
    if standing.kind != "in" and standing.is_decided:
        message, article = SET_ASIDE[standing.kind]
        yield Blocker("set_aside", message, article)
    elif standing.rank is None:
        yield Blocker(
            "not_in_ranking",
            "Cette offre est hors du classement : décidez de sa recevabilité, puis classez de nouveau.",
            "L. 2152-1",
        )


def of_enquiries(lot: LotFacts, standing: Standing) -> Iterator[Blocker]:
    """A price that was questioned is decided on before a choice that depends on it."""
    for one in lot.standings:
        ahead = one.rank is not None and standing.rank is not None and one.rank <= standing.rank
        if one.enquiry in ENQUIRY_OPEN and (one.bid == standing.bid or ahead):
            yield Blocker(
                "price_enquiry_open",
                f"La vérification du prix de {one.name} n’est pas décidée.",
                "L. 2152-6, R. 2152-4",
            )


def cautions(lot: LotFacts, bid: int) -> list[Caution]:
    """Return what an officer must acknowledge, with a reason, to designate this bid."""
    standing = lot.standing(bid)
    if standing is None:
        return []
    return [*of_order(lot, standing), *of_ranking(lot), *of_candidate(lot, standing)]


def of_order(lot: LotFacts, standing: Standing) -> Iterator[Caution]:
    """The best offer wins: another choice is the officer's, and is explained."""
    if standing.rank is not None and standing.rank > best_rank(lot):
        yield Caution(
            "not_first",
            f"Cette offre est classée n° {standing.rank} : le marché va à l’offre économiquement la plus "
            "avantageuse sur les critères publiés.",
            "L. 2152-7, R. 2152-6",
        )
    elif sum(one.kind == "in" and one.rank == standing.rank for one in lot.standings) > 1:
        yield Caution("tied", "Plusieurs offres sont premières ex æquo.", "L. 2152-7, R. 2152-6")


def best_rank(lot: LotFacts) -> int:
    """The first rank still held: after an elimination, the next bid of the ranking is called (R. 2144-7)."""
    return min((one.rank for one in lot.standings if one.kind == "in" and one.rank), default=1)


def of_ranking(lot: LotFacts) -> Iterator[Caution]:
    if lot.unmarked:
        names = ", ".join(lot.unmarked)
        yield Caution(
            "provisional",
            f"Le classement est provisoire, sans note pour : {names}. Ajoutez-les au rapport et dites ici "
            "en quoi elles confirment ce choix.",
            "R. 2152-6, R. 2152-7",
        )


def of_candidate(lot: LotFacts, standing: Standing) -> Iterator[Caution]:
    if not standing.is_decided:
        yield Caution(
            "admissibility_undecided",
            "La recevabilité de cette offre n’a pas fait l’objet d’une décision ; elle se vérifie au plus "
            "tard avant l’attribution.",
            "R. 2144-3",
        )
    if standing.enquiry == ENQUIRY_ALERTS:
        yield Caution(
            "price_alerts",
            "Des alertes sur le prix sont au dossier, sans demande de justification.",
            "L. 2152-5, L. 2152-6",
        )
    if lot.is_reserved and standing.barred_until:
        yield Caution(
            "reserved_before",
            "Cet opérateur a déjà été attributaire d’un marché réservé comparable : nouvelle attribution au "
            f"même titre exclue {standing.barred_until}. "
            "Le texte ne dit pas de quel acte courent les trois ans ; l’attribution est prise ici.",
            "L. 2113-16, al. 1",
        )


def may_award(lot: LotFacts) -> list[Blocker]:
    """Return what forbids pronouncing the award of the designated bid."""
    chosen = lot.chosen
    if chosen is None:
        return [Blocker("no_choice", "Aucune offre n’est pressentie.", "L. 2152-7")]
    found = may_designate(lot, chosen.bid)
    standing = lot.standing(chosen.bid)
    if standing is not None and not standing.is_decided:
        message = "La recevabilité de cette offre n’est pas décidée : elle se vérifie avant l’attribution."
        found.append(Blocker("admissibility_undecided", message, "R. 2144-3"))
    if chosen.proofs_examined_at is None:
        message = "Les preuves de l’absence d’exclusion ne sont pas examinées."
        found.append(Blocker("proofs_missing", message, "R. 2144-4"))
    return found
