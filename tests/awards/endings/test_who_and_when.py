"""Every step towards a contract: not by a stranger, not from a page that a colleague made old."""

import pytest
from django.core.exceptions import PermissionDenied

from awards.endings.errors import StaleEnding
from awards.endings.models import Award
from tests.people import make_auditor, make_bidder, make_officer

from .conftest import Road

pytestmark = pytest.mark.django_db

STEPS = ["designate", "accept", "award", "inform", "sign"]


@pytest.mark.parametrize("step", STEPS)
def test_award_and_sans_suite_at_once_one_wins(road: Road, step: str) -> None:
    """The officer's page is older than the colleague's « sans suite »: nothing of the award is kept."""
    road.until(step)
    seen = road.case.seen
    road.case.abandon()
    state, awards = (
        road.state,
        Award.objects.filter(withdrawn_at__isnull=True).values("awarded_at", "signed_at"),
    )
    before = list(awards)
    with pytest.raises(StaleEnding, match="sans suite"):
        getattr(road, step)(seen=seen)
    assert (road.state, list(awards.all())) == (state, before)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("make", [make_officer, make_bidder, make_auditor])
def test_a_stranger_takes_no_step(road: Road, step: str, make: object) -> None:
    road.until(step)
    before = road.state
    with pytest.raises(PermissionDenied):
        getattr(road, step)(actor=make())  # type: ignore[operator]
    assert road.state == before


@pytest.mark.parametrize("step", STEPS)
def test_neither_does_an_evaluator(road: Road, step: str) -> None:
    road.until(step)
    with pytest.raises(PermissionDenied):
        getattr(road, step)(actor=road.case.colleague())
