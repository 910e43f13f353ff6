"""Asking, and finding one's questions again."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from accounts.models import User
from audit.clock import database_now

from ...models import Tender
from .. import services
from ..forms import AskForm
from ..limits import asks_too_often
from ..pages import Calendar
from ..permissions import can_ask, own_questions
from ..services.asking import BUYERS_OWN
from .common import refuse

TOO_OFTEN = (
    "Vous avez posé vingt questions en une heure : attendez un peu. Votre texte est conservé ci-dessous."
)
PAGE_SIZE = 25


@method_decorator(never_cache, name="dispatch")
class AskQuestion(LoginRequiredMixin, View):
    """A question in writing, until the end of questions."""

    tender: Tender

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            public = Tender.objects.public().select_related("buyer")
            self.tender = get_object_or_404(public, reference=kwargs["reference"])
            if not can_ask(request.user, self.tender):
                raise PermissionDenied(BUYERS_OWN)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self.page(AskForm(tender=self.tender))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = AskForm(request.POST, tender=self.tender)
        if not form.is_valid():
            return self.page(form, status=422)
        if asks_too_often(request):
            form.add_error(None, TOO_OFTEN)
            return self.page(form, status=429)
        actor, now = cast("User", request.user), database_now()
        try:
            question = services.ask(tender=self.tender, actor=actor, now=now, **form.cleaned_data)
        except ValidationError as error:
            return self.refused(form, error)
        messages.success(
            request, f"Votre question n° {question.number} est envoyée à l’acheteur, sans votre nom."
        )
        return redirect("tenders:my_questions")

    def refused(self, form: AskForm, error: ValidationError) -> HttpResponse:
        refuse(form, error)
        if form.has_error("text", "names_author"):
            form.offer_to_keep_names()
        return self.page(form, status=422)

    def page(self, form: AskForm, status: int = 200) -> HttpResponse:
        context = {"tender": self.tender, "form": form, "calendar": Calendar(self.tender, database_now())}
        return render(self.request, "tenders/exchanges/ask.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class MyQuestions(LoginRequiredMixin, View):
    """One's own questions and those of one's operator, with what became of them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = own_questions(request.user).select_related("tender", "lot", "answer", "asked_by")
        page = Paginator(found.order_by("-asked_at", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
        return render(request, "tenders/exchanges/my_questions.html", {"page": page})
