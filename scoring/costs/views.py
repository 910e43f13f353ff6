"""The pages of the cost parameters: those in force, and the history of one with a form to add a value."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.generic import FormView, TemplateView

from accounts.models import Organisation, User
from audit.clock import PARIS, database_now
from scoring.engine.labour_rates import MEANING, RateKind

from .forms import RateForm
from .models import LabourRate
from .pages import SLUGS, kind_rows
from .permissions import can_add_rates, can_read_rates, readable_buyers
from .services import add_rate


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Go to the parameters of the only buyer whose files one reads, or choose among them."""
    buyers = list(readable_buyers(request.user))
    if not buyers:
        raise PermissionDenied("Les paramètres de coût sont réservés aux organismes acheteurs.")
    if len(buyers) == 1:
        return redirect("scoring:labour_rates", buyers[0].pk)
    return render(request, "scoring/costs/buyers.html", {"buyers": buyers})


class BuyerRates(LoginRequiredMixin):
    """Strangers do not learn that the page exists."""

    request: HttpRequest
    buyer: Organisation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.buyer = get_object_or_404(Organisation, pk=kwargs["buyer_id"])
        if not can_read_rates(request.user, self.buyer):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def page_context(self) -> dict[str, Any]:
        return {"buyer": self.buyer, "may_add": can_add_rates(self.request.user, self.buyer)}


class RatesView(BuyerRates, TemplateView):
    """What is in force today, with its source."""

    template_name = "scoring/costs/rates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = database_now().astimezone(PARIS).date()
        rows = kind_rows(self.buyer, today)
        return super().get_context_data(**kwargs, **self.page_context(), today=today, rows=rows)


class RateView(BuyerRates, FormView[RateForm]):
    """Every value of one parameter, the latest first; officers add the next one below."""

    form_class = RateForm
    template_name = "scoring/costs/rate.html"

    @property
    def kind(self) -> RateKind:
        kind = SLUGS.get(self.kwargs["slug"])
        if kind is None:
            raise Http404
        return kind

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kind": self.kind}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = LabourRate.objects.of_buyer(self.buyer).filter(kind=self.kind)
        named = {"kind": self.kind, "label": MEANING[self.kind], "history": history}
        return super().get_context_data(**kwargs, **self.page_context(), **named)

    def form_valid(self, form: RateForm) -> HttpResponse:
        rate = add_rate(
            buyer=self.buyer,
            data=form.data_given(),
            actor=cast("User", self.request.user),
            now=database_now(),
        )
        messages.success(self.request, f"Nouvelle valeur enregistrée : {rate}.")
        return redirect(reverse("scoring:labour_rates", args=[self.buyer.pk]))
