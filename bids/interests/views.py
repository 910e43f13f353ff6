"""The page where the buyer's people sign, and where a recusal is lifted."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from audit.clock import database_now
from tenders.models import Tender

from ..models import InterestDeclaration
from . import services
from .access import is_recused
from .forms import LaterForm, LiftForm, SignForm
from .pages import InterestsPage
from .permissions import can_see_declarations, can_sign
from .services import Answer

TEMPLATE = "bids/interests/interests.html"
RECUSED = "Votre déport est enregistré : vous ne lirez pas les offres de cette consultation."
SIGNED = "Vos déclarations sont signées : vous pouvez lire les offres."


def found_tender(request: HttpRequest, reference: str) -> Tender:
    tender = get_object_or_404(Tender.objects.select_related("buyer"), reference=reference)
    if not (can_sign(request.user, tender) or can_see_declarations(request.user, tender)):
        raise Http404
    return tender


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interests(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one's declarations, and take those that are asked."""
    tender = found_tender(request, reference)
    if request.method != "POST":
        return page(request, tender)
    shown = InterestsPage(tender, request.user)
    form = SignForm(request.POST, parties=shown.pending)
    if not form.is_valid():
        return page(request, tender, sign_form=form)
    return take(request, tender, form, form.answers())


@login_required
@never_cache
@require_POST
def declare_later(request: HttpRequest, reference: str) -> HttpResponse:
    """Take an interest that appeared after the signature."""
    tender = found_tender(request, reference)
    form = LaterForm(request.POST, parties=InterestsPage(tender, request.user).parties)
    if not form.is_valid():
        return page(request, tender, later_form=form)
    return take(request, tender, form, [form.answer()])


@login_required
@never_cache
@require_POST
def lift(request: HttpRequest, reference: str) -> HttpResponse:
    """End a recusal by a reasoned measure."""
    tender, form = found_tender(request, reference), LiftForm(request.POST)
    if not form.is_valid():
        return page(request, tender, lift_form=form)
    declared = InterestDeclaration.objects.select_related("tender", "person")
    declaration = get_object_or_404(declared, tender=tender, pk=form.cleaned_data["declaration"])
    try:
        services.lift_recusal(
            declaration=declaration,
            measure=form.cleaned_data["measure"],
            actor=person(request),
            now=database_now(),
        )
    except ValidationError as error:
        form.add_error("measure", error)
        return page(request, tender, lift_form=form)
    messages.success(request, f"Le déport de {declaration.person} est levé ; la mesure est au journal.")
    return redirect("bids:interests", reference)


def take(request: HttpRequest, tender: Tender, form: Form, answers: list[Answer]) -> HttpResponse:
    """Sign, then lead back to the page that was asked first."""
    try:
        services.sign(actor=person(request), tender=tender, answers=answers, now=database_now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        field = "later_form" if isinstance(form, LaterForm) else "sign_form"
        return page(request, tender, **{field: form})
    if is_recused(request.user, tender):
        messages.warning(request, RECUSED)
        return redirect("bids:interests", tender.reference)
    messages.success(request, SIGNED)
    return redirect(
        wanted(request) or "tenders:officer_detail", *([] if wanted(request) else [tender.reference])
    )


def wanted(request: HttpRequest) -> str:
    """The page of this site that was asked before signing, or nothing."""
    address = request.POST.get("suite", "") or request.GET.get("suite", "")
    known = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if known else ""


def person(request: HttpRequest) -> User:
    return cast("User", request.user)


def page(request: HttpRequest, tender: Tender, **typed: Form) -> HttpResponse:
    """Show the page as it is now; ``typed``: the form that was refused."""
    shown = InterestsPage(tender, request.user)
    context = {
        "tender": tender,
        "page": shown,
        "sign_form": SignForm(parties=shown.pending),
        "later_form": LaterForm(parties=shown.parties),
        "lift_form": None,
        "suite": wanted(request),
    } | typed
    return render(request, TEMPLATE, context, status=422 if typed else 200)
