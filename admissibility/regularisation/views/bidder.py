"""The bidder's page: what it is asked, and the deposit of its answer, closed until the deadline."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation, User
from audit.clock import database_now
from bids.errors import DepositRefused
from bids.incoming import MAX_FILES
from bids.receiving import Body, read_body

from .. import services
from ..enums import AnswerState
from ..forms import AnswerForm
from ..models import RegularisationRound
from ..permissions import asked_organisations

STATUS_OF = {"too_large": 413, "no_space": 507, "closed": 409, "key_reused": 409, "interrupted": 400}
STALE_FORM = "Le formulaire est incomplet : rechargez la page, puis déposez de nouveau."


@dataclass(frozen=True, slots=True)
class Visit:
    """Who answers, for whom, to which round."""

    user: User
    organisation: Organisation
    round: RegularisationRound


# The body is read by receive(), bounded and counted: CSRF is checked there, and not before.
@csrf_exempt
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visited(request, pk)
    return receive(request, visit) if request.method == "POST" else page(request, visit)


def visited(request: HttpRequest, pk: int) -> Visit:
    """To whom the round asks nothing, it does not exist."""
    rounds = RegularisationRound.objects.select_related("tender__buyer", "lot")
    found = get_object_or_404(rounds, pk=pk)
    mine = asked_organisations(request.user, found)
    wanted = request.GET.get("organisation")
    chosen = [one for one in mine if wanted is None or str(one.pk) == wanted]
    if not chosen:
        raise Http404
    return Visit(cast("User", request.user), chosen[0], found)


def receive(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Read the whole body, then deposit; a refusal keeps nothing and says why."""
    started_at = database_now()
    try:
        read_body(request, Body(request, lambda _received: None))
        return take(request, visit, started_at)
    except DepositRefused as error:
        return page(request, visit, error)


@csrf_protect
def take(request: HttpRequest, visit: Visit, started_at: datetime) -> HttpResponse:
    """Deposit what the form holds and lead to the receipt. Raises DepositRefused."""
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        raise DepositRefused(STALE_FORM)
    sending = services.Sending(
        round=visit.round,
        organisation=visit.organisation,
        text=form.text_sent(),
        files=form.incoming_files(),
        key=form.cleaned_data["key"],
        started_at=started_at,
    )
    kept = services.answer(sending=sending, actor=visit.user)
    return redirect("admissibility:answer_receipt", kept.pk)


def page(request: HttpRequest, visit: Visit, refusal: DepositRefused | None = None) -> HttpResponse:
    """Show the points and the form, and above it why the last sending was refused."""
    asked, now = visit.round, database_now()
    mine = asked.answers.filter(organisation=visit.organisation)
    context = {
        "round": asked,
        "tender": asked.tender,
        "organisation": visit.organisation,
        "organisations": asked_organisations(request.user, asked),
        "points": asked.points.filter(bid__organisation=visit.organisation).select_related("bid__lot"),
        "answers": mine.order_by("-received_at"),
        "current": mine.filter(state=AnswerState.RECEIVED).first(),
        "form": shown_form(request, refusal),
        "refusal": refusal,
        "now": now,
        "is_late": now > asked.due_at,
        "max_bytes": settings.MAX_DEPOSIT_BYTES,
        "max_files": MAX_FILES,
    }
    status = STATUS_OF.get(refusal.code or "", 422) if refusal else 200
    return render(request, "admissibility/regularisation/answer.html", context, status=status)


def shown_form(request: HttpRequest, refusal: DepositRefused | None) -> AnswerForm:
    """A new key each time; the text that was typed is not lost with a refusal."""
    form = AnswerForm()
    if refusal and refusal.code not in {"interrupted", "too_large", "no_space", "garbled"}:
        form.initial["text"] = request.POST.get("text", "")
    return form
