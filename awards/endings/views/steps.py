"""The steps of a lot by the name of their address: form, service, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from audit.clock import PARIS

from .. import forms, services
from ..letters import not_chosen, proposed_reasons
from ..pages import EndingPage

#: Days proposed to produce the proofs; the officer sets the moment.
USUAL_DAYS = 10
USUAL_PROOFS = """Les preuves qui suivent, pour l’opérateur et, en groupement, pour chacun de ses membres :

1. attestation de régularité sociale (L. 2141-2) ;
2. attestation de régularité fiscale (L. 2141-2) ;
3. si l’opérateur est en redressement judiciaire, copie du jugement (L. 2141-3) ;
4. pour un opérateur établi à l’étranger, les documents équivalents (R. 2143-5).

À déposer par la messagerie du profil d’acheteur."""
Make = Callable[..., forms.StepForm]


@dataclass(frozen=True, slots=True)
class StepView:
    """make: the form, from what was sent (None at first) and the page."""

    make: Make
    take: Callable[..., Any]
    done: str


def plain(form: type[forms.StepForm]) -> Make:
    return lambda sent, _page: form(sent)


def designate_form(sent: Any, page: EndingPage) -> forms.StepForm:
    first = page.candidates[0].bid if page.candidates else None
    ranking = page.ranking.pk if page.ranking else None
    initial = {"bid": first, "ranking": ranking}
    return forms.DesignateForm(sent, candidates=page.candidates, initial=initial)


def proofs_form(sent: Any, page: EndingPage) -> forms.StepForm:
    return forms.RequestProofsForm(sent, initial={"asked": USUAL_PROOFS, "due_at": usual(page.now)})


def usual(now: datetime) -> datetime:
    """Noon in Paris, in a few days."""
    day = now.astimezone(PARIS).date() + timedelta(days=USUAL_DAYS)
    return datetime.combine(day, time(12), PARIS)


def inform_form(sent: Any, page: EndingPage) -> forms.StepForm:
    award = page.award
    bids = [
        (bid.pk, bid.organisation.legal_name, proposed_reasons(award, bid) if award else "")
        for bid in not_chosen(award)
    ]
    return forms.InformForm(sent, bids=bids, is_formal=page.facts.is_formal)


def moment_form(form: type[forms.StepForm], field: str) -> Make:
    return lambda sent, page: form(sent, initial={field: page.now})


def day_form(form: type[forms.StepForm], field: str) -> Make:
    return lambda sent, page: form(sent, initial={field: page.now.astimezone(PARIS).date()})


#: The steps that need to have read the bids.
CHOOSING = ("pressentir", "demander", "admettre", "attribuer", "informer", "retirer")
STEPS: dict[str, StepView] = {
    "pressentir": StepView(designate_form, services.designate, "L’offre est pressentie."),
    "demander": StepView(
        proofs_form, services.request_proofs, "La demande de preuves est envoyée à cet opérateur."
    ),
    "admettre": StepView(
        plain(forms.AcceptProofsForm), services.accept_proofs, "L’examen des preuves est enregistré."
    ),
    "attribuer": StepView(plain(forms.AwardForm), services.award_lot, "Le lot est attribué."),
    "informer": StepView(inform_form, services.inform, "Les lettres sont envoyées, à chacun la sienne."),
    "signer": StepView(
        moment_form(forms.SignForm, "signed_at"), services.sign, "La signature est enregistrée."
    ),
    "notifier": StepView(
        moment_form(forms.NotifyForm, "notified_at"), services.notify, "La notification est enregistrée."
    ),
    "avis": StepView(
        day_form(forms.NoticeForm, "sent_on"), services.send_notice, "L’avis d’attribution est enregistré."
    ),
    "donnees": StepView(
        day_form(forms.DataForm, "published_on"),
        services.publish_data,
        "La publication des données essentielles est enregistrée.",
    ),
    "retirer": StepView(
        plain(forms.WithdrawForm), services.withdraw, "Le choix est retiré ; le lot est de nouveau ouvert."
    ),
    "infructueux": StepView(
        plain(forms.UnsuccessfulForm),
        services.declare_unsuccessful,
        "Le lot est déclaré infructueux ; les participants en sont informés par courriel.",
    ),
    "sans-suite": StepView(
        plain(forms.AbandonLotForm),
        services.abandon_lot,
        "Le lot est déclaré sans suite ; les participants en sont informés par courriel.",
    ),
}
