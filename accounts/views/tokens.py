"""An auditor's API tokens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView
from knox.models import AuthToken

from ..forms.tokens import TokenForm
from ..permissions import may_hold_tokens
from ..services import create_token, revoke_token
from .people import signed_in


@method_decorator(never_cache, name="dispatch")
class TokenHolderView(LoginRequiredMixin):
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_hold_tokens(signed_in(request)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TokensView(TokenHolderView, FormView[TokenForm]):
    form_class = TokenForm
    template_name = "accounts/tokens.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = AuthToken.objects.filter(user=signed_in(self.request))
        return super().get_context_data(
            **kwargs,
            tokens=mine.order_by("-created"),
            expired=set(mine.filter(expiry__lt=Now()).values_list("pk", flat=True)),
        )

    def form_valid(self, form: TokenForm) -> HttpResponse:
        """Show the secret in the answer itself: it is written nowhere, a reload cannot bring it back."""
        try:
            token, secret = create_token(actor=signed_in(self.request), days=form.cleaned_data["days"])
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return render(self.request, "accounts/token_created.html", {"token": token, "secret": secret})


class RevokeTokenView(TokenHolderView, TemplateView):
    template_name = "accounts/revoke_token.html"
    extra_context = {"cancel_url": reverse_lazy("accounts:tokens")}

    def token(self) -> AuthToken:
        return get_object_or_404(
            AuthToken, user=signed_in(self.request), token_key__startswith=self.kwargs["start"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, token=self.token())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            revoke_token(token=self.token(), actor=signed_in(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Le jeton est révoqué : il n’ouvre plus rien.")
        return redirect("accounts:tokens")
