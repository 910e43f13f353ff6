"""The members of an organisation, for its administrators."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from ..forms.members import InvitationForm
from ..invitations import deliver, is_too_often
from ..models import Invitation, Membership, Organisation
from ..permissions import administers
from ..responses import too_many_requests
from ..services import invite, revoke_role, withdraw_invitation
from .people import signed_in


class AdministeredOrganisation(LoginRequiredMixin):
    """Members see that the page is not for them (403); to strangers it does not exist (404)."""

    request: HttpRequest
    organisation: Organisation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        user = signed_in(request)
        mine = Organisation.objects.filter(memberships__user=user).distinct()
        self.organisation = get_object_or_404(mine, pk=kwargs["organisation_id"])
        if not administers(user, self.organisation):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def members_url(self) -> str:
        return reverse("accounts:members", args=[self.organisation.pk])


class MembersView(AdministeredOrganisation, FormView[InvitationForm]):
    """Who is a member and as what; the form below invites."""

    form_class = InvitationForm
    template_name = "accounts/members.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "organisation": self.organisation}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        memberships = self.organisation.memberships.select_related("user").order_by("user__full_name", "role")
        return super().get_context_data(
            **kwargs,
            organisation=self.organisation,
            memberships=memberships,
            invitations=Invitation.objects.filter(organisation=self.organisation),
            pending=set(Invitation.objects.pending().values_list("pk", flat=True)),
        )

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        if is_too_often(self.request):
            return too_many_requests(self.request, seconds=3600)
        email, actor = form.cleaned_data["email"], signed_in(self.request)
        invitation = invite(
            organisation=self.organisation, email=email, roles=form.chosen_roles(), actor=actor
        )
        if invitation is None:
            messages.success(self.request, f"{email} était déjà membre : ses rôles sont complétés.")
        else:
            self._deliver(invitation)
        return redirect(self.members_url)

    def _deliver(self, invitation: Invitation) -> None:
        if deliver(invitation, self.request):
            messages.success(self.request, f"Une invitation est partie à {invitation.email}.")
        else:
            messages.warning(
                self.request,
                f"L’invitation est enregistrée, mais le message à {invitation.email} n’a pas pu partir. "
                "Invitez de nouveau cette adresse dans quelques minutes.",
            )


class ConfirmedChangeView(AdministeredOrganisation, TemplateView):
    """A page that asks before it changes something, and says why when it cannot."""

    done = ""

    def change(self) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.change()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, self.done)
        return redirect("accounts:profile" if self._left() else self.members_url)

    def _left(self) -> bool:
        return not administers(signed_in(self.request), self.organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, cancel_url=self.members_url, organisation=self.organisation)


class RevokeRoleView(ConfirmedChangeView):
    template_name = "accounts/revoke_role.html"
    done = "Le rôle est retiré."

    def membership(self) -> Membership:
        return get_object_or_404(self.organisation.memberships, pk=self.kwargs["membership_id"])

    def change(self) -> None:
        revoke_role(membership=self.membership(), actor=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, membership=self.membership())


class WithdrawInvitationView(ConfirmedChangeView):
    template_name = "accounts/withdraw_invitation.html"
    done = "L’invitation est retirée : son lien ne vaut plus rien."

    def invitation(self) -> Invitation:
        return get_object_or_404(self.organisation.invitations, pk=self.kwargs["invitation_id"])

    def change(self) -> None:
        withdraw_invitation(invitation=self.invitation(), actor=signed_in(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, invitation=self.invitation())
