"""The panel of the buyer's hub about deposits and bids."""

from collections import Counter

from django.urls import reverse

from accounts.permissions import Person
from audit.clock import database_now
from outbox.enums import JobState
from outbox.models import Job
from tenders.enums import TenderState
from tenders.hub import Drawn
from tenders.models import Tender
from ui.components import Progress

from .enums import BidState, SubmissionState
from .interests.access import can_read_bids
from .models import Bid, DepositAttempt, Submission
from .permissions import can_open, can_see_submissions
from .services import READ_BID

TEMPLATE = "bids/hub_panel.html"


def sealed_counts(tender: Tender) -> dict[str, int]:
    """Return how many submissions are in each state; for after the deadline only."""
    states = Submission.objects.filter(tender=tender).values_list("state", flat=True)
    counts = Counter(states)
    return {state: counts[state] for state in SubmissionState.values}


def submissions_panel(tender: Tender, user: Person) -> Drawn | None:
    """Return the panel: closed, to be opened, or opened with its bids."""
    if tender.is_opened and can_see_submissions(user, tender):
        may_read = can_read_bids(user, tender)
        return TEMPLATE, {
            **opened_context(tender),
            "may_read": may_read,
            "may_mend": may_read and can_open(user, tender),
        }
    if tender.state != TenderState.PUBLISHED or tender.deadline_at is None:
        return None
    due = database_now() > tender.deadline_at
    # Before the deadline not even the number of deposits is told (R. 2132-9).
    counts = sealed_counts(tender) if due else None
    return TEMPLATE, {
        "tender": tender,
        "due": due,
        "counts": counts,
        "may_open": due and can_open(user, tender),
    }


def opened_context(tender: Tender) -> dict[str, object]:
    bids = list(
        Bid.objects.filter(lot__tender=tender).select_related("lot__tender", "organisation", "submission")
    )
    return {
        "tender": tender,
        "opening": tender.opening,
        "bids": bids,
        "reading": reading_progress(bids),
        "stuck": stuck_readings(bids),
        "attempts": DepositAttempt.objects.filter(tender=tender).select_related("organisation", "user"),
    }


def reading_progress(bids: list[Bid]) -> Progress | None:
    """Return how far the reading is, None once every workbook was read."""
    read = sum(bid.state != BidState.OPENED for bid in bids)
    if read == len(bids):
        return None
    reference = bids[0].lot.tender.reference
    poll_url = reverse("bids:reading_json", args=[reference])
    return Progress("Lecture des classeurs", done=read, total=len(bids), poll_url=poll_url)


def stuck_readings(bids: list[Bid]) -> list[Bid]:
    """Return the bids whose reading failed for a reason of the server's, such as a file lost on disk."""
    keys = {str(bid.pk): bid for bid in bids if bid.state == BidState.OPENED}
    failed = Job.objects.filter(kind=READ_BID, key__in=keys, state=JobState.FAILED)
    return [keys[key] for key in failed.values_list("key", flat=True)]
