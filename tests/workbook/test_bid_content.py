import json
from dataclasses import replace
from decimal import Decimal

import pytest

from bids.workbook.content import BidContent
from bids.workbook.spec import LotSpec
from tests.workbook.samples import CONTENT, GROUPING, SPEC


def test_content_survives_json() -> None:
    assert BidContent.from_dict(json.loads(json.dumps(CONTENT.to_dict()))) == CONTENT


def test_the_application_survives_json_and_writes_the_subcontractors_once() -> None:
    content = replace(CONTENT, application=GROUPING)
    stored = json.loads(json.dumps(content.to_dict()))
    assert BidContent.from_dict(stored) == content
    assert stored["application"]["subcontractors"] == []


def first_schema() -> dict[str, object]:
    """What was stored before applications were read."""
    stored = CONTENT.to_dict()
    del stored["application"]
    for one in stored["subcontractors"]:
        for name in ("payment_terms", "direct_payment", "relies_on_capacities", "no_exclusion_declared"):
            del one[name]
    return {**stored, "schema": "bid-content/1"}


def test_content_of_the_first_schema_is_still_read() -> None:
    assert BidContent.from_dict(first_schema()) == CONTENT


def test_the_first_schema_knows_no_application() -> None:
    with pytest.raises(ValueError, match="schema"):
        BidContent.from_dict({**first_schema(), "application": None})


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
        {"application": {"form": "single"}},
        {"application": "single"},
    ],
)
def test_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        BidContent.from_dict({**CONTENT.to_dict(), **change})
