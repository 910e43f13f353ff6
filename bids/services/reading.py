"""Reading the workbook of an opened bid, in a child process, once."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from audit.clock import database_now
from audit.enums import EventKind
from audit.services import record

from ..enums import BidState, FileRole
from ..errors import ReadingInterruptedError
from ..interests.services import note_names
from ..lifecycle import BID_TRANSITIONS
from ..models import Bid
from ..sealing.access import open_sealed
from ..signals import all_bids_read, bid_read
from ..specs import reading_spec
from ..workbook.child import read_in_child
from ..workbook.content import BidContent
from ..workbook.limits import Limits
from ..workbook.report import WHOLE_FILE, Issue, ReadResult
from .applications import with_application

#: Kind of the outbox job, whose only argument is ``bid_id``.
READ_BID = "read_bid"

CENT = Decimal("0.01")
#: The largest total that the column of the price holds, euros without VAT.
MAX_TOTAL_EUR = Decimal("999999999999.99")


def read_bid(*, bid_id: int) -> None:
    """Read the workbook and keep its content, or why it cannot be read; a bid already read is left alone.

    Raises DamagedFile, NoSpaceLeft or ReadingInterruptedError, which are the server's troubles and not the
    bidder's: the bid then waits to be read.
    """
    bid = Bid.objects.select_related("lot__tender__buyer", "submission").get(pk=bid_id)
    if bid.state != BidState.OPENED:
        return
    result = read_workbook(bid)
    if result.interrupted:
        raise ReadingInterruptedError
    keep_reading(bid, with_application(bid, result))


def read_workbook(bid: Bid) -> ReadResult:
    file = bid.submission.files.get(lot=bid.lot, role=FileRole.WORKBOOK)
    limits = Limits(file_size=settings.MAX_WORKBOOK_BYTES)
    with open_sealed(file) as copy:
        return read_in_child(Path(copy.name), reading_spec(bid.lot), limits)


@transaction.atomic
def keep_reading(bid: Bid, result: ReadResult) -> None:
    """Write the outcome by one conditional update, its event, and tell the later stages."""
    now = database_now()
    name, kind, values = outcome(result)
    step = BID_TRANSITIONS[name]
    changed = Bid.objects.filter(pk=bid.pk, state__in=step.sources).update(
        state=step.target, read_at=now, **values
    )
    if not changed:
        return
    bid.refresh_from_db()
    journal(bid, kind, now, result.sha256)
    if bid.state == BidState.READ:
        note_names(bid=bid, now=now)
        bid_read.send(sender=Bid, bid=bid, now=now)
    tell_if_all_read(bid, now)


def tell_if_all_read(bid: Bid, now: datetime) -> None:
    """Tell the later stages that no bid waits any more.

    The journal puts readings that end together one after the other: the last one sees all the others.
    """
    tender = bid.lot.tender
    if not Bid.objects.filter(lot__tender=tender, state=BidState.OPENED).exists():
        all_bids_read.send(sender=Bid, tender=tender, now=now)


def outcome(result: ReadResult) -> tuple[str, EventKind, dict[str, Any]]:
    """Return the transition, the event and the columns that a reading leads to."""
    issues = [issue.to_dict() for issue in result.issues]
    if result.content is None:
        return "declare_unreadable", EventKind.BID_UNREADABLE, {"issues": issues}
    total = total_price_eur(result.content)
    if total > MAX_TOTAL_EUR:
        return (
            "declare_unreadable",
            EventKind.BID_UNREADABLE,
            {"issues": [*issues, out_of_range(total).to_dict()]},
        )
    content = result.content.to_dict()
    return "read", EventKind.BID_READ, {"content": content, "issues": issues, "total_price_eur": total}


def total_price_eur(content: BidContent) -> Decimal:
    """Return the price rounded to the cent, half away from zero, as an invoice is."""
    return content.total_price_eur.quantize(CENT, rounding=ROUND_HALF_UP)


def out_of_range(total: Decimal) -> Issue:
    return Issue(
        "error",
        *WHOLE_FILE,
        f"Le prix total ({total} € HT) dépasse ce qu’une offre peut demander.",
        "Vérifiez l’unité et la virgule des prix unitaires.",
    )


def journal(bid: Bid, kind: EventKind, now: datetime, file_sha256: str) -> None:
    record(
        kind=kind,
        actor=None,
        now=now,
        subject=bid,
        tender_reference=bid.lot.tender.reference,
        payload={
            "organisation_siret": bid.organisation.siret,
            "lot": bid.lot.number,
            "file_sha256": file_sha256,
            "issues": len(bid.issues),
            "total_price_eur": bid.total_price_eur,
        },
    )
