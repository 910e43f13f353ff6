"""The pages of capacity: the runs of a consultation, and the result of one."""

import json
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from audit.clock import database_now
from bids.models import Bid
from tenders.models import Tender

from .inputs import idle_teams_of
from .models import CapacityRun
from .pages.hypotheses import Hypotheses
from .pages.progress import bid_lines, progress_context, progress_of
from .pages.result import ResultPage
from .pages.week import answered_chart, staff_chart
from .permissions import can_read_capacity
from .services import cancel_run, request_run


def readable_tender(request: HttpRequest, reference: str) -> Tender:
    """The consultation, or 404 for whoever may not know more of it."""
    tender = get_object_or_404(Tender.objects.select_related("buyer"), reference=reference)
    if not can_read_capacity(request.user, tender):
        raise Http404
    return tender


def readable_bid(request: HttpRequest, pk: int) -> Bid:
    bid = get_object_or_404(Bid.objects.select_related("lot__tender__buyer", "organisation"), pk=pk)
    if not can_read_capacity(request.user, bid.lot.tender):
        raise Http404
    return bid


@login_required
@never_cache
@require_safe
def progress(request: HttpRequest, reference: str) -> HttpResponse:
    """Show how far each bid of the consultation is."""
    tender = readable_tender(request, reference)
    return render(request, "scoring/progress.html", progress_context(tender, request.user))


@login_required
@never_cache
@require_safe
def progress_json(request: HttpRequest, reference: str) -> JsonResponse:
    """Answer what the page asks every second: `ui.components.Progress.as_json`."""
    tender = readable_tender(request, reference)
    return JsonResponse(progress_of(tender, bid_lines(tender)).as_json())


@login_required
@never_cache
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the last result of a bid, or where its computation stands."""
    bid = readable_bid(request, pk)
    runs = CapacityRun.objects.filter(bid=bid).select_related("bid__lot__tender", "bid__organisation")
    done = runs.done().first()
    context: dict[str, Any] = {"bid": bid, "last": runs.first(), "run": done}
    if done:
        context |= result_context(done)
    return render(request, "scoring/result.html", context)


def result_context(run: CapacityRun) -> dict[str, Any]:
    page = ResultPage(run)
    return {
        "page": page,
        "hypotheses": Hypotheses(run.bid.lot, run.input, idle_teams_of(run.bid)),
        "staff_chart": staff_chart(page.found["heads_total"]),
        "answered_chart": answered_chart(run.input, page.found),
    }


@login_required
@never_cache
@require_safe
def download(request: HttpRequest, run_id: str, part: str) -> HttpResponse:
    """Give the input (for `python -m scoring.engine`) or the whole run (for `python -m scoring.capacity`)."""
    run = get_object_or_404(CapacityRun.objects.select_related("bid__lot__tender"), pk=run_id)
    if not can_read_capacity(request.user, run.bid.lot.tender) or (part == "calcul" and not run.output):
        raise Http404
    document = run.input if part == "entrees" else run_document(run)
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{part}-{run.pk}.json"'
    return response


def run_document(run: CapacityRun) -> dict[str, Any]:
    """All that is needed to recompute a run and compare."""
    names = ("engine_version", "engine_sha256", "input", "input_sha256", "output", "output_sha256")
    return {"id": str(run.pk), **{name: getattr(run, name) for name in names}}


@login_required
@require_POST
def launch(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the run of one bid."""
    bid = readable_bid(request, pk)
    try:
        request_run(bid=bid, actor=cast("User", request.user), now=database_now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Le calcul de capacité de {bid.organisation} est demandé.")
    return redirect("scoring:progress", reference=bid.lot.tender.reference)


@login_required
@require_POST
def cancel(request: HttpRequest, run_id: str) -> HttpResponse:
    """Give up a run that is not over."""
    run = get_object_or_404(
        CapacityRun.objects.select_related("bid__lot__tender", "bid__organisation"), pk=run_id
    )
    readable_bid(request, run.bid_id)
    try:
        cancel_run(run=run, actor=cast("User", request.user), now=database_now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Le calcul de capacité de {run.bid.organisation} est annulé.")
    return redirect("scoring:progress", reference=run.bid.lot.tender.reference)
