"""From the lot and the workbook to what the engine is asked."""

from decimal import Decimal
from typing import Any

import pytest

from bids.workbook.content import Absence
from scoring.engine.model import Channel, EngineInput, Measure
from scoring.inputs import engine_input, idle_teams_of, questions
from scoring.inputs.calendar import event_days, service_calendar
from tenders.models import Lot
from tests.scoring.cases import (
    ANSWERED,
    NEVER_EMPTY,
    add_type,
    make_bid,
    make_content,
    make_lot,
    make_tender,
    open_tender,
    team,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    """Calls in French at two levels, calls and chats in English."""
    lot = make_lot(make_tender(), event_days=3, event_multiplier=2)
    second = add_type(lot, "appel-fr-2", level=2)
    lot.contact_types.filter(code="appel-fr").update(escalates_to=second, escalation_share=Decimal("0.6"))
    add_type(lot, "appel-en", language="en", annual_volume=1000)
    add_type(lot, "tchat-en", language="en", channel="chat", annual_volume=1000, chat_concurrency=2)
    open_tender(lot.tender)
    return lot


def asked(lot: Lot, **fields: Any) -> EngineInput:
    return engine_input(make_bid(lot, make_content(lot, teams=[team(**fields)])))


def test_what_is_asked_is_valid(lot: Lot) -> None:
    found = asked(lot)
    assert found.check() == found


def test_the_buyers_figures_stand_for_every_bid(lot: Lot) -> None:
    first = asked(lot).contact_types[0]
    assert (first.id, first.annual_volume, first.handle_time.mean_minutes) == ("appel-fr", 50_000, 5)
    assert first.escalation is not None
    assert (first.escalation.to, first.escalation.share) == ("appel-fr-2", 0.6)


def test_a_team_takes_the_urgent_then_what_few_others_can_do(lot: Lot) -> None:
    teams = [team("FR", languages=("fr",)), team("TOUT", languages=("fr", "en"))]
    found = engine_input(make_bid(lot, make_content(lot, teams=teams)))
    assert found.groups[1].skills == ("appel-en", "appel-fr", "appel-fr-2", "tchat-en")


@pytest.mark.parametrize(("offered", "held"), [(1, 1), (2, 2), (3, 2)])
def test_chats_at_once_are_the_lower_of_both_limits(lot: Lot, offered: int, held: int) -> None:
    group = asked(lot, languages=("en",), chat_concurrency=offered).groups[0]
    assert group.chat_concurrency == held


def test_a_team_without_chats_holds_one_contact(lot: Lot) -> None:
    assert asked(lot, chat_concurrency=3, channels=("call",)).groups[0].chat_concurrency == 1


def test_a_subcontractor_keeps_its_name_and_the_lead_takes_the_bidders(lot: Lot) -> None:
    teams = [team("A"), team("B", employer="Appels Nord", employer_role="subcontractor")]
    bid = make_bid(lot, make_content(lot, teams=teams), name="Fédération")
    employers = [group.employer for group in engine_input(bid).groups]
    assert [(one.name, one.is_subcontractor) for one in employers] == [
        ("Fédération", False),
        ("Appels Nord", True),
    ]


def test_absences_go_with_their_team(lot: Lot) -> None:
    absence = Absence("JOUR", Decimal("0.08"), Decimal("0.05"), Decimal("2.5"))
    group = engine_input(make_bid(lot, make_content(lot, absences=[absence]))).groups[0]
    assert (group.absence_share, group.shrinkage_share, group.ramp_up_weeks) == (0.08, 0.05, 3)


def test_a_team_that_serves_nobody_is_left_out_and_named(lot: Lot) -> None:
    bid = make_bid(lot, make_content(lot, teams=[team(), team("AR", languages=("ar",))]))
    assert [group.id for group in engine_input(bid).groups] == ["JOUR"]
    assert idle_teams_of(bid) == ("AR",)


def test_event_days_are_working_days_spread_over_the_year(lot: Lot) -> None:
    calendar = service_calendar(lot.tender)
    days = event_days(lot, calendar)
    assert [day.multiplier for day in days] == [2, 2, 2]
    assert all(day.on.weekday() < 5 and day.on not in calendar.public_holidays for day in days)


def test_questions_become_targets() -> None:
    timed = {**ANSWERED, "measure": "answered_within", "within_seconds": 30}
    lot = make_lot(make_tender(), criteria=[ANSWERED, timed], requirements=[NEVER_EMPTY])
    open_tender(lot.tender)
    targets = engine_input(make_bid(lot)).targets
    assert [one.measure for one in targets] == [Measure.ANSWERED_CALLERS, Measure.SERVICE_LEVEL]
    assert (targets[1].threshold_seconds, targets[1].channels) == (30, (Channel.CALL,))
    assert [one.kind for one in questions(lot)] == ["requirement", "criterion", "criterion"]


def test_a_lot_that_asks_nothing_is_read_against_the_usual_reference() -> None:
    lot = make_lot(make_tender(), criteria=[])
    open_tender(lot.tender)
    assert [one.id for one in engine_input(make_bid(lot)).targets] == ["repere"]
