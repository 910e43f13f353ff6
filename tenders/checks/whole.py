"""Checks of the consultation as a whole: object, dates, budget, lots."""

from collections.abc import Iterable
from datetime import timedelta

from audit.clock import PARIS
from ui.formatting import date_paris

from ..enums import ProcedureKind
from ..sections import Section
from .facts import Draft
from .problem import Check, Problem, Severity

SHORT_ADAPTED = timedelta(days=15)
SHORT_OPEN, USUAL_OPEN = timedelta(days=15), timedelta(days=30)


def named(draft: Draft) -> Iterable[Problem]:
    if not draft.tender.title.strip():
        yield Problem(
            "no_title",
            Section.OBJECT,
            "title",
            "La consultation n’a pas d’intitulé.",
            "Donnez-lui un intitulé que les candidats reconnaîtront.",
            "R. 2152-11",
        )
    if not draft.tender.description.strip():
        yield Problem(
            "no_description",
            Section.OBJECT,
            "description",
            "L’objet du marché n’est pas décrit.",
            "Décrivez le service attendu en quelques phrases : c’est ce que le public lira.",
            severity=Severity.WARNING,
        )


def deadline(draft: Draft) -> Iterable[Problem]:
    at = draft.tender.deadline_at
    if at is None:
        yield Problem(
            "no_deadline",
            Section.DATES,
            "deadline_at",
            "La date limite de remise des offres n’est pas fixée.",
            "Indiquez un jour et une heure, à l’heure de Paris.",
            "R. 2151-1",
        )
    elif at <= draft.now:
        yield Problem(
            "deadline_past",
            Section.DATES,
            "deadline_at",
            f"La date limite ({date_paris(at)}) est déjà passée à l’horloge du serveur.",
            "Choisissez une date à venir, qui laisse aux candidats le temps de préparer leur offre.",
            "R. 2151-1",
        )
    else:
        yield from delay(draft, at - draft.now)


def delay(draft: Draft, left: timedelta) -> Iterable[Problem]:
    """Yield what is too short: R. 2161-2 and R. 2161-3 for an open call, advice for an adapted procedure."""
    if draft.tender.procedure == ProcedureKind.OPEN and left < USUAL_OPEN:
        forbidden = left < SHORT_OPEN
        yield Problem(
            "open_delay_short",
            Section.DATES,
            "deadline_at",
            f"Le délai de remise des offres est de {left.days} jours ; un appel d’offres ouvert en demande "
            "30 par voie électronique (15 après une préinformation ou en cas d’urgence).",
            "Reculez la date limite, ou gardez au dossier la preuve de l’urgence ou de la préinformation.",
            "R. 2161-2, R. 2161-3",
            severity=Severity.BLOCKING if forbidden else Severity.WARNING,
        )
    elif draft.tender.procedure == ProcedureKind.ADAPTED and left < SHORT_ADAPTED:
        yield Problem(
            "adapted_delay_short",
            Section.DATES,
            "deadline_at",
            "Le délai de remise des offres est inférieur à 15 jours.",
            "Vérifiez qu’il suffit à la complexité du marché : un plan d’effectifs se construit en semaines.",
            "R. 2151-1",
            severity=Severity.WARNING,
        )


def service_dates(draft: Draft) -> Iterable[Problem]:
    starts_on, at = draft.tender.starts_on, draft.tender.deadline_at
    if starts_on and at and starts_on <= at.astimezone(PARIS).date():
        yield Problem(
            "starts_before_deadline",
            Section.DATES,
            "starts_on",
            "Le service commencerait avant la fin de la remise des offres.",
            "Choisissez un début de service postérieur à la date limite, à l’analyse et à la notification.",
        )
    if not starts_on:
        yield Problem(
            "no_start",
            Section.DATES,
            "starts_on",
            "Le début du service n’est pas indiqué.",
            "Indiquez-le : la capacité se calcule sur le calendrier réel, jours fériés compris.",
            severity=Severity.WARNING,
        )
    if not draft.tender.duration_months:
        yield Problem(
            "no_duration",
            Section.DATES,
            "duration_months",
            "La durée du marché n’est pas indiquée.",
            "Indiquez-la en mois, reconductions comprises.",
            "R. 2112-4, R. 2121-1",
        )


def estimate(draft: Draft) -> Iterable[Problem]:
    if not draft.tender.estimated_value_eur:
        yield Problem(
            "no_estimate",
            Section.DATES,
            "estimated_value_eur",
            "La valeur du besoin n’est pas estimée.",
            "Estimez-la hors taxes, sur toute la durée, reconductions et lots compris.",
            "R. 2121-1",
        )


def budget(draft: Draft) -> Iterable[Problem]:
    """Yield what keeps the buyer from calling a bid unacceptable: credits fixed before the launch."""
    allotted, fixed_on = draft.tender.budget_eur, draft.tender.budget_fixed_on
    if allotted is None:
        yield Problem(
            "no_budget",
            Section.DATES,
            "budget_eur",
            "Aucun crédit budgétaire n’est inscrit.",
            "Inscrivez-le : sans crédits fixés avant le lancement, aucune offre ne pourra être dite "
            "inacceptable pour son prix.",
            "L. 2152-3",
            severity=Severity.WARNING,
        )
    elif fixed_on is None:
        yield Problem(
            "budget_without_date",
            Section.DATES,
            "budget_fixed_on",
            "La date à laquelle les crédits ont été fixés manque.",
            "Indiquez-la : elle prouve que les crédits l’ont été avant le lancement.",
            "L. 2152-3",
        )
    elif fixed_on > draft.today:
        yield Problem(
            "budget_not_yet_fixed",
            Section.DATES,
            "budget_fixed_on",
            "Les crédits seraient fixés après la publication.",
            "Les crédits sont fixés avant le lancement de la procédure : corrigez la date ou attendez-la.",
            "L. 2152-3",
        )
    yield from budget_below_estimate(draft)


def budget_below_estimate(draft: Draft) -> Iterable[Problem]:
    allotted, estimated = draft.tender.budget_eur, draft.tender.estimated_value_eur
    if allotted is not None and estimated is not None and allotted < estimated:
        yield Problem(
            "budget_below_estimate",
            Section.DATES,
            "budget_eur",
            "Les crédits sont inférieurs à la valeur estimée du besoin.",
            "Revoyez l’un ou l’autre : la procédure risque de finir sans offre acceptable.",
            severity=Severity.WARNING,
        )


def lots(draft: Draft) -> Iterable[Problem]:
    if not draft.lots:
        yield Problem(
            "no_lot",
            Section.LOTS,
            "",
            "La consultation n’a aucun lot.",
            "Ajoutez un lot.",
            "L. 2113-10",
        )
    for index, one in enumerate(draft.lots):
        if not one.lot.title.strip():
            yield Problem(
                "lot_without_title",
                Section.LOTS,
                f"rows-{index}-title",
                f"Le lot {one.lot.number} n’a pas d’intitulé.",
                "Donnez-lui un intitulé.",
                "L. 2113-10",
            )
        if one.lot.main_cpv is None:
            yield Problem(
                "lot_without_cpv",
                Section.LOTS,
                f"rows-{index}-main_cpv",
                f"Le lot {one.lot.number} n’a pas de code CPV.",
                "Cherchez-le par un mot ou par ses premiers chiffres.",
                "règlement (CE) n° 213/2008",
            )


TENDER_CHECKS: tuple[Check, ...] = (named, deadline, service_dates, estimate, budget, lots)
