"""The officer's list, a new consultation, the buyer's file, and its end."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.generic import View

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import is_auditor, organisations_with_role
from audit.clock import database_now

from .. import hub, services
from ..enums import TenderState
from ..forms.sections import AbandonForm, NewTenderForm
from ..models import Tender
from ..permissions import READERS, can_abandon, can_create, can_manage
from ..presentation import tender_tone
from ..proposal import Choice
from ..review import outlets
from .access import BuyerPage, OfficerPage

PAGE_SIZE = 25
SHOWN_STATES = [state for state in TenderState if state != TenderState.DISCARDED]


class OfficerList(LoginRequiredMixin, View):
    """The consultations of one's own buyers, whoever wrote them; all that were published for an auditor."""

    def get(self, request: HttpRequest) -> HttpResponse:
        state = request.GET.get("etat", "")
        found = self.consultations()
        chosen = found.filter(state=state) if state in TenderState.values else found
        page = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
        rows = [(tender, tender_tone(tender)) for tender in page]
        context = {
            "page": page,
            "rows": rows,
            "state": state,
            "states": SHOWN_STATES,
            "now": database_now(),
            "can_create": can_create(request.user),
        }
        return render(request, "tenders/officer_list.html", context)

    def consultations(self) -> QuerySet[Tender]:
        user = cast("User", self.request.user)
        reading = organisations_with_role(user, *READERS)
        if not reading and not is_auditor(user):
            raise PermissionDenied("Cette page est celle des organismes acheteurs et des corps de contrôle.")
        drafting = organisations_with_role(user, Role.OFFICER)
        own = Tender.objects.in_files(drafting=drafting, reading=reading)
        found = own | Tender.objects.public() if is_auditor(user) else own
        return found.select_related("buyer").order_by("-saved_at", "-pk")


class CreateTender(LoginRequiredMixin, View):
    """A title is enough to begin."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not can_create(request.user):
            raise PermissionDenied("Seul un agent acheteur crée une consultation.")
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None) -> NewTenderForm:
        buyers = organisations_with_role(cast("User", self.request.user), Role.OFFICER)
        return NewTenderForm(data, buyers=buyers)

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "tenders/create.html", {"form": self.form()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return render(request, "tenders/create.html", {"form": form}, status=422)
        tender = services.create_tender(
            actor=cast("User", request.user),
            buyer=form.cleaned_data["buyer"],
            title=form.cleaned_data["title"],
            now=database_now(),
        )
        return redirect("tenders:draft", tender.reference)


class OfficerDetail(BuyerPage):
    """The buyer's file: what this stage knows, and the panels of the later ones."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.tender.is_draft:
            return redirect("tenders:draft", reference)
        if self.tender.amends:
            return redirect("tenders:officer_detail", self.tender.amends.reference)
        context = {
            "tender": self.tender,
            "tone": tender_tone(self.tender),
            "now": database_now(),
            "lots": self.tender.lots.select_related("main_cpv").order_by("number"),
            "panels": [(panel, self.drawn(panel)) for panel in hub.panels_for(self.tender, request.user)],
            "choice": Choice.read(self.tender, database_now()),
            "outlets": outlets(self.tender),
            "can_abandon": can_abandon(request.user, self.tender),
            "can_manage": can_manage(request.user, self.tender),
        }
        return render(request, "tenders/officer_detail.html", context)

    def drawn(self, panel: hub.DrawnPanel) -> str:
        context = {"tender": self.tender, "panel": panel, **panel.context}
        return render_to_string(panel.template, context, request=self.request)


class DiscardTender(OfficerPage):
    """Giving up a draft, after a confirmation."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        if self.tender.amends:
            return redirect("tenders:discard_amendment", self.tender.amends.reference)
        if not self.tender.is_draft:
            return redirect("tenders:officer_detail", reference)
        return render(request, "tenders/discard.html", {"tender": self.tender, "cancel_url": "../"})

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        try:
            services.discard_tender(actor=self.user, tender=self.tender, now=database_now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("tenders:officer_detail", reference)
        messages.success(request, f"Le brouillon {reference} est abandonné.")
        return redirect("tenders:officer_list")


class AbandonTender(OfficerPage):
    """Declaring a procedure « sans suite », with its reason."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.page(AbandonForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = AbandonForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        reason = form.cleaned_data["reason"]
        try:
            services.abandon_tender(actor=self.user, tender=self.tender, reason=reason, now=database_now())
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.page(form, status=409)
        messages.success(request, "La consultation est déclarée sans suite.")
        return redirect("tenders:officer_detail", reference)

    def page(self, form: AbandonForm, status: int = 200) -> HttpResponse:
        context = {"tender": self.tender, "form": form, "cancel_url": "../"}
        return render(self.request, "tenders/abandon.html", context, status=status)
