"""The page of the studies of a consultation, lot by lot; asking, giving up, following, taking away."""

import json
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from audit.clock import database_now
from tenders.models import Lot, Tender
from ui.components import Tab

from .models import StaffingStudy
from .pages import lot_page, progress_of
from .permissions import can_read_studies, can_study
from .services import cancel_study, request_study


@login_required
@never_cache
@require_safe
def studies(request: HttpRequest, reference: str, number: int | None = None) -> HttpResponse:
    """Show the study of one lot: the first, unless told."""
    tender = readable_tender(request, reference)
    lots = list(tender.lots.select_related("tender__buyer").order_by("number"))
    lot = next((one for one in lots if number in (None, one.number)), None)
    if lot is None and number is not None:
        raise Http404
    context = {
        "tender": tender,
        "lot": lot,
        "tabs": tabs(lots, lot) if lot and len(lots) > 1 else (),
        "page": lot_page(lot) if lot else None,
        "may_study": can_study(request.user, tender),
    }
    return render(request, "scoring/studies/study.html", context)


def tabs(lots: list[Lot], shown: Lot) -> tuple[Tab, ...]:
    return tuple(Tab(f"Lot {one.number}", address(one), current=one.pk == shown.pk) for one in lots)


def address(lot: Lot) -> str:
    return reverse("scoring:study_of_lot", args=[lot.tender.reference, lot.number])


@login_required
@require_POST
def ask(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Ask for the study of a lot."""
    tender = readable_tender(request, reference)
    lot = get_object_or_404(Lot.objects.select_related("tender"), tender=tender, number=number)
    try:
        request_study(lot=lot, actor=cast("User", request.user), now=database_now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Le calcul de l’effectif minimal du lot {lot.number} est demandé.")
    return redirect(address(lot))


@login_required
@require_POST
def cancel(request: HttpRequest, study_id: str) -> HttpResponse:
    """Give up a study that is not over."""
    study = readable_study(request, study_id)
    try:
        cancel_study(study=study, actor=cast("User", request.user), now=database_now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Le calcul de l’effectif minimal est annulé.")
    return redirect(address(study.lot))


@login_required
@never_cache
@require_safe
def progress_json(request: HttpRequest, study_id: str) -> JsonResponse:
    """Answer what the page asks every second: `ui.components.Progress.as_json`."""
    return JsonResponse(progress_of(readable_study(request, study_id)).as_json())


@login_required
@never_cache
@require_safe
def download(request: HttpRequest, study_id: str, part: str) -> HttpResponse:
    """Give the input (for `python -m scoring.engine staff`), the result, or the input with the roster found
    (for `python -m scoring.engine score`)."""
    study = readable_study(request, study_id)
    if study.output is None and part != "entrees":
        raise Http404
    text = json.dumps(document(study, part), ensure_ascii=False, indent=1, sort_keys=True)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="effectif-{part}-{study.pk}.json"'
    return response


def document(study: StaffingStudy, part: str) -> Any:
    if part == "entrees":
        return study.input
    assert study.output is not None
    return study.output if part == "resultat" else {**study.input, "groups": study.output["groups"]}


def readable_tender(request: HttpRequest, reference: str) -> Tender:
    """The consultation, or 404 for whoever may not know more of it."""
    tender = get_object_or_404(Tender.objects.select_related("buyer"), reference=reference)
    if not can_read_studies(request.user, tender):
        raise Http404
    return tender


def readable_study(request: HttpRequest, study_id: str) -> StaffingStudy:
    found = get_object_or_404(StaffingStudy.objects.select_related("lot__tender"), pk=study_id)
    if not can_read_studies(request.user, found.lot.tender):
        raise Http404
    return found
