"""The draft that hundreds of tests begin with is, row by row, the one that the services make."""

from datetime import datetime
from typing import Any

import pytest
from django.db import models

from audit.models import Event
from audit.services import verify_journal
from tenders.models import Tender
from tenders.reference_cases import HELPLINE_3919
from tenders.services import draft_reference_case
from tests.kept_draft import PARTS, keep, write_again
from tests.people import make_officer
from tests.tender_builders import buyer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(now: datetime) -> tuple[Tender, Tender]:
    """The draft by the services, and written again for somebody else."""
    officer, other = make_officer(), make_officer()
    made = draft_reference_case(actor=officer, buyer=buyer_of(officer), case=HELPLINE_3919, now=now)
    return made, write_again(keep(made), actor=other, buyer=buyer_of(other), now=now)


def rows(tender: Tender) -> dict[str, list[Any]]:
    found = keep(tender)
    return {model.__name__: [told(row) for row in of_model] for model, of_model in found.parts.items()}


def told(row: models.Model) -> dict[str, Any]:
    """What a row says, its relations by what their rows say (the tender by nothing: it is another one)."""
    said: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if isinstance(value, models.Model):
            said[field.name] = None if isinstance(value, Tender) else told(value)
        elif not field.primary_key:
            said[field.name] = value
    return said


def test_every_row_is_that_of_the_services(pair: tuple[Tender, Tender]) -> None:
    made, again = pair
    assert rows(made) == rows(again)
    assert all(rows(again)[model.__name__] for model in PARTS)


def test_the_tender_differs_by_its_number_and_people_alone(pair: tuple[Tender, Tender]) -> None:
    made, again = (dict(vars(tender)) for tender in pair)
    differing = {name for name in made if made[name] != again[name]} - {"_state"}
    assert differing == {"id", "reference", "buyer_id", "created_by_id"}


def test_its_history_is_the_same_and_the_journal_sound(pair: tuple[Tender, Tender]) -> None:
    made, again = (
        [(event.kind, event.payload | {"buyer_siret": ""}) for event in Event.objects.about(tender)]
        for tender in pair
    )
    assert made == again
    assert len(made) > 10
    assert verify_journal().sound


def test_no_part_of_a_draft_is_forgotten(pair: tuple[Tender, Tender]) -> None:
    made = keep(pair[0])
    forgotten = [
        relation.related_model.__name__
        for row in [made.tender, *(row for rows in made.parts.values() for row in rows)]
        for relation in row._meta.related_objects
        if relation.related_model not in PARTS
        and relation.related_model._default_manager.filter(**{relation.field.name: row}).exists()
    ]
    assert forgotten == []
