"""Putting off the deadline."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from audit.clock import database_now
from ui.formatting import date_paris

from ...exchanges.deadlines import questions_close_at
from ...views.access import OfficerPage
from ..forms import PostponeForm, values
from ..services import postpone
from ..writing import last_number
from .common import show_refusal


class PostponeDeadline(OfficerPage):
    """The form, and what it does."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        initial = {"seen": last_number(self.tender), "deadline_at": self.tender.deadline_at}
        return self.page(self.form(initial=initial))

    def form(self, data: Any = None, **options: Any) -> PostponeForm:
        due_at = self.tender.questions_due_at
        return PostponeForm(data, questions_due_at=due_at, now=database_now(), **options)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            version = postpone(actor=self.user, tender=self.tender, **values(form))
        except ValidationError as error:
            show_refusal(request, form, error, seen=last_number(self.tender))
            self.tender.refresh_from_db()
            return self.page(form, status=409)
        messages.success(
            request,
            f"La date limite est repoussée au {date_paris(version.deadline_at)}. Les personnes concernées "
            "sont prévenues par courriel.",
        )
        return redirect("tenders:officer_detail", reference)

    def page(self, form: PostponeForm, status: int = 200) -> HttpResponse:
        now = database_now()
        context = {
            "tender": self.tender,
            "form": form,
            "now": now,
            "questions_close_at": questions_close_at(self.tender),
            "open": self.tender.accepts_deposits_at(now),
            "cancel_url": "../",
            "confirm_tone": "primary",
        }
        return render(self.request, "tenders/versions/postpone.html", context, status=status)
