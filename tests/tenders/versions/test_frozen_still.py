"""PostgreSQL opens what is published only to the transaction that writes its next version."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from tenders.enums import VersionKind
from tenders.fingerprint import frozen_content
from tenders.models import Criterion, Lot, Tender, TenderVersion
from tenders.versions.amending import amending
from tenders.versions.copying import CONTENT_FIELDS, PARTS
from tenders.versions.writing import Limits, write_version

from .work import amended, later

CHANGES = [
    (Tender, {"title": "Autre"}),
    (Tender, {"fingerprint": "0" * 64}),
    (Lot, {"title": "Autre"}),
    (Criterion, {"weight": 1}),
]


@contextmanager
def refused(match: str) -> Iterator[None]:
    """PostgreSQL refuses, and nothing of the transaction stays."""
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        yield


def a_version(tender: Tender, actor: User, kind: VersionKind = VersionKind.AMENDED) -> TenderVersion:
    return write_version(
        tender=tender,
        kind=kind,
        content=tender.frozen_content,
        limits=Limits(later(tender), None),
        actor=actor,
        now=tender.published_at or later(tender),
        reason="Essai d’un changement direct.",
    )


@pytest.mark.parametrize(("model", "change"), CHANGES)
def test_before_and_after_an_amendment(
    model: Any, change: dict[str, Any], officer: User, whole: Tender
) -> None:
    amended(officer, whole)
    with pytest.raises(IntegrityError, match="publiée"), transaction.atomic():
        model.objects.update(**change)


@pytest.mark.parametrize("setting", ["", "1", "0 OR true", "999999"])
def test_the_setting_alone_opens_nothing(setting: str, whole: Tender) -> None:
    with refused("publiée"):
        amending(setting)
        Lot.objects.update(title="Autre")


def test_a_version_alone_opens_nothing(officer: User, whole: Tender) -> None:
    with refused("publiée"):
        a_version(whole, officer)
        Lot.objects.update(title="Autre")


def test_a_deadline_put_off_opens_nothing(officer: User, whole: Tender) -> None:
    with refused("publiée"):
        amending(str(a_version(whole, officer, VersionKind.POSTPONED).pk))
        Lot.objects.update(title="Autre")


@pytest.mark.parametrize("change", [{"budget_eur": 1}, {"estimated_value_eur": 1}, {"reference": "autre"}])
def test_even_a_version_does_not_open_what_was_fixed_before(
    change: dict[str, Any], officer: User, whole: Tender
) -> None:
    with refused("figé"):
        amending(str(a_version(whole, officer).pk))
        Tender.objects.filter(pk=whole.pk).update(**change)


@pytest.mark.django_db(transaction=True)
def test_at_the_commit_the_consultation_says_what_its_version_says(officer: User, whole: Tender) -> None:
    with refused("ne dit pas ce que dit sa version"):
        amending(str(a_version(whole, officer).pk))
        Tender.objects.filter(pk=whole.pk).update(title="Autre", fingerprint="0" * 64)
    whole.refresh_from_db()
    assert frozen_content(whole) == whole.frozen_content


@pytest.mark.django_db(transaction=True)
def test_a_version_of_another_transaction_opens_nothing(officer: User, whole: Tender) -> None:
    version = amended(officer, whole)
    with refused("publiée"):
        amending(str(version.pk))
        Lot.objects.filter(tender=whole).update(title="Autre")


@pytest.mark.parametrize(
    "statement", ["UPDATE tenders_tenderversion SET number = 9", "DELETE FROM tenders_tenderversion"]
)
def test_a_version_does_not_change(statement: str, whole: Tender) -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
        connection.cursor().execute(statement)


def test_every_part_of_a_lot_is_copied() -> None:
    """A part that another hand adds must be copied too, or an amendment would lose it."""
    related = [*Lot._meta.related_objects, *Criterion._meta.related_objects]
    parts = {
        one.related_model for one in related if one.related_model.__module__.startswith("tenders.models")
    }
    assert parts == set(PARTS)


def test_every_published_field_is_brought_back(whole: Tender) -> None:
    content = frozen_content(whole)
    apart = {"format", "reference", "buyer", "fictitious", "clauses", "lots"}
    assert {*content, *content["clauses"]} - apart <= set(CONTENT_FIELDS)
