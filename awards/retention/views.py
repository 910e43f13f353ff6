"""« Pièces à archiver ou détruire »: all the consultations, and one with its decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.permissions import organisations_with_role
from audit.clock import PARIS, database_now
from tenders.models import Tender
from tenders.permissions import READERS

from ..endings.permissions import can_end
from ..endings.views.common import readable_tender, refused
from . import services
from .facts import deletable_files, is_deleted, is_held, lot_ends
from .forms import DeletionForm, PerformanceForm
from .models import RecordsDeletion
from .terms import may_delete, procedure_kept_until, terms


@dataclass(frozen=True, slots=True)
class Line:
    """A consultation with the last day of its papers; None while a lot goes on."""

    tender: Tender
    kept_until: date | None
    is_due: bool
    is_done: bool


@login_required
@never_cache
@require_safe
def archives(request: HttpRequest) -> HttpResponse:
    """List the ended consultations of one's buyers, those whose term is past first."""
    buyers = organisations_with_role(request.user, *READERS)
    if not buyers:
        raise PermissionDenied("Cette page est celle des organismes acheteurs.")
    today = database_now().astimezone(PARIS).date()
    tenders = Tender.objects.public().filter(buyer__in=buyers).order_by("published_at")
    lines = sorted((line for one in tenders if (line := line_of(one, today))), key=by_term)
    return render(request, "awards/retention/archives.html", {"lines": lines})


def line_of(tender: Tender, today: date) -> Line | None:
    until = procedure_kept_until(lot_ends(tender))
    if until is None:
        return None
    done = is_deleted(tender)
    return Line(tender, until, is_due=today > until and not done, is_done=done)


def by_term(line: Line) -> tuple[bool, date]:
    return line.is_done, line.kept_until or date.max


@login_required
@never_cache
@require_safe
def records(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the terms of one consultation."""
    return page(request, readable_tender(request, reference))


@login_required
@never_cache
@require_POST
def take_step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Record the end of a contract, or the decision to destroy."""
    tender = readable_tender(request, reference)
    if name not in STEPS:
        raise Http404
    form = FORMS[name](request.POST)
    if not form.is_valid():
        return page(request, tender, {name: form})
    try:
        STEPS[name](request, tender, form.cleaned_data)
    except ValidationError as error:
        refused(request, form, error)
        return page(request, tender, {name: form})
    messages.success(request, DONE[name])
    return redirect("awards:records", reference)


def perform(request: HttpRequest, tender: Tender, values: dict[str, Any]) -> None:
    number = request.POST.get("lot", "")
    lot = tender.lots.select_related("tender").filter(number=number if number.isdecimal() else 0).first()
    if lot is None:
        raise ValidationError("Ce lot n’est pas de cette consultation.")
    services.record_performance_end(lot=lot, **values, actor=person(request), now=database_now())


def delete(request: HttpRequest, tender: Tender, values: dict[str, Any]) -> None:
    services.decide_deletion(tender=tender, **values, actor=person(request), now=database_now())


FORMS: dict[str, type[django_forms.Form]] = {"execution": PerformanceForm, "detruire": DeletionForm}
STEPS: dict[str, Callable[[HttpRequest, Tender, dict[str, Any]], None]] = {
    "execution": perform,
    "detruire": delete,
}
DONE = {
    "execution": "La fin d’exécution est inscrite.",
    "detruire": "La destruction est décidée et tracée ; les fichiers sont effacés sous peu.",
}


def person(request: HttpRequest) -> User:
    return cast("User", request.user)


def page(
    request: HttpRequest, tender: Tender, typed: dict[str, django_forms.Form] | None = None
) -> HttpResponse:
    lots, today = lot_ends(tender), database_now().astimezone(PARIS).date()
    held, done = is_held(tender), RecordsDeletion.objects.filter(tender=tender).first()
    forms = {name: form() for name, form in FORMS.items()} | (typed or {})
    context = {
        "tender": tender,
        "terms": terms(lots),
        "blockers": may_delete(lots, today=today, is_held=held, is_done=done is not None),
        "to_perform": [one for one in lots if one.signed_on and one.performed_on is None],
        "files": len(deletable_files(tender)),
        "deletion": done,
        "forms": forms,
        "may_end": can_end(request.user, tender),
    }
    return render(request, "awards/retention/records.html", context)
