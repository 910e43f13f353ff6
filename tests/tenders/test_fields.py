"""Numbers as French people write them."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tenders.forms.fields import CpvField, DecimalField, PercentField, SubCriteriaField, WholeField


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("6 000 000", "6000000"),
        ("6\u202f000\u202f000,50 €", "6000000.50"),
        ("1\u00a0200 € HT", "1200"),
    ],
)
def test_a_number_is_read_as_written(typed: str, expected: str) -> None:
    assert DecimalField(unit="€ HT").clean(typed) == Decimal(expected)


@pytest.mark.parametrize("typed", ["NaN", "inf", "2,5,5", "12 kg", "", "1e5x", "٣,5 h"])
def test_what_is_not_a_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DecimalField(unit="€ HT", min_value=Decimal(0)).clean(typed)


@given(st.decimals(0, 1, places=4))
def test_a_share_survives_its_percentage(share: Decimal) -> None:
    field = PercentField()
    assert field.clean(str(field.prepare_value(share))) == share


@pytest.mark.parametrize(("typed", "expected"), [("108 000", 108_000), ("36 mois", 36), ("0", 0)])
def test_a_whole_number(typed: str, expected: int) -> None:
    assert WholeField(unit="mois").clean(typed) == expected


def test_half_a_month_is_refused() -> None:
    with pytest.raises(ValidationError):
        WholeField(unit="mois").clean("2,5")


def test_sub_criteria_are_read_line_by_line() -> None:
    found = SubCriteriaField().clean("Formation ; 60\n\nSuivi; continu ; 40,5 %")
    assert found == [
        {"name": "Formation", "weight": Decimal(60)},
        {"name": "Suivi; continu", "weight": Decimal("40.5")},
    ]


@pytest.mark.parametrize("typed", ["Formation 60", "; 60", "Formation ; beaucoup", "Formation ; 120"])
def test_a_wrong_line_is_named(typed: str) -> None:
    with pytest.raises(ValidationError, match="Ligne 2"):
        SubCriteriaField().clean(f"Bonne ; 40\n{typed}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("85312310", "85312310"),
        ("85312310-6", "85312310"),
        ("planning familial", "85312330"),
        ("", None),
    ],
)
def test_a_cpv_code_is_found_by_code_or_words(typed: str, code: str | None) -> None:
    found: Any = CpvField(required=False).clean(typed)
    assert (found.code if found else None) == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "message"),
    [("99999999", "n’existe pas"), ("orientation", "Plusieurs codes"), ("zzzz", "Aucun code")],
)
def test_a_cpv_that_is_none_or_many_is_refused_helpfully(typed: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        CpvField(required=False).clean(typed)
