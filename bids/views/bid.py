"""An opened bid: with every stage’s panels for the buyer’s file readers, without them for its bidder."""

import logging
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tenders.permissions import can_read_file

from ..interests.access import refusal
from ..models import Bid, SubmissionFile
from ..panels import drawn_panels
from ..permissions import can_deposit, can_read_bid, can_read_submission_files
from ..presentation import BidPage
from ..sealing.access import open_sealed
from ..sealing.envelope import DamagedFile, NoSpaceLeft

logger = logging.getLogger(__name__)


def readable_bid(request: HttpRequest, pk: int) -> Bid:
    bid = get_object_or_404(
        Bid.objects.select_related("lot__tender__buyer", "organisation", "submission__receipt"), pk=pk
    )
    if not can_read_bid(request.user, bid):
        raise refusal(request.user, bid.lot.tender)
    return bid


@login_required
@never_cache
@require_safe
def bid_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the bid to those who read the buyer's file."""
    bid = readable_bid(request, pk)
    if not can_read_file(request.user, bid.lot.tender):
        raise PermissionDenied
    context = {"bid": bid, "page": BidPage(bid), "panels": drawn_panels(request, bid)}
    return render(request, "bids/bid_detail.html", context)


@login_required
@never_cache
@require_safe
def my_bid(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a bidder how its own bid was read."""
    bid = readable_bid(request, pk)
    if not can_deposit(request.user, bid.organisation):
        raise PermissionDenied
    panels = drawn_panels(request, bid, for_bidder=True)
    return render(request, "bids/my_bid.html", {"bid": bid, "page": BidPage(bid), "panels": panels})


@login_required
@never_cache
@require_safe
def bid_document(request: HttpRequest, file_id: UUID) -> HttpResponse | FileResponse:
    """Give a document of an opened submission as a download that no browser shows or runs."""
    file = get_object_or_404(SubmissionFile.objects.select_related("submission__tender"), pk=file_id)
    if not can_read_submission_files(request.user, file.submission):
        raise refusal(request.user, file.submission.tender)
    try:
        content = open_sealed(file)
    except (DamagedFile, NoSpaceLeft) as error:
        logger.exception("document %s", file.pk)
        return render(request, "bids/unavailable.html", {"file": file, "reason": error}, status=503)
    response = FileResponse(
        content,
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
