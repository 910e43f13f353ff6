"""Three bids read without their applications, all to be asked the same; the people around them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db.models import F

from accounts.enums import Role
from accounts.models import User
from admissibility.regularisation.candidates import askable, fingerprint
from admissibility.regularisation.models import RegularisationAnswer, RegularisationRound
from admissibility.regularisation.services import Asked, Sending, Terms, answer, open_answers, request
from admissibility.services import establish_findings
from audit.clock import database_now
from bids.enums import FileRole
from bids.incoming import IncomingFile
from bids.models import Bid
from tenders.models import Lot
from tests.people import make_officer, member
from tests.scoring.cases import make_bid, make_content, make_lot, make_tender, open_tender

KEY = "application_complete/no_application"
TEXT = "canari-7c1e : la déclaration sur l’honneur est jointe (fictif)."


def file(data: bytes = b"une piece", name: str = "declaration.pdf") -> IncomingFile:
    return IncomingFile(name, io.BytesIO(data), len(data), FileRole.DOCUMENT)


@dataclass
class Case:
    """What a test needs, and the steps in order."""

    lot: Lot
    bids: list[Bid]
    officer: User
    colleague: User
    bidder: User

    @property
    def all_bids(self) -> frozenset[int]:
        return frozenset(bid.pk for bid in self.bids)

    def requested(
        self, bids: frozenset[int] | None = None, due_at: datetime | None = None, **terms: bool
    ) -> RegularisationRound:
        now = database_now()
        return request(
            tender=self.lot.tender,
            lot=None,
            seen=fingerprint(askable(self.lot.tender, None)),
            points=[Asked(KEY, self.all_bids if bids is None else bids)],
            terms=Terms(due_at or now + timedelta(days=7), **terms),
            actor=self.officer,
            now=now,
        )

    def answered(
        self,
        asked: RegularisationRound,
        text: str = TEXT,
        files: Sequence[IncomingFile] = (),
        key: str = "",
        started_at: datetime | None = None,
    ) -> RegularisationAnswer:
        started = started_at or database_now()
        organisation = self.bids[0].organisation
        sending = Sending(asked, organisation, text, files, key or str(uuid4()), started)
        return answer(sending=sending, actor=self.bidder)

    def opened(self, asked: RegularisationRound) -> RegularisationRound:
        return open_answers(asked=past_due(asked), actor=self.officer)


def past_due(asked: RegularisationRound) -> RegularisationRound:
    """The same request, made eight days earlier."""
    days = timedelta(days=8)
    RegularisationRound.objects.filter(pk=asked.pk).update(
        requested_at=F("requested_at") - days, due_at=F("due_at") - days
    )
    asked.refresh_from_db()
    return asked


@pytest.fixture
def case(db: None) -> Case:
    officer = make_officer()
    lot = make_lot(make_tender(officer, budget_eur=Decimal(800_000), budget_fixed_on="2026-10-01"))
    open_tender(lot.tender)
    prices = (400_000, 500_000, 900_000)
    bids = [make_bid(lot, make_content(lot, price=Decimal(one))) for one in prices]
    for bid in bids:
        bid.lot.tender.refresh_from_db()
        establish_findings(bid=bid, actor=None, now=database_now())
    colleague = member(lot.tender.buyer, Role.EVALUATOR)
    return Case(lot, bids, officer, colleague, member(bids[0].organisation, Role.BIDDER))
