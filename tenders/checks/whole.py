"""Checks of the consultation as a whole: object, dates, budget, lots."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from audit.clock import PARIS
from ui.formatting import date_paris, jour

from ..law.delays import information_due_on
from ..law.periods import day_of
from .delays import delay
from .facts import Draft
from .problem import Check, Problem

#: To write an answer: usage of the product.
TO_ANSWER = timedelta(days=2)


def named(draft: Draft) -> Iterable[Problem]:
    if not draft.tender.title.strip():
        yield Problem(
            "no_title",
            "title",
            "La consultation n’a pas d’intitulé.",
            "Donnez-lui un intitulé que les candidats reconnaîtront.",
        )
    if not draft.tender.description.strip():
        yield Problem(
            "no_description",
            "description",
            "L’objet du marché n’est pas décrit.",
            "Décrivez le service attendu en quelques phrases : c’est ce que le public lira.",
        )


def deadline(draft: Draft) -> Iterable[Problem]:
    at = draft.tender.deadline_at
    if at is None:
        yield Problem(
            "no_deadline",
            "deadline_at",
            "La date limite de remise des offres n’est pas fixée.",
            "Indiquez un jour et une heure, à l’heure de Paris.",
        )
    elif at <= draft.now:
        yield Problem(
            "deadline_past",
            "deadline_at",
            f"La date limite ({date_paris(at)}) est déjà passée à l’horloge du serveur.",
            "Choisissez une date à venir, qui laisse aux candidats le temps de préparer leur offre.",
        )
    else:
        yield from delay(draft, at)


def questions(draft: Draft) -> Iterable[Problem]:
    """Yield what keeps a question from being asked, or from being answered in time (R. 2132-6)."""
    due_at, deadline_at = draft.tender.questions_due_at, draft.tender.deadline_at
    if due_at is None:
        return
    if due_at <= draft.now:
        yield Problem(
            "questions_past",
            "questions_due_at",
            f"La fin des questions ({date_paris(due_at)}) est déjà passée à l’horloge du serveur.",
            "Choisissez un moment à venir, ou laissez vide pour le moment d’usage.",
        )
    if deadline_at is not None:
        yield from questions_before(due_at, deadline_at)


def questions_before(due_at: datetime, deadline_at: datetime) -> Iterable[Problem]:
    answers_due_on = information_due_on(deadline_at)
    if due_at >= deadline_at:
        yield Problem(
            "questions_after_deadline",
            "questions_due_at",
            "Les questions s’arrêteraient après la date limite de remise des offres.",
            "Arrêtez-les avant : une réponse ne sert qu’à qui peut encore en tenir compte.",
        )
    elif day_of(due_at) + TO_ANSWER > answers_due_on:
        yield Problem(
            "questions_too_late",
            "questions_due_at",
            f"Les questions s’arrêtent le {date_paris(due_at)} ; en procédure formalisée, la dernière "
            f"réponse est due le {jour(answers_due_on)}, et l’écrire demande {TO_ANSWER.days} jours.",
            "Avancez la fin des questions ou reculez la date limite ; en procédure adaptée, c’est un repère.",
        )


def service_dates(draft: Draft) -> Iterable[Problem]:
    starts_on, at = draft.tender.starts_on, draft.tender.deadline_at
    if starts_on and at and starts_on <= at.astimezone(PARIS).date():
        yield Problem(
            "starts_before_deadline",
            "starts_on",
            "Le service commencerait avant la fin de la remise des offres.",
            "Choisissez un début de service postérieur à la date limite, à l’analyse et à la notification.",
        )
    if not starts_on:
        yield Problem(
            "no_start",
            "starts_on",
            "Le début du service n’est pas indiqué.",
            "Indiquez-le : la capacité se calcule sur le calendrier réel, jours fériés compris.",
        )
    if not draft.tender.duration_months:
        yield Problem(
            "no_duration",
            "duration_months",
            "La durée du marché n’est pas indiquée.",
            "Indiquez-la en mois, reconductions comprises.",
        )


def estimate(draft: Draft) -> Iterable[Problem]:
    if not draft.tender.estimated_value_eur:
        yield Problem(
            "no_estimate",
            "estimated_value_eur",
            "La valeur du besoin n’est pas estimée.",
            "Estimez-la hors taxes, sur toute la durée, reconductions et lots compris.",
        )


def budget(draft: Draft) -> Iterable[Problem]:
    """Yield what keeps the buyer from calling a bid unacceptable: credits fixed before the launch."""
    allotted, fixed_on = draft.tender.budget_eur, draft.tender.budget_fixed_on
    if allotted is None:
        yield Problem(
            "no_budget",
            "budget_eur",
            "Aucun crédit budgétaire n’est inscrit.",
            "Inscrivez-le : sans crédits fixés avant le lancement, aucune offre ne pourra être dite "
            "inacceptable pour son prix.",
        )
    elif fixed_on is None:
        yield Problem(
            "budget_without_date",
            "budget_fixed_on",
            "La date à laquelle les crédits ont été fixés manque.",
            "Indiquez-la : elle prouve que les crédits l’ont été avant le lancement.",
        )
    elif fixed_on > draft.today:
        yield Problem(
            "budget_not_yet_fixed",
            "budget_fixed_on",
            "Les crédits seraient fixés après la publication.",
            "Les crédits sont fixés avant le lancement de la procédure : corrigez la date ou attendez-la.",
        )
    yield from budget_below_estimate(draft)


def budget_below_estimate(draft: Draft) -> Iterable[Problem]:
    allotted, estimated = draft.tender.budget_eur, draft.tender.estimated_value_eur
    if allotted is not None and estimated is not None and allotted < estimated:
        yield Problem(
            "budget_below_estimate",
            "budget_eur",
            "Les crédits sont inférieurs à la valeur estimée du besoin.",
            "Revoyez l’un ou l’autre : la procédure risque de finir sans offre acceptable.",
        )


def lots(draft: Draft) -> Iterable[Problem]:
    if not draft.lots:
        yield Problem(
            "no_lot",
            "",
            "La consultation n’a aucun lot.",
            "Ajoutez un lot.",
        )
    for index, one in enumerate(draft.lots):
        if not one.lot.title.strip():
            yield Problem(
                "lot_without_title",
                f"rows-{index}-title",
                f"Le lot {one.lot.number} n’a pas d’intitulé.",
                "Donnez-lui un intitulé.",
            )
        if one.lot.main_cpv is None:
            yield Problem(
                "lot_without_cpv",
                f"rows-{index}-main_cpv",
                f"Le lot {one.lot.number} n’a pas de code CPV.",
                "Cherchez-le par un mot ou par ses premiers chiffres.",
            )


TENDER_CHECKS: tuple[Check, ...] = (named, deadline, questions, service_dates, estimate, budget, lots)
