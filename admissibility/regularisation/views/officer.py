"""The officer prepares, sends, opens and examines a round."""

from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from audit.clock import PARIS, database_now
from bids.interests.access import refusal
from tenders.models import Lot, Tender

from .. import services
from ..candidates import askable, fingerprint
from ..forms import ExamineForm, RequestForm
from ..models import RegularisationPoint, RegularisationRound
from ..pages import RoundPage
from ..permissions import can_read_round, can_request

#: Days proposed for the answers; the officer sets the moment.
USUAL_DAYS = 7


def readable_tender(request: HttpRequest, reference: str) -> Tender:
    tender = get_object_or_404(Tender.objects.select_related("buyer"), reference=reference)
    if not can_read_round(request.user, tender):
        raise refusal(request.user, tender)
    return tender


def chosen_lot(request: HttpRequest, tender: Tender) -> Lot | None:
    """The lot that the address names; None for the whole consultation."""
    wanted = request.GET.get("lot", "")
    if not wanted:
        return None
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 4):
        raise Http404
    return get_object_or_404(Lot, tender=tender, number=int(wanted))


def usual(now: datetime) -> datetime:
    """Noon in Paris, in a week."""
    day = now.astimezone(PARIS).date() + timedelta(days=USUAL_DAYS)
    return datetime.combine(day, time(12), PARIS)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what can be asked and of whom, and send it to all at once."""
    tender = readable_tender(request, reference)
    lot = chosen_lot(request, tender)
    points = askable(tender, lot)
    form = RequestForm(request.POST or None, points=points, initial={"due_at": usual(database_now())})
    if request.method == "POST" and form.is_valid():
        sent = send(request, tender, lot, form)
        if sent:
            return redirect("admissibility:regularisation", sent.pk)
    return render(
        request, "admissibility/regularisation/prepare.html", preparation(request, tender, lot, form)
    )


def preparation(request: HttpRequest, tender: Tender, lot: Lot | None, form: RequestForm) -> dict[str, Any]:
    """What the page of preparation shows."""
    rounds = RegularisationRound.objects.filter(tender=tender).select_related("lot", "requested_by")
    return {
        "tender": tender,
        "lot": lot,
        "lots": tender.lots.order_by("number"),
        "form": form,
        "points": form.points,
        "seen": fingerprint(form.points),
        "rounds": rounds.order_by("-pk"),
        "may": can_request(request.user, tender),
    }


def send(
    request: HttpRequest, tender: Tender, lot: Lot | None, form: RequestForm
) -> RegularisationRound | None:
    try:
        return services.request(
            tender=tender,
            lot=lot,
            seen=request.POST.get("seen", ""),
            points=form.wanted(),
            terms=form.terms(),
            actor=person(request),
            now=database_now(),
        )
    except ValidationError as error:
        refused(request, form, error)
        return None


def refused(request: HttpRequest, form: forms.Form | None, error: ValidationError) -> None:
    """Put each message at its field, the others at the top of the page."""
    by_field = getattr(error, "error_dict", {})
    for field, problems in by_field.items():
        if form is not None:
            form.add_error(field, problems)
    if not by_field:
        messages.error(request, " ".join(error.messages))


def readable_round(request: HttpRequest, pk: int) -> RegularisationRound:
    rounds = RegularisationRound.objects.select_related("tender__buyer", "lot", "requested_by", "opened_by")
    found = get_object_or_404(rounds, pk=pk)
    if not can_read_round(request.user, found.tender):
        raise refusal(request.user, found.tender)
    return found


@login_required
@never_cache
@require_safe
def regularisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was asked; the answers once they are opened."""
    return page(request, readable_round(request, pk))


@login_required
@never_cache
@require_POST
def open_answers(request: HttpRequest, pk: int) -> HttpResponse:
    asked = readable_round(request, pk)
    try:
        services.open_answers(asked=asked, actor=person(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Les réponses reçues dans le délai sont ouvertes.")
    return redirect("admissibility:regularisation", pk)


@login_required
@never_cache
@require_POST
def examine(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what a point's answer is worth; a refusal shows the page with what was typed."""
    points = RegularisationPoint.objects.select_related(
        "round__tender", "bid__lot__tender", "bid__organisation"
    )
    point = get_object_or_404(points, pk=pk)
    asked = readable_round(request, point.round_id)
    form = ExamineForm(request.POST, prefix=f"p{pk}")
    if not form.is_valid():
        return page(request, asked, {pk: form})
    values = form.cleaned_data
    try:
        services.examine(
            point=point,
            satisfied=values["outcome"] == "yes",
            reason=values["reason"],
            actor=person(request),
            now=database_now(),
        )
    except ValidationError as error:
        refused(request, form, error)
        return page(request, asked, {pk: form})
    messages.success(request, "L’examen est enregistré et inscrit au journal.")
    return redirect("admissibility:regularisation", asked.pk)


def page(
    request: HttpRequest, asked: RegularisationRound, typed: dict[int, ExamineForm] | None = None
) -> HttpResponse:
    shown = RoundPage(asked, request.user, typed or {})
    context = {"round": asked, "tender": asked.tender, "page": shown, "now": database_now()}
    context |= {"may": can_request(request.user, asked.tender)}
    return render(request, "admissibility/regularisation/round.html", context)


def person(request: HttpRequest) -> User:
    return cast("User", request.user)
