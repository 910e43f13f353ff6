"""The services that the pages do not reach, and what they refuse."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.enums import EventKind
from audit.models import Event
from tenders import services
from tenders.enums import TenderState
from tenders.errors import StaleTender
from tenders.models import Tender
from tests.people import make_bidder, make_buyer, make_officer
from tests.tender_builders import buyer_of, draft_tender, lead_case_draft, published_tender

pytestmark = pytest.mark.django_db


def test_the_year_of_a_reference_is_that_of_paris() -> None:
    officer = make_officer()
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    tender = services.create_tender(actor=officer, buyer=buyer_of(officer), title="Essai", now=new_year)
    assert tender.reference == "2027-0001"


def test_a_new_draft_has_one_lot_with_its_clauses() -> None:
    lot = draft_tender().lots.get()
    assert (lot.number, lot.ess_clause.reserved, lot.subcontracting_rule.allowed) == (1, False, True)
    assert len(lot.profiles.get().weights) == 168


@pytest.mark.parametrize("person", [make_officer, make_bidder])
def test_nobody_creates_for_a_buyer_that_is_not_theirs(person: Any, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        services.create_tender(actor=person(), buyer=make_buyer(), title="Essai", now=now)


def test_a_tender_without_title_is_not_created(now: datetime) -> None:
    officer = make_officer()
    with pytest.raises(ValidationError):
        services.create_tender(actor=officer, buyer=buyer_of(officer), title="  ", now=now)
    assert not Tender.objects.exists()


def test_lots_are_numbered_again_when_one_goes(now: datetime) -> None:
    officer = make_officer()
    tender = lead_case_draft(officer)
    second = services.add_lot(actor=officer, tender=tender, title="Deux", now=now)
    services.remove_lot(actor=officer, lot=tender.lots.get(number=1), now=now)
    assert list(tender.lots.values_list("pk", "number")) == [(second.pk, 1)]


def test_the_only_lot_stays(now: datetime) -> None:
    officer = make_officer()
    with pytest.raises(ValidationError, match="au moins un lot"):
        services.remove_lot(actor=officer, lot=draft_tender(officer).lots.get(), now=now)


def test_a_type_that_a_price_line_names_is_not_removed(now: datetime) -> None:
    officer = make_officer()
    lot = lead_case_draft(officer).lots.get()
    row = {"label": "Tchat", "unit": "session", "quantity": Decimal(1), "contact_type": "tchat-fr"}
    services.replace_price_lines(actor=officer, lot=lot, rows=[row], now=now)
    with pytest.raises(ValidationError, match="sert à la ligne de prix"):
        services.replace_contact_types(actor=officer, lot=lot, rows=[], now=now)
    assert lot.contact_types.count() == 6


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"redial_share": Decimal(2)}, "inférieur"),
        ({"channel": "pigeon"}, "pigeon"),
        ({"escalates_to": "nulle-part"}, "nulle-part"),
        ({"profile": "Été"}, "Été"),
    ],
)
def test_nonsense_in_a_row_is_refused_and_named(row: dict[str, Any], message: str, now: datetime) -> None:
    officer = make_officer()
    lot = lead_case_draft(officer).lots.get()
    with pytest.raises(ValidationError, match=message) as refusal:
        services.replace_contact_types(actor=officer, lot=lot, rows=[{"label": "Nuit", **row}], now=now)
    assert refusal.value.messages[0].startswith("Nuit")
    assert lot.contact_types.count() == 6


def test_two_types_of_the_same_name_have_two_codes(now: datetime) -> None:
    officer = make_officer()
    lot = draft_tender(officer).lots.get()
    rows = [{"label": "Appels de nuit"}, {"label": "Appels de nuit"}]
    found = services.replace_contact_types(actor=officer, lot=lot, rows=rows, now=now)
    assert [contact.code for contact in found] == ["appels-de-nuit", "appels-de-nuit-2"]


def test_a_week_of_167_hours_is_refused(now: datetime) -> None:
    officer = make_officer()
    lot = draft_tender(officer).lots.get()
    with pytest.raises(ValidationError, match="167"):
        services.replace_profile(actor=officer, lot=lot, weights=[Decimal(1)] * 167, now=now)


def test_a_discarded_draft_leaves_the_list_and_one_event(now: datetime) -> None:
    officer = make_officer()
    tender = services.discard_tender(actor=officer, tender=draft_tender(officer), now=now)
    assert tender.state == TenderState.DISCARDED
    assert not Tender.objects.of_buyers([tender.buyer]).exists()
    assert Event.objects.filter(kind=EventKind.TENDER_DISCARDED).count() == 1


def test_a_published_consultation_is_not_discarded(now: datetime) -> None:
    officer = make_officer()
    with pytest.raises(StaleTender):
        services.discard_tender(actor=officer, tender=published_tender(officer), now=now)


def test_no_abandonment_without_a_reason(now: datetime) -> None:
    officer = make_officer()
    with pytest.raises(ValidationError, match="motif"):
        services.abandon_tender(actor=officer, tender=published_tender(officer), reason=" ", now=now)


def test_a_draft_is_not_abandoned_but_discarded(now: datetime) -> None:
    officer = make_officer()
    with pytest.raises(StaleTender):
        services.abandon_tender(actor=officer, tender=draft_tender(officer), reason="Non", now=now)


@pytest.mark.parametrize("name", ["open_bids", "rank", "abandon"])
def test_a_draft_makes_no_later_transition(name: str, now: datetime) -> None:
    with pytest.raises(StaleTender):
        services.transition(tender=draft_tender(), name=name, now=now)
