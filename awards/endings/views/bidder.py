"""The bidder's pages: all its results, and the letter about one bid. Nobody else's."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bids.models import Bid

from ..permissions import can_read_own_result, own_submissions
from ..results import OwnResult, own_results


@login_required
@never_cache
@require_safe
def my_results(request: HttpRequest) -> HttpResponse:
    """List what became of every deposit of the person's operators."""
    rows = own_results(own_submissions(request.user))
    return render(request, "awards/endings/my_results.html", {"results": rows})


@login_required
@never_cache
@require_safe
def own_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the bidder its own letter, word for word."""
    related = ("lot__tender__buyer", "organisation")
    bid = get_object_or_404(Bid.objects.select_related(*related), pk=pk)
    if not can_read_own_result(request.user, bid):
        raise Http404
    context = {"bid": bid, "lot": bid.lot, "tender": bid.lot.tender, "result": OwnResult(bid.lot, bid)}
    return render(request, "awards/endings/own_result.html", context)
