"""Checks of the allotment, the lots' estimates and what the performance of the contract must hold."""

from collections.abc import Iterable
from decimal import Decimal

from ui.formatting import euros

from ..enums import Channel, DeafAccess
from ..law.clauses import deaf_access_share, environmental_clause_required, social_clause_from
from .facts import Draft
from .problem import Check, Problem


def allotment(draft: Draft) -> Iterable[Problem]:
    if len(draft.lots) == 1 and not draft.tender.no_allotment_reason.strip():
        yield Problem(
            "no_allotment_reason",
            "no_allotment_reason",
            "Le marché n’est pas alloti et le motif n’est pas dit.",
            "Dites pourquoi (prestations indissociables, exécution rendue techniquement difficile ou plus "
            "coûteuse, concurrence restreinte…), ou ajoutez des lots.",
        )


def lot_estimates(draft: Draft) -> Iterable[Problem]:
    """Yield where the lots do not add up to the estimate, which counts them all (R. 2121-1)."""
    if len(draft.lots) < 2:
        return
    for index, one in enumerate(draft.lots):
        if one.lot.estimated_value_eur is None:
            yield Problem(
                "lot_without_estimate",
                f"rows-{index}-estimated_value_eur",
                f"Le lot {one.lot.number} n’a pas de valeur estimée.",
                "Estimez-le : la valeur du besoin compte tous les lots, et le chiffre d’affaires exigible "
                "se calcule par lot.",
            )
    known = (one.lot.estimated_value_eur or Decimal(0) for one in draft.lots)
    yield from sum_of_lots(draft, sum(known, Decimal(0)))


def sum_of_lots(draft: Draft, total: Decimal) -> Iterable[Problem]:
    estimate = draft.tender.estimated_value_eur
    if estimate is None or total == estimate:
        return
    complete = all(one.lot.estimated_value_eur is not None for one in draft.lots)
    words = f"Les lots sont estimés à {euros(total)} en tout, le besoin à {euros(estimate)}."
    if total > estimate:
        yield Problem(
            "lots_above_estimate",
            "rows-0-estimated_value_eur",
            words,
            "Corrigez l’une ou l’autre valeur : celle du besoin compte tous les lots.",
        )
    elif complete:
        yield Problem(
            "lots_below_estimate",
            "rows-0-estimated_value_eur",
            words,
            "Vérifiez qu’aucun lot n’est sous-estimé ou oublié.",
        )


def environment(draft: Draft) -> Iterable[Problem]:
    if environmental_clause_required(draft.today) and not draft.tender.environmental_clause.strip():
        yield Problem(
            "no_environmental_clause",
            "environmental_clause",
            "Aucune clause d’exécution ne prend l’environnement en compte.",
            "Écrivez-en une : le critère environnemental départage les offres, la clause s’impose à tous.",
        )


def social(draft: Draft) -> Iterable[Problem]:
    tender, facts = draft.tender, draft.proposal.facts
    said = tender.social_clause.strip() or tender.no_social_clause_reason.strip()
    row = social_clause_from(draft.proposal.nature, facts.buyer, facts.on)
    if not said and row and (facts.value_eur or 0) >= row.value_eur:
        yield Problem(
            "no_social_clause",
            "social_clause",
            "Ni clause sociale, ni motif de s’en passer, pour un besoin d’au moins "
            f"{euros(row.value_eur, 0)} HT.",
            "Écrivez une clause (insertion, formation, conditions de travail) ou le motif ; vérifiez le "
            "seuil qui s’applique à votre besoin.",
        )


def deaf_access(draft: Draft) -> Iterable[Problem]:
    calls = any(contact.channel == Channel.CALL for one in draft.lots for contact in one.contact_types)
    if not calls:
        return
    chosen, note = draft.tender.deaf_access, draft.tender.deaf_access_note.strip()
    if not chosen:
        yield Problem(
            "no_deaf_access",
            "deaf_access_0",
            "Des appels sont reçus, et rien n’est dit de l’accès des personnes sourdes.",
            f"Dites comment elles joignent le service : {hours(draft)}.",
        )
    elif chosen == DeafAccess.OTHER_HOURS and deaf_access_share(draft.today) == 1:
        yield Problem(
            "deaf_access_reduced",
            "deaf_access_0",
            "Les personnes sourdes joindraient le service à d’autres heures que les entendants.",
            f"Prévoyez le même accès : {hours(draft)}.",
        )
    if chosen and chosen != DeafAccess.SAME_HOURS and not note:
        yield Problem(
            "deaf_access_without_detail",
            "deaf_access_note",
            "L’accès des personnes sourdes n’est pas précisé.",
            "Dites par quel moyen et à quelles heures, ou qui l’assure.",
        )


def hours(draft: Draft) -> str:
    if deaf_access_share(draft.today) == 1:
        return "depuis le 1er octobre 2026, aux mêmes heures que le service téléphonique"
    return "jusqu’au 30 septembre 2026, la moitié au moins des heures du service"


def personal_data(draft: Draft) -> Iterable[Problem]:
    if not draft.tender.personal_data.strip():
        yield Problem(
            "no_personal_data",
            "personal_data",
            "Rien n’est dit des données personnelles des appelants.",
            "Dites qui est responsable du traitement, ce qui est recueilli, et combien de temps.",
        )


OBLIGATION_CHECKS: tuple[Check, ...] = (
    allotment,
    lot_estimates,
    environment,
    social,
    deaf_access,
    personal_data,
)
