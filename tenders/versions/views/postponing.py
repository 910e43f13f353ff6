"""Putting off the deadline."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from audit.clock import database_now
from ui.formatting import date_paris

from ...views.access import OfficerPage
from ..forms import PostponeForm, values
from ..services import postpone
from ..writing import last_number
from .common import show_refusal


class PostponeDeadline(OfficerPage):
    """The form, and what it does."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        initial = {"seen": last_number(self.tender), "deadline_at": self.tender.deadline_at}
        return self.page(PostponeForm(initial=initial))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        form = PostponeForm(request.POST)
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
            "open": self.tender.accepts_deposits_at(now),
            "cancel_url": "../",
            "confirm_tone": "primary",
        }
        return render(self.request, "tenders/versions/postpone.html", context, status=status)
