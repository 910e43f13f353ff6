"""Checks of the time that candidates are given, by procedure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ui.formatting import jour

from ..enums import ProcedureKind
from ..law.minimal_delays import TWO_PHASES, Case, MinimalDelay, Procedure, first_lawful_day, minimal_delay
from ..law.periods import paris_day
from .facts import Draft
from .problem import Check, Problem

SHORT_ADAPTED = timedelta(days=15)
#: A prior notice shortens the delay when it is sent that long before the notice itself (R. 2161-3).
PRIOR_DAYS = (35, 365)
RESTS_ON = {
    Case.USUAL: "",
    Case.ELECTRONIC: " par voie électronique",
    Case.PREINFORMATION: " après un avis de préinformation",
    Case.URGENCY: " en cas d’urgence",
}


def delay(draft: Draft, at: datetime) -> Iterable[Problem]:
    """Yield what is too short, counted from the notice: now for a draft."""
    procedure = Procedure(draft.tender.applied_procedure)
    if procedure is Procedure.ADAPTED:
        yield from adapted_delay(draft, at)
        return
    if procedure in TWO_PHASES:
        return
    granted = shortest(draft, procedure)
    usual = minimal_delay(procedure)
    if granted and paris_day(at) < first_lawful_day(draft.sent_at, granted):
        yield unlawful(draft, at, granted)
    elif usual and granted and paris_day(at) < first_lawful_day(draft.sent_at, usual):
        yield Problem(
            "open_delay_short",
            "deadline_at",
            f"Le délai est inférieur à {usual.days} jours{RESTS_ON[usual.case]} : il repose sur ce que vous "
            f"déclarez, {granted.days} jours{RESTS_ON[granted.case]}.",
            "Gardez-en la preuve au dossier : une urgence qui n’est pas établie annule la procédure.",
        )


def shortest(draft: Draft, procedure: Procedure) -> MinimalDelay | None:
    sent_on = draft.tender.preinformation_sent_on
    return minimal_delay(
        procedure,
        preinformation=sent_on is not None and sent_on <= draft.today,
        urgency=bool(draft.tender.urgency_reason.strip()),
    )


def unlawful(draft: Draft, at: datetime, granted: MinimalDelay) -> Problem:
    left = (paris_day(at) - paris_day(draft.sent_at)).days
    days = "1 jour" if left == 1 else f"{left} jours"
    followed = draft.tender.procedure == ProcedureKind.ADAPTED
    return Problem(
        "followed_delay_unlawful" if followed else "open_delay_unlawful",
        "deadline_at",
        f"L’appel d’offres ouvert laisse au moins {granted.days} jours{RESTS_ON[granted.case]} ; "
        f"la date limite en laisse {days}.",
        f"Reculez-la au {jour(first_lawful_day(draft.sent_at, granted))} ou après, pour une publication le "
        f"{jour(paris_day(draft.sent_at))} (ce jour-là ne compte pas).",
    )


def adapted_delay(draft: Draft, at: datetime) -> Iterable[Problem]:
    if at - draft.now < SHORT_ADAPTED:
        yield Problem(
            "adapted_delay_short",
            "deadline_at",
            "Le délai de remise des offres est inférieur à 15 jours.",
            "Vérifiez qu’il suffit à la complexité du marché : un plan d’effectifs se construit en semaines.",
        )


def preinformation(draft: Draft) -> Iterable[Problem]:
    sent_on = draft.tender.preinformation_sent_on
    if sent_on is None:
        return
    first, last = PRIOR_DAYS
    if sent_on > draft.today:
        yield Problem(
            "preinformation_not_sent",
            "preinformation_sent_on",
            f"L’avis de préinformation serait envoyé le {jour(sent_on)} : il ne l’est pas encore.",
            "Corrigez le jour, ou videz la case : seul un avis déjà envoyé réduit le délai.",
        )
    elif not first <= (draft.today - sent_on).days <= last:
        yield Problem(
            "preinformation_out_of_time",
            "preinformation_sent_on",
            f"L’avis de préinformation a été envoyé le {jour(sent_on)}.",
            "Vérifiez qu’il l’a été entre 35 jours et douze mois avant l’avis de marché, sans quoi le délai "
            "ordinaire s’applique.",
        )


DELAY_CHECKS: tuple[Check, ...] = (preinformation,)
