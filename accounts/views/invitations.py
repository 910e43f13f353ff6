"""The page that the letter of an invitation leads to."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from ..forms.members import NewcomerForm
from ..invitations import invitation_of
from ..models import Invitation, User
from ..services import accept_as_newcomer, accept_invitation
from .people import signed_in


@method_decorator(never_cache, name="dispatch")
@method_decorator(sensitive_post_parameters("password1", "password2"), name="dispatch")
class InvitationView(FormView[NewcomerForm]):
    """Accept with the account one has, or create one: the link proves that the address is one's own."""

    form_class = NewcomerForm
    template_name = "accounts/invitation.html"
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        invitation = invitation_of(kwargs["token"])
        if invitation is None:
            return render(request, "accounts/invitation_refused.html", status=410)
        self.invitation = invitation
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "email": self.invitation.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        has_account = User.objects.filter(email=self.invitation.email).exists()
        return super().get_context_data(**kwargs, invitation=self.invitation, has_account=has_account)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return self._accept(request)
        return super().post(request, *args, **kwargs)

    def _accept(self, request: HttpRequest) -> HttpResponse:
        try:
            accept_invitation(invitation=self.invitation, actor=signed_in(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"Vous êtes membre de {self.invitation.organisation}.")
        return redirect("accounts:profile")

    def form_valid(self, form: NewcomerForm) -> HttpResponse:
        try:
            accept_as_newcomer(
                invitation=self.invitation,
                full_name=form.cleaned_data["full_name"],
                password=form.cleaned_data["password1"],
            )
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect("account_login")
        messages.success(self.request, "Votre compte est créé. Connectez-vous.")
        return redirect("account_login")
