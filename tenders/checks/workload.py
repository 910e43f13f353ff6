"""Checks of a lot's volumes and of its week."""

from collections.abc import Iterable
from decimal import Decimal

from ..enums import Channel
from ..models import ContactType
from .facts import LotDraft
from .problem import LotCheck, Problem

SHARES = {
    "hang_up_at_once_share": "la part qui raccroche aussitôt",
    "redial_share": "la part qui rappelle",
    "escalation_share": "la part transférée",
}


def volumes(draft: LotDraft) -> Iterable[Problem]:
    if not any(contact.annual_volume for contact in draft.contact_types):
        yield Problem(
            "no_volume",
            "",
            "Aucun type de contact n’a de volume.",
            "Décrivez au moins un type de contact avec son volume annuel : les offres s’y mesurent.",
            draft.lot.number,
        )


def contacts(draft: LotDraft) -> Iterable[Problem]:
    for index, contact in enumerate(draft.contact_types):
        yield from names(draft, index, contact)
        yield from times(draft, index, contact)
        for field, words in SHARES.items():
            if not 0 <= getattr(contact, field) <= 1:
                yield Problem(
                    "share_out_of_range",
                    f"rows-{index}-{field}",
                    f"{contact.label} : {words} n’est pas entre 0 et 100 %.",
                    "Corrigez le pourcentage.",
                    draft.lot.number,
                )


def names(draft: LotDraft, index: int, contact: ContactType) -> Iterable[Problem]:
    if not contact.label.strip():
        yield Problem(
            "contact_without_label",
            f"rows-{index}-label",
            f"Le type de contact n° {index + 1} n’a pas de libellé.",
            "Donnez-lui un libellé : il figure dans le classeur des candidats.",
            draft.lot.number,
        )
    if not contact.source_note.strip():
        yield Problem(
            "contact_without_source",
            f"rows-{index}-source_note",
            f"{contact.label or 'Un type de contact'} : la source des chiffres n’est pas dite.",
            "Dites d’où ils viennent, ou écrivez « hypothèse ».",
            draft.lot.number,
        )


def times(draft: LotDraft, index: int, contact: ContactType) -> Iterable[Problem]:
    if contact.handle_time_minutes <= 0:
        yield Problem(
            "no_handle_time",
            f"rows-{index}-handle_time_minutes",
            f"{contact.label} : la durée moyenne de traitement est nulle.",
            "Indiquez une durée en minutes : sans elle, aucune capacité ne se calcule.",
            draft.lot.number,
        )
    if contact.channel == Channel.CALL and contact.patience_minutes <= 0:
        yield Problem(
            "no_patience",
            f"rows-{index}-patience_minutes",
            f"{contact.label} : la patience moyenne est nulle, personne n’attendrait.",
            "Indiquez combien de minutes un appelant attend en moyenne avant de raccrocher.",
            draft.lot.number,
        )


def escalations(draft: LotDraft) -> Iterable[Problem]:
    by_pk = {contact.pk: contact for contact in draft.contact_types}
    for index, contact in enumerate(draft.contact_types):
        if contact.escalates_to_id is None:
            if contact.escalation_share:
                yield Problem(
                    "escalation_nowhere",
                    f"rows-{index}-escalates_to",
                    f"{contact.label} : une part est transférée, mais vers aucun type de contact.",
                    "Choisissez le type qui reçoit les transferts, ou mettez la part à 0.",
                    draft.lot.number,
                )
        elif contact.escalates_to_id not in by_pk:
            yield Problem(
                "escalation_outside_lot",
                f"rows-{index}-escalates_to",
                f"{contact.label} : les transferts partent vers un autre lot.",
                "Choisissez un type de contact du même lot.",
                draft.lot.number,
            )
        elif cyclic(contact, by_pk):
            yield Problem(
                "escalation_cycle",
                f"rows-{index}-escalates_to",
                f"{contact.label} : les transferts reviennent à leur point de départ.",
                "Un transfert va d’un niveau à un autre et ne revient pas : corrigez « transféré vers ».",
                draft.lot.number,
            )


def cyclic(start: ContactType, by_pk: dict[int, ContactType]) -> bool:
    """Does following the transfers from ``start`` come back to a type already met?"""
    met: set[int] = set()
    here: ContactType | None = start
    while here is not None:
        if here.pk in met:
            return True
        met.add(here.pk)
        here = by_pk.get(here.escalates_to_id) if here.escalates_to_id else None
    return False


def reachable(draft: LotDraft) -> Iterable[Problem]:
    targets = {contact.escalates_to_id for contact in draft.contact_types if contact.escalation_share}
    for index, contact in enumerate(draft.contact_types):
        if not contact.annual_volume and contact.pk not in targets:
            yield Problem(
                "contact_never_reached",
                f"rows-{index}-annual_volume",
                f"{contact.label} : aucun volume et aucun transfert ne l’alimente.",
                "Indiquez un volume, un transfert vers ce type, ou retirez la ligne.",
                draft.lot.number,
            )


def week(draft: LotDraft) -> Iterable[Problem]:
    used = {contact.profile_id for contact in draft.contact_types}
    for profile in draft.profiles:
        if profile.pk in used and not sum(profile.weights, Decimal(0)):
            yield Problem(
                "empty_profile",
                "weights",
                f"Le profil « {profile.name} » n’a aucun poids : aucun contact n’arriverait.",
                "Donnez un poids à au moins une heure de la semaine.",
                draft.lot.number,
            )
    if not draft.profiles:
        yield Problem(
            "no_profile",
            "weights",
            "Le lot n’a pas de profil hebdomadaire.",
            "Enregistrez un profil, par exemple à partir d’un modèle.",
            draft.lot.number,
        )
    if not sum(draft.lot.month_weights, Decimal(0)):
        yield Problem(
            "empty_months",
            "month_0",
            "Les douze mois ont un poids nul.",
            "Donnez un poids à au moins un mois (1 partout pour une année égale).",
            draft.lot.number,
        )


WORKLOAD_CHECKS: tuple[LotCheck, ...] = (volumes, contacts, escalations, reachable, week)
