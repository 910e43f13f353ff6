"""What a bidder is told: nothing before it is decided and sent, and only what concerns it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from bids.models import Bid, Submission
from tenders.models import Lot
from ui.components import Status

from .enums import CLOSED, CONCLUDED, EndingState
from .models import Award, LotEnding, ResultLetter

WAITING = Status("En cours", "neutral")


@dataclass
class OwnResult:
    """A lot as one bidder may see its end. bid: None when the deposit was never opened."""

    lot: Lot
    bid: Bid | None = None

    @cached_property
    def ending(self) -> LotEnding | None:
        return LotEnding.objects.filter(lot=self.lot).first()

    @property
    def closed(self) -> LotEnding | None:
        """« Sans suite » or « infructueux », with its reasons."""
        return self.ending if self.ending and self.ending.state in CLOSED else None

    @cached_property
    def letters(self) -> list[ResultLetter]:
        """The latest first; one a choice that was announced."""
        if self.bid is None:
            return []
        found = ResultLetter.objects.filter(bid=self.bid).select_related("award")
        return list(found.order_by("-sent_at", "-pk"))

    @cached_property
    def award(self) -> Award | None:
        """Its own, from the request for its proofs on; never another's."""
        if self.bid is None or self.ending is None:
            return None
        found = self.ending.awards.filter(bid=self.bid, proofs_requested_at__isnull=False)
        told = self.ending.awards.filter(bid=self.bid, informed_at__isnull=False)
        return (found | told).order_by("designated_at").last()

    @property
    def is_winner(self) -> bool:
        award = self.award
        return bool(award and award.informed_at and award.withdrawn_at is None)

    @property
    def has_news(self) -> bool:
        """Was anything told or decided that concerns it?"""
        return bool(self.closed or self.letters or self.award)

    @property
    def status(self) -> Status:
        if self.closed:
            return Status(str(EndingState(self.closed.state).label), "warning")
        if self.is_winner:
            assert self.ending is not None
            return Status("Marché signé" if self.ending.state in CONCLUDED else "Retenue", "success")
        if self.letters:
            return Status("Non retenue", "neutral")
        return self.before_a_letter

    @property
    def before_a_letter(self) -> Status:
        award = self.award
        if award and award.withdrawn_at is None and award.proofs_examined_at is None:
            return Status("Preuves demandées", "warning")
        return WAITING


def own_results(submissions: QuerySet[Submission]) -> Iterator[tuple[Submission, OwnResult]]:
    """Each deposit with each lot it concerns; of a closed deposit, the lots of its files."""
    found = submissions.select_related("tender", "organisation").prefetch_related("bids__lot", "files__lot")
    for submission in found.order_by("-received_at"):
        bids = {bid.lot: bid for bid in submission.bids.all()}
        lots: Iterable[Lot] = bids or {file.lot for file in submission.files.all() if file.lot}
        for lot in sorted(lots, key=lambda one: one.number):
            yield submission, OwnResult(lot, bids.get(lot))
