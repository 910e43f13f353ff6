"""The page of the référés of a consultation: record one, lift one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from audit.clock import database_now
from tenders.models import Tender

from .. import services
from ..forms import HoldForm, LiftForm
from ..legal_hold import LegalHold
from ..permissions import can_end
from .common import Form, person, readable_tender, refused


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: HttpRequest, reference: str) -> HttpResponse:
    """List the référés; record one more."""
    tender = readable_tender(request, reference)
    if request.method != "POST":
        return page(request, tender, HoldForm(tender=tender))
    form = HoldForm(request.POST, tender=tender)
    if not form.is_valid():
        return page(request, tender, form)
    try:
        filing = filing_of(form, tender)
        services.record_hold(tender=tender, filing=filing, actor=person(request), now=database_now())
    except ValidationError as error:
        refused(request, form, error)
        return page(request, tender, form)
    messages.success(request, "Le référé est inscrit : aucun marché concerné ne peut être signé.")
    return redirect("awards:holds", reference)


def filing_of(form: HoldForm, tender: Tender) -> services.Filing:
    values = dict(form.cleaned_data)
    number = values.pop("lot")
    lot = tender.lots.get(number=number) if number else None
    return services.Filing(lot=lot, **values)


@login_required
@never_cache
@require_POST
def lift(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Record how one ended."""
    tender = readable_tender(request, reference)
    hold = get_object_or_404(LegalHold.objects.select_related("tender", "lot"), tender=tender, pk=pk)
    form = LiftForm(request.POST, prefix=f"levee-{pk}")
    if not form.is_valid():
        return page(request, tender, HoldForm(tender=tender), {pk: form})
    try:
        services.lift_hold(hold=hold, **form.cleaned_data, actor=person(request), now=database_now())
    except ValidationError as error:
        refused(request, form, error)
        return page(request, tender, HoldForm(tender=tender), {pk: form})
    messages.success(request, "La fin du référé est inscrite.")
    return redirect("awards:holds", reference)


def page(
    request: HttpRequest, tender: Tender, form: HoldForm, typed: dict[int, LiftForm] | None = None
) -> HttpResponse:
    rows = LegalHold.objects.filter(tender=tender).select_related("lot", "recorded_by", "lifted_by")
    may_end = can_end(request.user, tender)
    listed: list[tuple[LegalHold, Form | None]] = [
        (hold, lift_form(hold, typed or {}) if may_end and hold.lifted_at is None else None) for hold in rows
    ]
    context = {"tender": tender, "form": form, "holds": listed, "may_end": may_end}
    return render(request, "awards/endings/holds.html", context)


def lift_form(hold: LegalHold, typed: dict[int, LiftForm]) -> LiftForm:
    return typed.get(hold.pk) or LiftForm(prefix=f"levee-{hold.pk}")
