"""Receipts, and the files of opened answers."""

import logging
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.clock import database_now
from audit.journal.canonical import canonical_bytes
from bids.permissions import can_deposit
from bids.sealing.access import open_sealed
from bids.sealing.envelope import DamagedFile, NoSpaceLeft

from ..models import RegularisationAnswer, RegularisationFile
from ..permissions import can_read_answer, can_see_answer_receipt

logger = logging.getLogger(__name__)


def receipted(request: HttpRequest, answer_id: UUID) -> RegularisationAnswer:
    """To a stranger it does not exist."""
    answers = RegularisationAnswer.objects.select_related("round__tender", "organisation")
    found = get_object_or_404(answers, pk=answer_id)
    if not can_see_answer_receipt(request.user, found):
        raise Http404
    return found


@login_required
@never_cache
@require_safe
def receipt(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    found = receipted(request, answer_id)
    context = {
        "answer": found,
        "round": found.round,
        "content": found.receipt,
        "is_bidder": can_deposit(request.user, found.organisation),
        "can_replace": database_now() <= found.round.due_at,
    }
    return render(request, "admissibility/regularisation/receipt.html", context)


@login_required
@never_cache
@require_safe
def receipt_json(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """Give the receipt's canonical bytes: their SHA-256 is the fingerprint printed on the page."""
    found = receipted(request, answer_id)
    response = HttpResponse(canonical_bytes(found.receipt), content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(True, f"{found.number}.json")  # noqa: FBT003
    return response


@login_required
@never_cache
@require_safe
def document(request: HttpRequest, file_id: UUID) -> HttpResponse | FileResponse:
    """Give a file of an opened answer as a download that no browser shows or runs."""
    files = RegularisationFile.objects.select_related("answer__round__tender", "answer__organisation")
    file = get_object_or_404(files, pk=file_id)
    if not can_read_answer(request.user, file.answer):
        raise Http404
    try:
        content = open_sealed(file)
    except (DamagedFile, NoSpaceLeft) as error:
        logger.exception("document %s", file.pk)
        return render(request, "bids/unavailable.html", {"file": file, "reason": error}, status=503)
    response = FileResponse(
        content, as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
