"""What the chronograph reads: the award notice is asked by the thresholds of the day of publication."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from procedure.chronograph.gather import notice_required
from tenders.enums import BuyerKind, ProcedureKind
from tenders.models import Tender

NOW = datetime(2027, 2, 1, 11, tzinfo=UTC)
COVERED, UNCOVERED = datetime(2026, 9, 1, tzinfo=UTC), datetime(2018, 9, 1, tzinfo=UTC)
AMOUNT = Decimal(900_000)


def social(published_at: datetime) -> Tender:
    return Tender(procedure=ProcedureKind.ADAPTED, buyer_kind=BuyerKind.STATE, published_at=published_at)


@pytest.mark.parametrize(("published_at", "asked"), [(COVERED, True), (UNCOVERED, None)])
def test_a_day_that_no_source_covers_stays_unknown(published_at: datetime, asked: bool | None) -> None:
    assert notice_required(social(published_at), AMOUNT, NOW) is asked


def test_an_amount_below_the_threshold_asks_for_none_and_an_unknown_one_stays_unknown() -> None:
    assert notice_required(social(COVERED), Decimal(100_000), NOW) is False
    assert notice_required(social(COVERED), None, NOW) is None


def test_a_formal_procedure_always_has_one() -> None:
    tender = Tender(procedure=ProcedureKind.OPEN, published_at=UNCOVERED)
    assert notice_required(tender, None, NOW) is True
