"""The officer's page: alerts, steps, and the form of the next step."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from audit.clock import PARIS, database_now
from bids.enums import BidState
from bids.interests.access import refusal
from bids.models import Bid

from .. import services
from ..enums import EnquiryState
from ..forms import AskForm, AssessForm, DecideForm
from ..models import PriceEnquiry
from ..pages import EnquiryPage
from ..permissions import can_enquire, can_read_enquiry

Form = django_forms.Form
UNREAD = "Cette page a été envoyée sans la version du dossier qu’elle montrait : rechargez-la."
DONE = {
    "verser": "Les alertes sont au dossier, telles qu’elles sont aujourd’hui.",
    "demander": "La demande de justification est envoyée au soumissionnaire.",
    "apprecier": "L’appréciation est enregistrée.",
    "decider": "La décision est enregistrée et inscrite au journal.",
}
FORMS: dict[str, type[Form]] = {"demander": AskForm, "apprecier": AssessForm, "decider": DecideForm}
#: Days proposed for the answer; the officer sets the moment.
USUAL_DAYS = 10


def readable_bid(request: HttpRequest, pk: int) -> Bid:
    bids = Bid.objects.select_related("lot__tender__buyer", "organisation").filter(state=BidState.READ)
    bid = get_object_or_404(bids, pk=pk)
    if not can_read_enquiry(request.user, bid):
        raise refusal(request.user, bid.lot.tender)
    return bid


def enquiry_of(bid: Bid) -> PriceEnquiry | None:
    return PriceEnquiry.objects.filter(bid=bid).first()


@login_required
@never_cache
@require_safe
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the alerts and the enquiry of a bid."""
    return page(request, readable_bid(request, pk))


@login_required
@never_cache
@require_POST
def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take one step; a refusal shows the page as it is now, with what was typed."""
    bid = readable_bid(request, pk)
    form = FORMS[name](request.POST) if name in FORMS else None
    if form is not None and not form.is_valid():
        return page(request, bid, name, form)
    try:
        STEPS[name](request, bid, form)
    except ValidationError as error:
        return page(request, bid, name, refused(request, form, error))
    messages.success(request, DONE[name])
    return redirect("awards:price_enquiry", pk)


def refused(request: HttpRequest, form: Form | None, error: ValidationError) -> Form | None:
    """Put each message at its field, the others at the top of the page."""
    by_field = getattr(error, "error_dict", {})
    for field, problems in by_field.items():
        if form is not None:
            form.add_error(field, problems)
    if not by_field:
        messages.error(request, " ".join(error.messages))
    return form


def keep_alerts(request: HttpRequest, bid: Bid, _: Form | None) -> None:
    services.keep_alerts(bid=bid, actor=person(request), now=database_now())


def ask(request: HttpRequest, bid: Bid, form: Form | None) -> None:
    services.ask(**common(request, bid), **values(form))


def assess(request: HttpRequest, bid: Bid, form: Form | None) -> None:
    services.assess(**common(request, bid), **values(form))


def decide(request: HttpRequest, bid: Bid, form: Form | None) -> None:
    services.decide(**common(request, bid), decision=cast("DecideForm", form).decision())


STEPS: dict[str, Callable[[HttpRequest, Bid, Form | None], None]] = {
    "verser": keep_alerts,
    "demander": ask,
    "apprecier": assess,
    "decider": decide,
}


def common(request: HttpRequest, bid: Bid) -> dict[str, Any]:
    """What every step on an open enquiry takes. Raises ValidationError without the version that was shown."""
    seen = request.POST.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) <= 9):  # the column's own width
        raise ValidationError(UNREAD)
    found = get_object_or_404(PriceEnquiry.objects.select_related("bid__lot__tender"), bid=bid)
    return {"enquiry": found, "seen": int(seen), "actor": person(request), "now": database_now()}


def values(form: Form | None) -> dict[str, Any]:
    return dict(form.cleaned_data) if form is not None else {}


def person(request: HttpRequest) -> User:
    return cast("User", request.user)


def page(request: HttpRequest, bid: Bid, name: str = "", typed: Form | None = None) -> HttpResponse:
    """Show the forms of the steps that may be taken now; a typed form that no longer may is shown as text."""
    now, found = database_now(), enquiry_of(bid)
    shown = EnquiryPage(bid, found)
    offered = next_forms(shown, now) if can_enquire(request.user, bid) else {}
    unsaved = typed if typed is not None and name not in offered else None
    if typed is not None and unsaved is None:
        offered[name] = typed
    context = {"bid": bid, "tender": bid.lot.tender, "page": shown, "enquiry": found, "now": now}
    context |= {"forms": offered, "unsaved": unsaved, "may_enquire": can_enquire(request.user, bid)}
    return render(request, "awards/abnormally_low/enquiry.html", context)


def usual(now: datetime) -> datetime:
    """Noon in Paris, in a few days."""
    day = now.astimezone(PARIS).date() + timedelta(days=USUAL_DAYS)
    return datetime.combine(day, time(12), PARIS)


def next_forms(shown: EnquiryPage, now: datetime) -> dict[str, Form]:
    """By the name of the step."""
    found = shown.enquiry
    if found is None or found.is_decided:
        return {}
    if found.state == EnquiryState.DETECTED:
        return {"demander": AskForm(initial={"questions": shown.proposed_questions, "due_at": usual(now)})}
    if found.due_at and now <= found.due_at:
        return {}
    assess_form: Form = AssessForm(initial={"text": found.assessment})
    if found.state != EnquiryState.ASSESSED:
        return {"apprecier": assess_form}
    return {"decider": DecideForm(), "apprecier": assess_form}
