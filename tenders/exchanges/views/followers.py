"""Wanting to be told: one click when signed in, an address to confirm otherwise. Links only open a page."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from accounts.models import User
from audit.clock import database_now

from ...models import Tender
from .. import services
from ..forms import FollowForm
from ..limits import follows_too_often, is_written_to_too_often
from ..links import CONFIRM, STOP, asked_by, send_confirmation
from ..models import Follower
from .common import refuse

#: The same whether the address follows already or not: the page tells nobody who does.
SENT = (
    "Si cette adresse est la vôtre, ouvrez le lien qui vient d’y être envoyé ; il est valable trois jours. "
    "Sans cette confirmation, l’adresse n’est pas gardée."
)
NOT_SENT = "Le courriel n’a pas pu partir : recommencez dans quelques minutes."
TOO_OFTEN = "Trop de demandes viennent d’être faites d’ici : recommencez dans une heure."


@method_decorator(never_cache, name="dispatch")
class Follow(View):
    """Be told of answers and changes."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.page(self.tender(reference), FollowForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        tender = self.tender(reference)
        return self.by_person(tender) if request.user.is_authenticated else self.by_address(tender)

    def by_person(self, tender: Tender) -> HttpResponse:
        actor = cast("User", self.request.user)
        try:
            if self.request.POST.get("action") == "stop":
                services.stop_following(tender=tender, actor=actor)
            else:
                services.follow(tender=tender, actor=actor, now=database_now())
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        return redirect("tenders:follow", tender.reference)

    def by_address(self, tender: Tender) -> HttpResponse:
        form = FollowForm(self.request.POST)
        if not form.is_valid():
            return self.page(tender, form, 422)
        try:
            services.following.require_open(tender)
        except ValidationError as error:
            refuse(form, error)
            return self.page(tender, form, 409)
        return self.written_to(tender, form)

    def written_to(self, tender: Tender, form: FollowForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        if follows_too_often(self.request):
            form.add_error(None, TOO_OFTEN)
            return self.page(tender, form, 429)
        silent = is_written_to_too_often(self.request, tender.reference, email)
        if not silent and not send_confirmation(tender, email):
            form.add_error(None, NOT_SENT)
            return self.page(tender, form, 503)
        messages.success(self.request, SENT)
        return redirect("tenders:public_detail", tender.reference)

    def tender(self, reference: str) -> Tender:
        return get_object_or_404(Tender.objects.public().select_related("buyer"), reference=reference)

    def page(self, tender: Tender, form: FollowForm, status: int = 200) -> HttpResponse:
        user = self.request.user
        follows = user.is_authenticated and Follower.objects.filter(tender=tender, user=user).exists()
        context = {"tender": tender, "form": form, "follows": follows, "open": tender.state == "published"}
        return render(self.request, "tenders/exchanges/follow.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class SignedLink(View):
    """A page that a signed link opens: the link alone changes nothing, its button does."""

    salt = ""
    template = ""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.page(token, done=False)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        found = asked_by(token, self.salt)
        if found:
            try:
                self.act(*found)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
                return redirect("tenders:public_detail", found[0].reference)
        return self.page(token, done=True)

    def act(self, tender: Tender, email: str) -> None:
        raise NotImplementedError

    def page(self, token: str, *, done: bool) -> HttpResponse:
        found = asked_by(token, self.salt)
        context: dict[str, Any] = {"known": found is not None, "done": done}
        if found:
            context |= {"tender": found[0], "email": found[1]}
        return render(self.request, self.template, context, status=200 if found else 404)


class ConfirmFollowing(SignedLink):
    salt, template = CONFIRM, "tenders/exchanges/confirm_following.html"

    def act(self, tender: Tender, email: str) -> None:
        services.follow_by_address(tender=tender, email=email, now=database_now())


class StopFollowing(SignedLink):
    salt, template = STOP, "tenders/exchanges/stop_following.html"

    def act(self, tender: Tender, email: str) -> None:
        services.stop_following_by_address(tender=tender, email=email)
