"""After publication PostgreSQL itself refuses, and one changed digit changes the fingerprint."""

import copy
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tenders.fingerprint import fingerprint_of, frozen_content, plain
from tenders.models import (
    ContactType,
    Criterion,
    EssClause,
    EssentialTask,
    Lot,
    MinimumRequirement,
    PriceLine,
    SubcontractingRule,
    SubCriterion,
    Tender,
    WeeklyProfile,
)
from tests.tender_builders import lead_case_draft, published_tender

FROZEN = [
    (Lot, {"title": "Autre"}),
    (WeeklyProfile, {"name": "Autre"}),
    (ContactType, {"annual_volume": 1}),
    (MinimumRequirement, {"label": "Autre"}),
    (Criterion, {"weight": 1}),
    (SubCriterion, {"weight": 1}),
    (PriceLine, {"quantity": 1}),
    (EssClause, {"reserved": False}),
    (SubcontractingRule, {"allowed": False}),
    (EssentialTask, {"label": "Autre"}),
    (Tender, {"title": "Autre"}),
    (Tender, {"budget_eur": 1}),
    (Tender, {"no_allotment_reason": "Autre"}),
    (Tender, {"deaf_access": ""}),
    (Tender, {"procedure_reason": "Autre"}),
    (Tender, {"publicity": []}),
    (Tender, {"urgency_reason": "Autre"}),
    (Lot, {"estimated_value_eur": 1}),
    (Tender, {"fingerprint": "0" * 64}),
    (Tender, {"frozen_content": {}}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "change"), FROZEN)
def test_postgresql_refuses_to_change_what_is_published(model: Any, change: dict[str, Any]) -> None:
    published_tender()
    with pytest.raises(IntegrityError, match="publiée"), transaction.atomic():
        model.objects.update(**change)


@pytest.mark.django_db
@pytest.mark.parametrize("model", dict.fromkeys(model for model, _ in FROZEN if model is not Tender))
def test_postgresql_refuses_to_remove_what_is_published(model: Any) -> None:
    published_tender()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all()._raw_delete("default")


@pytest.mark.django_db
def test_every_number_and_word_counts() -> None:
    content = frozen_content(lead_case_draft())
    before = fingerprint_of(content)
    paths = list(leaves(content))
    assert len(paths) > 300
    for path in paths:
        assert fingerprint_of(altered(content, path)) != before, path


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Any:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from leaves(item, (*path, key))
    else:
        yield path


def altered(content: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    changed: Any = copy.deepcopy(content)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = f"{holder[path[-1]]}1"
    return dict(changed)


@pytest.mark.django_db
def test_the_content_holds_neither_floats_nor_the_budget() -> None:
    written = str(frozen_content(lead_case_draft()))
    assert "6000000" not in written
    assert not [path for path in leaves(frozen_content(Tender.objects.get())) if isinstance(path, float)]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**9))
def test_a_decimal_is_written_in_one_way_whatever_its_scale(number: Any) -> None:
    assert plain(number) == plain(number.quantize(number)) == plain(number + number - number)
    assert "E" not in plain(number)
