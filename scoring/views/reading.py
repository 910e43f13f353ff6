"""Reading what was computed: the runs of a consultation, the result of a bid, the files of a run."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bids.interests.access import refusal

from ..costs.section import cost_section
from ..costs.stress import stress_of
from ..inputs import idle_teams_of
from ..models import CapacityRun
from ..pages import looking
from ..pages.hypotheses import Hypotheses
from ..pages.progress import bid_lines, progress_context, progress_of, progress_of_run
from ..pages.result import ResultPage
from ..pages.week import answered_chart, staff_chart
from ..permissions import can_read_capacity
from ..services.requests import is_abandoned
from .access import readable_bid, readable_tender


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
    runs = CapacityRun.objects.verdicts().filter(bid=bid)
    runs = runs.select_related("bid__lot__tender", "bid__organisation")
    last, done = runs.first(), runs.done().first()
    # A newer computation under way does not hide what the last one established.
    shown = done or (last if last and last.is_active and last.preview else None)
    context: dict[str, Any] = {"bid": bid, "last": last, "run": shown, "costs": cost_section(bid)}
    if last and last.is_active and not is_abandoned(last):
        context["work"] = progress_of_run(last)
    if shown:
        context |= result_context(shown)
    return render(request, "scoring/result.html", context)


@login_required
@never_cache
@require_safe
def run_progress_json(request: HttpRequest, run_id: str) -> JsonResponse:
    """Answer how far one run is: `ui.components.Progress.as_json`."""
    runs = CapacityRun.objects.select_related("bid__lot__tender").defer("input", "output")
    run = get_object_or_404(runs, pk=run_id)
    if not can_read_capacity(request.user, run.bid.lot.tender):
        raise refusal(request.user, run.bid.lot.tender)
    return JsonResponse(progress_of_run(run).as_json())


def result_context(run: CapacityRun) -> dict[str, Any]:
    page = ResultPage(run)
    # The next page is often « Et si… », whose sliders must not wait for the engine.
    looking.warm_up(looking.subject(run.pk))
    return {
        "page": page,
        "stressed": stress_of(run.output or run.preview),
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
    if not can_read_capacity(request.user, run.bid.lot.tender):
        raise refusal(request.user, run.bid.lot.tender)
    if part == "calcul" and not run.output:
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
