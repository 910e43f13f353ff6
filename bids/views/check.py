"""Check a filled workbook before depositing it; nothing of it is kept."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tenders.models import Lot
from ui.formatting import euros, nombre

from ..applications.content import FORM_LABELS
from ..forms import CheckForm
from ..names import display_name
from ..permissions import bidding_organisations
from ..specs import reading_spec
from ..throttle import CHECKS_PER_MINUTE, may_check
from ..workbook.child import read_in_child
from ..workbook.limits import Limits
from ..workbook.report import ReadResult
from .common import person, public_lot

TOO_OFTEN = (
    f"Vous avez vérifié {CHECKS_PER_MINUTE} classeurs en une minute : attendez une minute, puis recommencez. "
    "Le dépôt, lui, n’est pas limité."
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    lot = public_lot(reference, number)
    if not bidding_organisations(request.user):
        return render(request, "bids/no_organisation.html", {"tender": lot.tender}, status=403)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CheckForm(*sent)
    context = {"form": form, "lot": lot, "tender": lot.tender}
    if request.method != "POST":
        return render(request, "bids/check.html", context)
    if not form.is_valid():
        return render(request, "bids/check.html", context, status=422)
    if not may_check(person(request).pk):
        form.add_error("workbook", TOO_OFTEN)
        return render(request, "bids/check.html", context, status=429)
    upload = form.cleaned_data["workbook"]
    found = summary(read(upload, lot), display_name(upload.name))
    return render(request, "bids/check.html", {**context, **found})


def summary(result: ReadResult, name: str) -> dict[str, object]:
    content = result.content
    if content is None:
        return {"result": result, "file_name": name}
    return {
        "result": result,
        "file_name": name,
        "price_text": euros(content.total_price_eur),
        "team_count": nombre(len(content.teams)),
        "shift_count": nombre(len(content.shifts)),
        "application_text": application_text(result),
    }


def application_text(result: ReadResult) -> str:
    """What the sheets on the application give, in a word."""
    application = result.content.application if result.content else None
    if application:
        return FORM_LABELS[application.form]
    return "à corriger" if result.errors else "non remplie"


def read(upload: TemporaryUploadedFile, lot: Lot) -> ReadResult:
    """Read the temporary file where it is; Django removes it when the request ends."""
    limits = Limits(file_size=settings.MAX_WORKBOOK_BYTES)
    return read_in_child(Path(upload.temporary_file_path()), reading_spec(lot), limits)
