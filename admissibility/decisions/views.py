"""The officer's pages: the file of a bid, and of a submission that came late."""

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.clock import database_now
from bids.enums import SubmissionState
from bids.interests.access import refusal
from bids.models import Bid, Submission
from bids.services.receipts import exact_paris

from . import services
from .forms import DecideForm, LateForm
from .pages import BidFile, LateFile
from .permissions import can_decide, can_decide_late, can_read_decisions, can_read_late

KEPT = "La décision est enregistrée et inscrite au journal. Le prochain classement en tiendra compte."
KEPT_LATE = "La décision est enregistrée et inscrite au journal. Le pli reste fermé."


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bid_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the findings of a bid and decide; a refusal shows the page as it is now, with what was typed."""
    bid = get_object_or_404(
        Bid.objects.select_related("lot__tender__buyer", "organisation", "submission"), pk=pk
    )
    if not can_read_decisions(request.user, bid):
        raise refusal(request.user, bid.lot.tender)
    form = DecideForm(request.POST or None, must_hear=services.must_hear(bid), initial=proposed(bid))
    if request.method == "POST" and form.is_valid() and decided(request, bid, form):
        return redirect("admissibility:bid", pk)
    context = {"bid": bid, "tender": bid.lot.tender, "file": BidFile(bid), "form": form}
    return render(
        request, "admissibility/decisions/bid.html", context | {"may": can_decide(request.user, bid)}
    )


def proposed(bid: Bid) -> dict[str, str]:
    """Nothing is ticked in advance but what was decided before: the choice is the officer's."""
    last = BidFile(bid).current
    return {"kind": last.kind} if last else {}


def decided(request: HttpRequest, bid: Bid, form: DecideForm) -> bool:
    try:
        services.decide(
            bid=bid,
            seen=request.POST.get("seen", ""),
            choice=form.choice(),
            actor=cast("User", request.user),
            now=database_now(),
        )
    except ValidationError as error:
        return refused(request, form, error)
    messages.success(request, KEPT)
    return True


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def late_submission(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Show how late a submission came and decide; nothing of it is opened."""
    late = Submission.objects.filter(state=SubmissionState.LATE).select_related(
        "tender__buyer", "organisation", "receipt"
    )
    found = get_object_or_404(late, pk=submission_id)
    if not can_read_late(request.user, found.tender):
        raise refusal(request.user, found.tender)
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and set_aside(request, found, form):
        return redirect("admissibility:late", submission_id)
    context = {"submission": found, "tender": found.tender, "file": LateFile(found), "form": form}
    context["deadline"] = exact_paris(found.tender.deadline_at) if found.tender.deadline_at else ""
    may = can_decide_late(request.user, found)
    return render(request, "admissibility/decisions/late.html", context | {"may": may})


def set_aside(request: HttpRequest, submission: Submission, form: LateForm) -> bool:
    try:
        services.decide_late(
            submission=submission,
            seen=request.POST.get("seen", ""),
            reason=form.cleaned_data["reason"],
            actor=cast("User", request.user),
            now=database_now(),
        )
    except ValidationError as error:
        return refused(request, form, error)
    messages.success(request, KEPT_LATE)
    return True


def refused(request: HttpRequest, form: forms.Form, error: ValidationError) -> bool:
    """Put each message at its field, the others at the top of the page."""
    by_field = getattr(error, "error_dict", {})
    for field, problems in by_field.items():
        form.add_error(field if field in form.fields else None, problems)
    if not by_field:
        messages.error(request, " ".join(error.messages))
    return False
