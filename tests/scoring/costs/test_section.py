"""The cost floor of a bid: what it compares, with what, and what the page says of it."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation, User
from bids.enums import BidState
from bids.models import Bid
from bids.workbook.content import Subcontractor
from scoring.costs.section import cost_section
from scoring.costs.services import RateData, add_rate
from scoring.engine.cost_floor import Signal
from scoring.engine.labour_rates import RateKind
from tenders.models import Lot
from tests.scoring.cases import (
    make_bid,
    make_content,
    make_lot,
    make_tender,
    open_tender,
    round_the_clock,
    team,
)

pytestmark = pytest.mark.django_db
UNSET = "VARIABLE-INCONNUE"


@pytest.fixture
def lot(officer: User) -> Lot:
    lot = make_lot(make_tender(officer, duration_months=24))
    open_tender(lot.tender)
    return lot


def bid_at(lot: Lot, price: int, **content: object) -> Bid:
    return make_bid(lot, make_content(lot, price=Decimal(price), **content))  # type: ignore[arg-type]


def page(client: Client, person: User, bid: Bid, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UNSET)  # type: ignore[attr-defined]
    client.force_login(person)
    text = client.get(reverse("scoring:result", args=[bid.pk])).content.decode()
    assert UNSET not in text
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_two_people_day_and_night_cost_at_least_the_smic(lot: Lot) -> None:
    """17,532 hours a year at 12.02 euros, more for nights, leave and contributions."""
    section = cost_section(bid_at(lot, 500_000))
    assert section is not None
    assert section.floor is not None
    base = section.floor.parts[0].yearly_eur.low
    assert base == Decimal("12.02") * 17_532
    assert section.floor.yearly_eur.low > base
    assert section.floor.duration_eur.low == 2 * section.floor.yearly_eur.low


@pytest.mark.parametrize(
    ("price", "signal"), [(1, Signal.BELOW), (500_000, Signal.WITHIN), (900_000, Signal.ABOVE)]
)
def test_a_price_is_placed_beside_the_floor(lot: Lot, price: int, signal: Signal) -> None:
    section = cost_section(bid_at(lot, price))
    assert section is not None
    assert section.floor is not None
    assert section.floor.signal is signal


def test_a_value_of_the_buyer_moves_its_floor(lot: Lot, officer: User, now: datetime) -> None:
    bid = bid_at(lot, 500_000)
    before = cost_section(bid)
    data = RateData(
        RateKind.SMIC_HOURLY, Decimal(15), Decimal(15), lot.tender.created_at.date(), "Essai", False, "Essai"
    )
    add_rate(buyer=lot.tender.buyer, data=data, actor=officer, now=now)
    after = cost_section(bid)
    assert before is not None
    assert after is not None
    assert before.floor is not None
    assert after.floor is not None
    assert after.floor.yearly_eur.low > before.floor.yearly_eur.low


def test_without_a_duration_the_section_says_what_is_missing(officer: User) -> None:
    lot = make_lot(make_tender(officer))
    open_tender(lot.tender)
    section = cost_section(bid_at(lot, 500_000))
    assert section is not None
    assert section.floor is None
    assert "durée du marché" in section.problem


def test_an_unread_bid_has_no_section(lot: Lot) -> None:
    assert cost_section(make_bid(lot, state=BidState.UNREADABLE)) is None


def test_a_subcontract_is_compared_under_the_name_of_its_teams(lot: Lot) -> None:
    lent = team("NUIT", employer="Renfort (fictif)", employer_role="subcontractor")
    declared = Subcontractor("RENFORT (fictif) ", "12345678900011", "Nuits", (1,), ("call",), Decimal(1000))
    bid = bid_at(
        lot,
        500_000,
        teams=(team(), lent),
        shifts=(*round_the_clock(), *round_the_clock("NUIT")),
        subcontractors=(declared,),
    )
    section = cost_section(bid)
    assert section is not None
    assert [(one.name, one.signal) for one in section.subcontractors] == [("Renfort (fictif)", Signal.BELOW)]


def test_a_price_under_the_floor_calls_for_a_question_never_a_rejection(
    client: Client, officer: User, lot: Lot, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page(client, officer, bid_at(lot, 1000), monkeypatch)
    assert "Prix inférieur au coût plancher" in text
    assert "L2152-6" in text
    assert "un rejet automatique" in text


def test_a_comfortable_price_is_shown_without_any_alert(
    client: Client, officer: User, lot: Lot, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page(client, officer, bid_at(lot, 5_000_000), monkeypatch)
    assert "Coût plancher" in text
    assert "Prix inférieur au coût plancher" not in text
    assert "Décret de décembre 2025 portant relèvement du SMIC" in text


def test_the_parameters_shown_are_those_of_the_buyer(
    client: Client, officer: User, buyer: Organisation, lot: Lot, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = page(client, officer, bid_at(lot, 500_000), monkeypatch)
    assert reverse("scoring:labour_rates", args=[buyer.pk]) in text
