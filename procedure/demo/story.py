"""The demonstration told step by step, with the clock of everybody: no back door."""

import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from accounts.models import User
from audit.clock import database_now
from bids.enums import SubmissionState
from bids.interests.access import pending
from bids.interests.pages import people_of
from bids.interests.services import Answer, sign
from bids.models import Bid
from bids.services import deposit, open_bids, read_bid, start_attempt
from tenders.models import Tender
from tenders.services import abandon_tender

from .files import incoming
from .history import replay
from .offers import Offer
from .stage import Cast, gather, publish
from .which import CONTINUATION, OPEN

Say = Callable[[str], None]
#: Time given to the five deposits; a slower machine gets more at the next try.
FIRST_MARGIN = timedelta(seconds=8)
LONGEST_MARGIN = timedelta(minutes=4)
OPEN_FOR = timedelta(days=35)


class TooSlowError(Exception):
    """The deposits took longer than the deadline allowed."""


def tell(say: Say) -> Tender:
    """Play the whole demonstration and return the consultation whose bids were opened."""
    cast = gather()
    say("Personnes et organisations fictives créées")
    leave_one_open(cast)
    say("Une consultation reste ouverte aux dépôts")
    replay(cast)
    say("L’histoire réelle est rejouée jusqu’à la déclaration sans suite")
    margin = FIRST_MARGIN
    while True:
        try:
            return play(cast, margin, say)
        except TooSlowError:
            if margin >= LONGEST_MARGIN:
                raise
            margin *= 3


def leave_one_open(cast: Cast) -> Tender:
    """Publish a consultation in which a newcomer can deposit at once."""
    now = database_now()
    return publish(cast, OPEN.case, now, now + OPEN_FOR)


def play(cast: Cast, margin: timedelta, say: Say) -> Tender:
    """Publish with a near deadline, deposit the five bids, wait, open."""
    now = database_now()
    tender = publish(cast, CONTINUATION.case, now, now + margin)
    say(f"Consultation {tender.reference} publiée, date limite dans {margin.seconds} s")
    try:
        for offer, bidder in cast.bidders:
            hand_in(offer, bidder, tender)
    except TooSlowError:
        reason = "Démonstration rejouée : cette machine a déposé les plis après la date limite."
        abandon_tender(actor=cast.officer, tender=tender, reason=reason, now=database_now())
        raise
    say("Cinq plis déposés, accusés délivrés")
    wait_past_deadline(tender)
    open_bids(actor=cast.officer, tender=tender)
    declare_interests(tender)
    say("Plis ouverts et lus, déclarations d’intérêts signées ; le travailleur calcule les capacités")
    return tender


def declare_interests(tender: Tender) -> None:
    """Read the workbooks, whose subcontractors are named only there, then have each person sign."""
    for bid in Bid.objects.filter(lot__tender=tender):
        read_bid(bid_id=bid.pk)
    for person in people_of(tender):
        answers = [Answer(one.key) for one in pending(person, tender)]
        sign(actor=person, tender=tender, answers=answers, now=database_now())


def hand_in(offer: Offer, bidder: User, tender: Tender) -> None:
    """Deposit as a bidder's browser would. Raises TooSlowError when the deadline has passed."""
    operator = bidder.memberships.select_related("organisation").first()
    assert operator is not None
    attempt = start_attempt(actor=bidder, organisation=operator.organisation, tender=tender)
    submission = deposit(
        actor=bidder,
        organisation=operator.organisation,
        tender=tender,
        files=incoming(offer, tender.lots.get()),
        idempotency_key=uuid4().hex,
        started_at=attempt.started_at,
        attempt=attempt,
    )
    if submission.state == SubmissionState.LATE:
        raise TooSlowError


def wait_past_deadline(tender: Tender) -> None:
    assert tender.deadline_at is not None
    while (left := (tender.deadline_at - database_now()).total_seconds()) >= 0:
        time.sleep(min(left + 0.05, 1))
