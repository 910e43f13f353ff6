"""« Et si… »: move the volume, the handle time, the patience or the absence of an offer."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from audit.clock import database_now
from bids.models import Bid
from tenders.permissions import can_manage

from ..capacity.changes import Change
from ..capacity.faults import reason_of
from ..engine.faults import InvalidInputError
from ..models import CapacityRun
from ..pages import looking
from ..pages.refining import Refinement, asked_lines
from ..pages.verdict import VerdictPage
from ..pages.what_if import WhatIfPage
from ..pages.what_if_form import WhatIfForm, address_of, change_in_words, form_of
from ..pages.words import sentence
from ..services import request_what_if
from .access import readable_bid

BUSY = "Le serveur répond déjà à plusieurs personnes. Réessayez dans quelques secondes."


@login_required
@never_cache
@require_safe
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what becomes of an offer under the change that the address carries; the sliders begin there."""
    bid, form = readable_bid(request, pk), form_of(request.GET)
    change = form.change() if form.is_valid() else Change()
    context: dict[str, Any] = {"bid": bid, "form": form, "asked": asked_lines(bid)}
    context |= drawn(bid, form, change) | refined(request, bid, change)
    return render(request, "scoring/what_if.html", context, status=400 if form.errors else 200)


def drawn(bid: Bid, form: WhatIfForm, change: Change) -> dict[str, Any]:
    """The results, or why there are none."""
    run = looking.run_to_move(bid)
    if run is None:
        return {}
    try:
        page = page_of(run, change)
    except InvalidInputError as error:
        return {"refusal": reason_of(error, run.input)}
    except looking.Busy:
        return {"refusal": BUSY}
    simulated = VerdictPage(run.output) if run.output else None
    return {"page": page, "sliders": page.sliders(form), "run": run, "simulated": simulated}


def refined(request: HttpRequest, bid: Bid, change: Change) -> dict[str, Any]:
    """What the simulation says of the change, or who may ask it: of those who may read the bid, officers."""
    return {
        "bid": bid,
        "refinement": Refinement(bid, change),
        "words": sentence(change_in_words(change)),
        "values": change.to_dict(),
        "may_ask": can_manage(request.user, bid.lot.tender),
    }


def page_of(run: CapacityRun, change: Change) -> WhatIfPage:
    """Raises Busy, InvalidInputError."""
    subject = looking.subject(run.pk)
    base = looking.base(run, subject)
    looking.warm_up(subject)
    return WhatIfPage(subject, change, base, base if change.is_neutral else looking.look(subject, change))


@login_required
@never_cache
@require_safe
def what_if_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Answer a move of a slider: the texts and states of the page, by key."""
    bid, form = readable_bid(request, pk), form_of(request.GET)
    run = looking.run_to_move(bid)
    if not form.is_valid() or run is None:
        return JsonResponse({"message": form.reason() or "Cette offre n’a pas encore été lue."}, status=400)
    change = form.change()
    try:
        found = page_of(run, change).as_json()
    except InvalidInputError as error:
        return JsonResponse({"message": reason_of(error, run.input)}, status=400)
    except looking.Busy:
        return JsonResponse({"message": BUSY}, status=503, headers={"Retry-After": "2"})
    found["fragments"]["refinement"] = render_to_string(
        "scoring/_refinement.html", refined(request, bid, change), request
    )
    return JsonResponse(found)


@login_required
@require_POST
def ask_what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a change simulated; the page of its address shows how far it is, then the result."""
    bid, form = readable_bid(request, pk), form_of(request.POST)
    if not form.is_valid() or form.change().is_neutral:
        messages.error(
            request, form.reason() or "Bougez d’abord un curseur : sans changement, tout est déjà simulé."
        )
        return redirect("scoring:what_if", pk=pk)
    change = form.change()
    try:
        request_what_if(bid=bid, actor=cast("User", request.user), now=database_now(), change=change)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(reverse("scoring:what_if", args=[pk]) + address_of(change))
