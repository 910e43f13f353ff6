"""The moments of a consultation, from the row alone."""

from datetime import UTC, datetime, timedelta

import pytest

from procedure.chronograph import moments
from tenders.enums import TenderState
from tenders.models import Tender

NOW = datetime(2027, 2, 1, 11, tzinfo=UTC)


def tender(state: TenderState, **fields: object) -> Tender:
    published = None if state == TenderState.DRAFT else NOW - timedelta(days=40)
    return Tender(state=state, published_at=published, **fields)


def names(one: Tender) -> dict[str, bool]:
    return {moment.name: moment.done for moment in moments(one, NOW)}


def test_a_draft_awaits_its_publication() -> None:
    assert names(tender(TenderState.DRAFT)) == {"publication": False}


@pytest.mark.parametrize(("hours", "done"), [(1, False), (-1, True)])
def test_the_deadline_passes_by_the_clock_given(hours: int, done: bool) -> None:
    one = tender(TenderState.PUBLISHED, deadline_at=NOW + timedelta(hours=hours))
    assert names(one) == {"publication": True, "deadline": done, "opening": False, "ranking": False}


def test_bids_may_be_opened_only_after_the_deadline() -> None:
    before = tender(TenderState.PUBLISHED, deadline_at=NOW + timedelta(hours=1))
    after = tender(TenderState.PUBLISHED, deadline_at=NOW - timedelta(hours=1))
    texts = [next(m.text for m in moments(one, NOW) if m.name == "opening") for one in (before, after)]
    assert texts == ["Pas avant la date limite (R. 2132-9).", "Les plis peuvent être ouverts."]


def test_after_an_abandonment_nothing_more_is_due() -> None:
    one = tender(
        TenderState.ABANDONED, deadline_at=NOW, abandoned_at=NOW, abandonment_reason="Redéfinition du besoin"
    )
    last = list(moments(one, NOW))[-1]
    assert (last.name, last.text) == ("abandonment", "Redéfinition du besoin")
