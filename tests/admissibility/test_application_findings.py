"""What the rules find in an application that was read, and across the applications of a lot."""

from dataclasses import replace

import pytest

from admissibility.models import Finding
from admissibility.services import establish_across, establish_findings
from audit.clock import database_now
from bids.applications.content import ApplicationContent, Turnover
from bids.models import Bid
from bids.services.reading import tell_if_all_read
from tenders.models import Lot
from tests.scoring.cases import make_bid, make_content, opened_lot
from tests.workbook.samples import GROUPING, LEAD, PARTNER

pytestmark = pytest.mark.django_db
RULES = {"exclusions_declared", "minimum_turnover", "relied_capacities", "subcontract_declarations"}


def bid_with(lot: Lot, application: ApplicationContent | None) -> Bid:
    bid = make_bid(lot, replace(make_content(lot), application=application))
    bid.lot.tender.refresh_from_db()
    establish_findings(bid=bid, actor=None, now=database_now())
    return bid


def codes(bid: Bid) -> dict[str, str]:
    return dict(Finding.objects.filter(bid=bid).values_list("rule", "code"))


def test_without_an_application_only_its_absence_is_found() -> None:
    found = codes(bid_with(opened_lot(), None))
    assert found["application_complete"] == "no_application"
    assert not RULES & set(found)


def test_a_grouping_is_looked_at_member_by_member() -> None:
    found = codes(bid_with(opened_lot(), replace(GROUPING, subcontractors=())))
    assert found["application_complete"] == "complete"
    assert found["exclusions_declared"] == "member_excluded"
    assert found["minimum_turnover"] == "not_required"


def test_the_turnovers_of_a_grouping_are_added() -> None:
    lot = opened_lot(minimum_turnover_eur=1_500_000)
    partner = replace(PARTNER, turnovers=(Turnover(2025, LEAD.turnovers[0].amount_eur),))
    together = replace(GROUPING, members=(LEAD, partner))
    assert codes(bid_with(lot, together))["minimum_turnover"] == "held"
    assert codes(bid_with(lot, GROUPING))["minimum_turnover"] == "unknown"


def test_a_second_time_changes_nothing() -> None:
    bid = bid_with(opened_lot(), GROUPING)
    before = Finding.objects.count()
    establish_findings(bid=bid, actor=None, now=database_now())
    assert Finding.objects.count() == before


def test_the_same_lead_is_found_once_all_bids_are_read() -> None:
    lot = opened_lot()
    first, second, alone = bid_with(lot, GROUPING), bid_with(lot, GROUPING), bid_with(lot, None)
    tell_if_all_read(alone, database_now())
    assert codes(first)["several_applications"] == codes(second)["several_applications"] == "double_lead"
    assert codes(alone)["several_applications"] == "once"


def test_nothing_is_compared_while_a_bid_waits_to_be_read() -> None:
    lot = opened_lot()
    first = bid_with(lot, GROUPING)
    make_bid(lot, state="opened")
    tell_if_all_read(first, database_now())
    assert "several_applications" not in codes(first)


def test_comparing_twice_changes_nothing() -> None:
    lot = opened_lot()
    bid_with(lot, GROUPING)
    assert len(establish_across(tender=lot.tender, now=database_now())) == 1
    assert establish_across(tender=lot.tender, now=database_now()) == []
