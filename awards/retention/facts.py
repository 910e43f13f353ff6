"""How each lot of a consultation ended, for the terms of its papers."""

from datetime import date, datetime

from audit.clock import PARIS
from bids.models import SubmissionFile
from tenders.models import Lot, Tender

from ..endings.enums import CONCLUDED
from ..endings.legal_hold import LegalHold
from ..endings.models import Award, LotEnding
from .models import PerformanceEnd, RecordsDeletion
from .terms import LotEnd


def lot_ends(tender: Tender) -> list[LotEnd]:
    endings = {one.lot_id: one for one in LotEnding.objects.of_tender(tender)}
    return [lot_end(lot, endings.get(lot.pk)) for lot in tender.lots.order_by("number")]


def lot_end(lot: Lot, ending: LotEnding | None) -> LotEnd:
    """A consultation abandoned as a whole ends its lots with it."""
    award = ending.award if ending and ending.state in CONCLUDED else None
    if award is None:
        ended_at = ending.ended_at if ending else lot.tender.abandoned_at
        return LotEnd(lot.number, ended_on=day_of(ended_at))
    performed = PerformanceEnd.objects.filter(award=award).first()
    ended_on = performed.ended_on if performed else None
    return LotEnd(lot.number, signed_on=day_of(award.signed_at), performed_on=ended_on)


def day_of(moment: datetime | None) -> date | None:
    return moment.astimezone(PARIS).date() if moment else None


def is_held(tender: Tender) -> bool:
    return LegalHold.objects.running().filter(tender=tender).exists()


def is_deleted(tender: Tender) -> bool:
    return RecordsDeletion.objects.filter(tender=tender).exists()


def deletable_files(tender: Tender) -> list[SubmissionFile]:
    """The files of the operators that hold no contract of the consultation; a holder's stay with it."""
    holders = Award.objects.filter(
        ending__lot__tender=tender, ending__state__in=CONCLUDED, withdrawn_at__isnull=True
    )
    files = SubmissionFile.objects.filter(submission__tender=tender)
    return list(files.exclude(submission__organisation__in=holders.values("bid__organisation")))
