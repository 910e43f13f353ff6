"""Finding the consultation of an address, for someone who may see it."""

from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View

from accounts.models import User

from ..models import Tender
from ..permissions import can_manage, can_read_file, is_public


class BuyerPage(LoginRequiredMixin, View):
    """A page of the buyer's file: a draft does not exist for strangers, a published file is refused them."""

    tender: Tender

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.tender = self.find(str(kwargs["reference"]))
        return super().dispatch(request, *args, **kwargs)

    def find(self, reference: str) -> Tender:
        tender = get_object_or_404(Tender.objects.select_related("buyer"), reference=reference)
        if self.allows(tender):
            return tender
        if is_public(tender):
            raise PermissionDenied("Ce dossier est réservé à l’organisme acheteur.")
        raise Http404("Aucune consultation ne porte cette référence.")

    def allows(self, tender: Tender) -> bool:
        return can_read_file(self.request.user, tender)

    @property
    def user(self) -> User:
        return cast("User", self.request.user)


class OfficerPage(BuyerPage):
    """A page where the consultation is changed: the buyer's officers only."""

    def allows(self, tender: Tender) -> bool:
        return can_manage(self.request.user, tender)
