"""What is decided of a bid, for every stage that asks."""

from bids.models import Bid, Submission

from .models import AdmissibilityDecision


def current(bid: Bid) -> AdmissibilityDecision | None:
    """Return the decision that counts today, None before any."""
    return AdmissibilityDecision.objects.filter(bid=bid).order_by("-version").first()


def current_of_late(submission: Submission) -> AdmissibilityDecision | None:
    """Return the decision on a submission that came late, None before any."""
    decisions = AdmissibilityDecision.objects.filter(submission=submission, bid__isnull=True)
    return decisions.order_by("-version").first()
