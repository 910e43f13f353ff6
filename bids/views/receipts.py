"""The bidder's receipts and deposits."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.clock import database_now
from audit.journal.canonical import canonical_bytes

from ..models import Submission
from ..permissions import bidding_organisations, can_deposit, can_see_receipt
from ..remarks import remarks


def receipt_submission(request: HttpRequest, submission_id: UUID) -> Submission:
    """Return the submission with its receipt; to a stranger it does not exist."""
    found = get_object_or_404(
        Submission.objects.select_related("receipt", "tender", "organisation", "replaced_by__receipt"),
        pk=submission_id,
    )
    if not can_see_receipt(request.user, found):
        raise Http404
    return found


@login_required
@never_cache
@require_safe
def receipt(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    submission = receipt_submission(request, submission_id)
    context = {
        "submission": submission,
        "receipt": submission.receipt,
        "content": submission.receipt.content,
        "remarks": remarks(submission),
        "is_bidder": can_deposit(request.user, submission.organisation),
        "can_replace": submission.tender.accepts_deposits_at(database_now()),
    }
    return render(request, "bids/receipt.html", context)


@login_required
@never_cache
@require_safe
def receipt_json(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Give the receipt's canonical bytes: the SHA-256 of the file is the fingerprint printed on the page."""
    found = receipt_submission(request, submission_id).receipt
    response = HttpResponse(canonical_bytes(found.content), content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(True, f"{found.number}.json")  # noqa: FBT003
    return response


@login_required
@never_cache
@require_safe
def my_submissions(request: HttpRequest) -> HttpResponse:
    """List all deposits of the person's organisations, the latest first."""
    organisations = bidding_organisations(request.user)
    found = (
        Submission.objects.filter(organisation__in=organisations)
        .select_related("receipt", "tender", "organisation")
        .prefetch_related("files", "bids__lot")
        .order_by("-received_at")
    )
    return render(request, "bids/my_submissions.html", {"submissions": found, "organisations": organisations})
