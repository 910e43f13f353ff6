"""Two people at once, on two real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from tenders.errors import StaleTender
from tenders.models import Tender
from tenders.services import abandon_tender, create_tender, publish_tender
from tests.people import make_officer
from tests.tender_builders import buyer_of, lead_case_draft, published_tender


def at_once(work: Callable[[int], Any], people: int = 2) -> list[Any]:
    """Run ``work`` in as many threads, each with its own connection, released together."""
    gate = Barrier(people)

    def one(number: int) -> Any:
        gate.wait()
        try:
            return work(number)
        except StaleTender as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def publish(officers: list[User], tender: Tender) -> list[Any]:
    return at_once(lambda n: publish_tender(actor=officers[n], tender=tender, now=database_now()))


@pytest.mark.django_db(transaction=True)
def test_one_of_two_publications_wins_and_the_other_is_told() -> None:
    officer = make_officer()
    tender = lead_case_draft(officer)
    answers = publish([officer, make_officer(tender.buyer)], tender)
    assert sorted(type(answer).__name__ for answer in answers) == ["StaleTender", "Tender"]
    assert Event.objects.filter(kind=EventKind.TENDER_PUBLISHED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_of_two_abandonments_wins() -> None:
    officer = make_officer()
    tender = published_tender(officer)
    answers = at_once(
        lambda n: abandon_tender(actor=officer, tender=tender, reason=f"Motif {n}", now=database_now())
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["StaleTender", "Tender"]


@pytest.mark.django_db(transaction=True)
def test_references_given_at_once_have_neither_gap_nor_twin() -> None:
    officer = make_officer()
    buyer = buyer_of(officer)
    made = at_once(
        lambda n: create_tender(actor=officer, buyer=buyer, title=f"Essai {n}", now=database_now()), people=4
    )
    numbers = sorted(int(tender.reference.split("-")[1]) for tender in made)
    assert numbers == list(range(numbers[0], numbers[0] + 4))
