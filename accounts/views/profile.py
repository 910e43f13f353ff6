"""One's own account: name, roles, ways of signing in."""

from itertools import groupby
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.views.generic import FormView, TemplateView
from knox.models import AuthToken

from ..enums import Role
from ..forms.members import NameForm
from ..models import Membership, Organisation, User
from ..permissions import may_add_operator, may_hold_tokens
from ..services import rename
from .people import signed_in


def affiliations(user: User) -> list[dict[str, Any]]:
    """Return the person's organisations by name, each with the roles held and whether they administer it."""
    held = Membership.objects.filter(user=user).select_related("organisation")
    ordered = sorted(held, key=lambda membership: (membership.organisation.legal_name, membership.role))
    return [
        _affiliation(organisation, list(memberships))
        for organisation, memberships in groupby(ordered, key=lambda membership: membership.organisation)
    ]


def _affiliation(organisation: Organisation, memberships: list[Membership]) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "roles": [membership.get_role_display() for membership in memberships],
        "administers": any(membership.role == Role.ADMINISTRATOR for membership in memberships),
    }


class ProfileView(LoginRequiredMixin, TemplateView):
    template_name = "accounts/profile.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = signed_in(self.request)
        kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        return super().get_context_data(
            **kwargs,
            affiliations=affiliations(user),
            address=EmailAddress.objects.get_primary(user),
            has_app="totp" in kinds,
            has_key="webauthn" in kinds,
            may_add_operator=may_add_operator(user),
            may_hold_tokens=may_hold_tokens(user),
            token_count=AuthToken.objects.filter(user=user).count(),
        )


class RenameView(LoginRequiredMixin, FormView[NameForm]):
    form_class = NameForm
    template_name = "accounts/rename.html"
    success_url = reverse_lazy("accounts:profile")

    def get_initial(self) -> dict[str, Any]:
        return {"full_name": signed_in(self.request).full_name}

    def form_valid(self, form: NameForm) -> HttpResponse:
        rename(actor=signed_in(self.request), full_name=form.cleaned_data["full_name"])
        messages.success(self.request, "Votre nom est enregistré.")
        return super().form_valid(form)
