"""Registering a bidder: a newcomer with their organisation, or a signed-in person's organisation."""

from typing import Any

from allauth.account.views import SignupView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic import FormView

from ..forms.registration import OrganisationForm, RegistrationForm
from ..permissions import may_add_operator
from ..services import add_operator
from .framing import framed
from .people import signed_in


class NewcomerView(SignupView):  # type: ignore[misc]  # allauth has no types
    """allauth's sign-up (rate limit, verification of the address, silence on known addresses), our form."""

    form_class = RegistrationForm
    template_name = "accounts/register.html"

    def form_valid(self, form: RegistrationForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[no-any-return]
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)  # type: ignore[no-any-return]


class AddOperatorView(LoginRequiredMixin, FormView[OrganisationForm]):
    form_class = OrganisationForm
    template_name = "accounts/add_operator.html"
    success_url = reverse_lazy("accounts:profile")

    def form_valid(self, form: OrganisationForm) -> HttpResponse:
        try:
            organisation = add_operator(actor=signed_in(self.request), organisation=form.organisation())
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"{organisation} est inscrite : vous l’administrez et pouvez déposer.")
        return super().form_valid(form)


def register(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """One address for all who want to bid, whatever they already have."""
    if not request.user.is_authenticated:
        return framed(NewcomerView.as_view())(request, **kwargs)
    if may_add_operator(signed_in(request)):
        return AddOperatorView.as_view()(request, **kwargs)
    messages.info(request, "Vous appartenez déjà à une organisation.")
    return redirect("accounts:profile")
