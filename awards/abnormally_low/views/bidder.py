"""The bidder's page: what the buyer asks about its price, and its answer."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from audit.clock import database_now

from .. import services
from ..forms import AnswerForm
from ..models import PriceEnquiry
from ..permissions import can_answer


def answerable(request: HttpRequest, pk: int) -> PriceEnquiry:
    found = get_object_or_404(
        PriceEnquiry.objects.select_related("bid__lot__tender__buyer", "bid__organisation"), bid=pk
    )
    if not can_answer(request.user, found):
        raise Http404
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def justify_price(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the request and the answers already sent; take one more until the decision."""
    enquiry = answerable(request, pk)
    if request.method != "POST":
        return page(request, enquiry, AnswerForm())
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page(request, enquiry, form)
    actor, now = cast("User", request.user), database_now()
    try:
        kept = services.answer(enquiry=enquiry, text=form.cleaned_data["text"], actor=actor, now=now)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return page(request, answerable(request, pk), form)
    told = "hors délai : l’acheteur le saura" if kept.is_late else "dans le délai"
    messages.success(request, f"Votre justification est reçue, {told}.")
    return redirect("awards:justify_price", pk)


def page(request: HttpRequest, enquiry: PriceEnquiry, form: AnswerForm) -> HttpResponse:
    now = database_now()
    context = {
        "enquiry": enquiry,
        "bid": enquiry.bid,
        "form": form,
        "now": now,
        "is_late": enquiry.due_at is not None and now > enquiry.due_at,
        "answers": enquiry.answers.select_related("submitted_by"),
    }
    return render(request, "awards/abnormally_low/justify.html", context)
