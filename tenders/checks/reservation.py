"""Checks of the ESS reservation, the subcontracting rule and the essential tasks."""

from collections.abc import Iterable

from ..enums import BuyerKind
from ..law.reserved import LONGEST_RESERVED_MONTHS, reservable
from ..law.wording import speaks_of_reservation
from ..text import folded
from .facts import LotDraft
from .problem import LotCheck, Problem
from .scoring import covers


def reserved_duration(draft: LotDraft) -> Iterable[Problem]:
    months = draft.tender.duration_months
    if draft.ess and draft.ess.reserved and months and months > LONGEST_RESERVED_MONTHS:
        yield Problem(
            "reserved_too_long",
            "reserved",
            f"Un marché réservé à l’ESS dure trois ans au plus ; celui-ci durerait {months} mois.",
            "Ramenez la durée à 36 mois, reconductions comprises, ou levez la réservation.",
            draft.lot.number,
        )


def reserved_cpv(draft: LotDraft) -> Iterable[Problem]:
    cpv = draft.lot.main_cpv
    if draft.ess and draft.ess.reserved and cpv and not reservable(cpv.code):
        yield Problem(
            "reserved_cpv",
            "reserved",
            f"Le code CPV {cpv.code} n’est pas de ceux dont un marché peut être réservé à l’ESS.",
            "Choisissez un code de service social (par exemple 85312310, orientation) si c’est bien "
            "l’objet exclusif du lot, ou levez la réservation.",
            draft.lot.number,
        )


def reserved_by(draft: LotDraft) -> Iterable[Problem]:
    if draft.ess and draft.ess.reserved and draft.tender.buyer_kind == BuyerKind.ENTITY:
        yield Problem(
            "reserved_by_entity",
            "reserved",
            "Le lot est réservé à l’ESS et l’acheteur agit comme entité adjudicatrice.",
            "Seul un pouvoir adjudicateur peut réserver : levez la réservation, ou corrigez la nature de "
            "l’acheteur dans « Objet et procédure ».",
            draft.lot.number,
        )


def reserved_in_words(draft: LotDraft) -> Iterable[Problem]:
    """Yield a reservation in words only: the notice would not cite its articles (R. 2113-8)."""
    if draft.ess and draft.ess.reserved:
        return
    texts = (draft.tender.title, draft.tender.description, draft.lot.title, draft.lot.description)
    if any(speaks_of_reservation(folded(text)) for text in texts):
        yield Problem(
            "reserved_in_words_only",
            "reserved",
            "Un texte de la consultation parle d’une réservation à l’ESS, mais le lot n’est pas réservé.",
            "Cochez la réservation : l’avis cite alors les articles L. 2113-15 et L. 2113-16, sans quoi elle "
            "est sans effet. Sinon, corrigez le texte.",
            draft.lot.number,
        )


def earlier_reserved(draft: LotDraft) -> Iterable[Problem]:
    """Yield the buyer's earlier reserved lots of the same services: their holders may be barred."""
    if draft.ess and draft.ess.reserved and draft.earlier_reserved:
        named = ", ".join(draft.earlier_reserved)
        yield Problem(
            "earlier_reserved",
            "reserved",
            "Votre organisme a classé depuis moins de trois ans des offres pour un lot réservé du même "
            f"groupe CPV ({named}). Son titulaire ne peut bénéficier d’une attribution au même titre "
            "pendant trois ans.",
            "Avant d’attribuer, comparez le SIREN de l’attributaire à celui des titulaires ; le code ne dit "
            "pas de quel acte les trois ans courent, la décision vous revient.",
            draft.lot.number,
        )


def essential_tasks(draft: LotDraft) -> Iterable[Problem]:
    for index, task in enumerate(draft.essential_tasks):
        if not covers(task, draft.contact_types):
            yield Problem(
                "essential_task_nowhere",
                f"rows-{index}-channel",
                f"{task.label} : aucun type de contact du lot n’est dans ce périmètre "
                f"({task.scope_label()}).",
                "Changez le canal, la langue ou le niveau, ou ajoutez le type de contact.",
                draft.lot.number,
            )
        if not task.label.strip():
            yield Problem(
                "essential_task_without_label",
                f"rows-{index}-label",
                f"La tâche essentielle n° {index + 1} n’a pas d’intitulé.",
                "Nommez-la : les candidats doivent savoir ce qu’ils ne peuvent confier à personne.",
                draft.lot.number,
            )


def everywhere(draft: LotDraft) -> Iterable[Problem]:
    """Yield essential tasks that leave nothing to subcontract, where subcontracting is said to be allowed."""
    rule = draft.subcontracting
    if rule is None or not rule.allowed or not draft.contact_types or not draft.essential_tasks:
        return
    if all(any(covers(task, [contact]) for task in draft.essential_tasks) for contact in draft.contact_types):
        yield Problem(
            "essential_tasks_everywhere",
            "rows-0-channel",
            "Les tâches essentielles couvrent tous les contacts : il ne reste rien à sous-traiter.",
            "La loi vise certaines tâches : restreignez-les à un canal, une langue ou un niveau.",
            draft.lot.number,
        )


def share(draft: LotDraft) -> Iterable[Problem]:
    rule = draft.subcontracting
    if rule is None or not rule.allowed or rule.maximum_share is None:
        return
    if rule.maximum_share >= 1:
        yield Problem(
            "share_is_total",
            "maximum_share",
            "Une part maximale de 100 % admettrait la sous-traitance totale, que la loi interdit.",
            "Indiquez une part inférieure, ou videz la case s’il n’y a pas de plafond chiffré.",
            draft.lot.number,
        )
    elif rule.maximum_share == 0:
        yield Problem(
            "share_is_nothing",
            "maximum_share",
            "La sous-traitance est admise dans la limite de 0 % : elle est en fait exclue.",
            "Indiquez une part, ou videz la case ; nommez plutôt les tâches essentielles.",
            draft.lot.number,
        )


def subcontracting(draft: LotDraft) -> Iterable[Problem]:
    if draft.subcontracting is None or draft.subcontracting.allowed:
        return
    message = "La sous-traitance est entièrement exclue."
    if draft.essential_tasks:
        message += " Les tâches essentielles n’ont alors pas d’effet."
    yield Problem(
        "subcontracting_excluded",
        "allowed",
        message,
        "La loi permet d’exiger que certaines tâches essentielles soient faites par le titulaire ; "
        "préférez les nommer plutôt que d’exclure toute sous-traitance.",
        draft.lot.number,
    )


RESERVATION_CHECKS: tuple[LotCheck, ...] = (
    reserved_duration,
    reserved_cpv,
    reserved_by,
    reserved_in_words,
    earlier_reserved,
    essential_tasks,
    everywhere,
    share,
    subcontracting,
)
