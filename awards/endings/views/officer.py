"""The officer's pages: all the lots, and one lot with the form of its next step."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from audit.clock import database_now
from bids.interests.access import can_read_bids
from tenders.models import Lot

from ..pages import EndingPage, ending_pages
from ..permissions import can_end
from .common import Form, person, readable_lot, readable_tender, refused
from .steps import CHOOSING, STEPS

UNREAD = "Cette page a été envoyée sans la version du dossier qu’elle montrait : rechargez-la."


@login_required
@never_cache
@require_safe
def endings(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where every lot stands."""
    tender = readable_tender(request, reference)
    context = {
        "tender": tender,
        "pages": ending_pages(tender, database_now()),
        "may_end": can_end(request.user, tender),
    }
    return render(request, "awards/endings/endings.html", context)


@login_required
@never_cache
@require_safe
def lot_ending(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one lot, what is next and what blocks it."""
    return page(request, readable_lot(request, reference, number))


@login_required
@never_cache
@require_POST
def take_step(request: HttpRequest, reference: str, number: int, name: str) -> HttpResponse:
    """Take one step; a refusal shows the page as it is now, with what was typed."""
    lot = readable_lot(request, reference, number)
    if name not in STEPS:
        raise Http404
    step = STEPS[name]
    form = step.make(request.POST, EndingPage(lot, database_now()))
    if not form.is_valid():
        return page(request, lot, name, form)
    try:
        step.take(lot=lot, **common(request), **form.values())
    except ValidationError as error:
        return page(request, lot, name, refused(request, form, error))
    messages.success(request, step.done)
    return redirect("awards:lot_ending", reference, number)


def common(request: HttpRequest) -> dict[str, Any]:
    """What every step takes. Raises ValidationError without the version that was shown."""
    seen = request.POST.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) <= 9):  # the column's own width
        raise ValidationError(UNREAD)
    return {"seen": int(seen), "actor": person(request), "now": database_now()}


def page(request: HttpRequest, lot: Lot, name: str = "", typed: Form | None = None) -> HttpResponse:
    """Show the forms of the steps that may be taken now; a typed form that no longer may is shown as text."""
    shown = EndingPage(lot, database_now())
    may_end = can_end(request.user, lot.tender)
    may_read = can_read_bids(request.user, lot.tender)
    names = [one for one in shown.next_steps if may_end and (may_read or one not in CHOOSING)]
    offered: dict[str, Form] = {one: STEPS[one].make(None, shown) for one in names}
    unsaved = typed if typed is not None and name not in offered else None
    if typed is not None and unsaved is None:
        offered[name] = typed
    context = {
        "lot": lot,
        "tender": lot.tender,
        "page": shown,
        "forms": {one.replace("-", "_"): form for one, form in offered.items()},
        "unsaved": unsaved,
        "may_end": may_end,
        "may_read": may_read,
    }
    return render(request, "awards/endings/lot.html", context)
