import json
from dataclasses import replace
from decimal import Decimal

import pytest

from bids.workbook.content import BidContent
from bids.workbook.spec import LotSpec
from tests.workbook.samples import CONTENT, SPEC


def test_content_survives_json() -> None:
    assert BidContent.from_dict(json.loads(json.dumps(CONTENT.to_dict()))) == CONTENT


def test_spec_survives_json() -> None:
    assert LotSpec.from_dict(json.loads(json.dumps(SPEC.to_dict()))) == SPEC


def test_total_is_exact() -> None:
    expected = 36 * Decimal(9500) + 360_000 * Decimal("14.25") + Decimal("36000.5") * Decimal("11.4")
    assert CONTENT.total_price_eur == expected
    assert replace(CONTENT, prices=()).total_price_eur == 0


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "bid-content/0"},
        {"teams": "jour"},
        {"extra": 1},
        {"lot_number": "1"},
        {"lot_number": True},
        {"prices": [{"code": "P1"}]},
        {"prices": [{"code": "P1", "quantity": "NaN", "unit_price_eur": "1"}]},
        {"prices": [{"code": "P1", "quantity": "x", "unit_price_eur": "1"}]},
    ],
)
def test_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        BidContent.from_dict({**CONTENT.to_dict(), **change})
