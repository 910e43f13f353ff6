"""Amending a published consultation: begun, compared, published or given up."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from audit.clock import database_now

from ...models import Tender
from ...presentation import problem_url, section_url
from ...views.access import OfficerPage
from ..amendment import Amendment, copy_digest, open_copy
from ..comparison import Change
from ..forms import AmendForm
from ..services import amend, discard_amendment, start_amendment
from ..writing import last_number
from .common import show_refusal


class PreparedAmendment(OfficerPage):
    """What the working copy changes, what it is worth, and its publication; or how to begin."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        copy = open_copy(self.tender)
        if copy is None:
            return self.before_it()
        amendment = Amendment.of(self.tender, copy, database_now())
        return self.page(amendment, self.form(amendment))

    def before_it(self) -> HttpResponse:
        now = database_now()
        context = {
            "tender": self.tender,
            "open": self.tender.accepts_deposits_at(now),
            "seen": last_number(self.tender),
        }
        return render(self.request, "tenders/versions/amendment_start.html", context)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Publish."""
        copy = open_copy(self.tender)
        if copy is None:
            messages.error(request, "Cette modification n’est plus en préparation. Rien n’a été modifié.")
            return redirect("tenders:amendment", reference)
        amendment = Amendment.of(self.tender, copy, database_now())
        form = self.form(amendment, request.POST)
        if not form.is_valid():
            return self.page(amendment, form, status=422)
        try:
            version = amend(actor=self.user, tender=self.tender, **form.publication())
        except ValidationError as error:
            return self.refused(form, error)
        messages.success(
            request,
            f"La version {version.number} est publiée. Les personnes concernées sont prévenues par courriel.",
        )
        return redirect("tenders:officer_detail", reference)

    def refused(self, form: AmendForm, error: ValidationError) -> HttpResponse:
        """Show the page as it is now, with what was typed."""
        self.tender.refresh_from_db()
        copy = open_copy(self.tender)
        if copy is None:
            messages.error(self.request, " ".join(error.messages))
            return redirect("tenders:amendment", self.tender.reference)
        amendment = Amendment.of(self.tender, copy, database_now())
        shown = self.shown(amendment, form.cleaned_data["deadline_at"])
        again = self.form(amendment, {**self.still_true(shown["read"]), **shown})
        again.is_valid()
        show_refusal(self.request, again, error)
        return self.page(amendment, again, status=409)

    def still_true(self, read: str) -> dict[str, Any]:
        """Return what was typed; a box ticked for other warnings is not ticked for these."""
        typed = {name: self.request.POST[name] for name in self.request.POST}
        if typed.get("read") != read:
            typed.pop("acknowledge", None)
        return typed

    def form(self, amendment: Amendment, data: Any = None) -> AmendForm:
        wished = self.wished_deadline(amendment)
        shown = self.shown(amendment, wished)
        initial = {**shown, "deadline_at": wished}
        return AmendForm(data, initial=initial, former=amendment.former_deadline, warned=bool(shown["read"]))

    def shown(self, amendment: Amendment, deadline_at: datetime) -> dict[str, Any]:
        """Return what the form says that its page shows."""
        return {
            "seen": amendment.former.number,
            "copy_seen": copy_digest(amendment.copy),
            "read": " ".join(one.code for one in amendment.warnings(deadline_at)),
        }

    def wished_deadline(self, amendment: Amendment) -> datetime:
        return max(amendment.copy.deadline_at or amendment.proposed, amendment.proposed)

    def shown_deadline(self, amendment: Amendment, form: AmendForm) -> datetime:
        typed = getattr(form, "cleaned_data", {}).get("deadline_at")
        return typed if isinstance(typed, datetime) else self.wished_deadline(amendment)

    def page(self, amendment: Amendment, form: AmendForm, status: int = 200) -> HttpResponse:
        linked = [(one, problem_url(amendment.copy, one)) for one in amendment.problems]
        context = {
            "tender": self.tender,
            "copy": amendment.copy,
            "amendment": amendment,
            "rows": [(change, change_url(amendment.copy, change)) for change in amendment.changes],
            "warnings": amendment.warnings(self.shown_deadline(amendment, form)),
            "blocking": [(problem, url) for problem, url in linked if problem.blocks],
            "open": self.tender.accepts_deposits_at(amendment.now),
            "form": form,
            "now": amendment.now,
        }
        return render(self.request, "tenders/versions/amendment.html", context, status=status)


def change_url(copy: Tender, change: Change) -> str:
    """Return the page of the copy where this change was typed."""
    return section_url(copy, change.section, change.lot)


class StartAmendment(OfficerPage):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        seen = request.POST.get("seen", "")
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= 5 else -1
        try:
            copy = start_amendment(actor=self.user, tender=self.tender, seen=number)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("tenders:amendment", reference)
        messages.success(request, "La copie de travail est ouverte : rien n’est public avant sa publication.")
        return redirect("tenders:draft", copy.reference)


class DiscardAmendment(OfficerPage):
    """Giving up the working copy, after a confirmation."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        context = {"tender": self.tender, "cancel_url": "../"}
        return render(request, "tenders/versions/amendment_discard.html", context)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        try:
            discard_amendment(actor=self.user, tender=self.tender, now=database_now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, "La modification est abandonnée. La version publiée n’a pas changé.")
        return redirect("tenders:officer_detail", reference)
