from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bids.workbook.values import (
    Cell,
    ValueRefused,
    parse_amount,
    parse_count,
    parse_percentage,
    parse_unit_price,
    parse_weeks,
)
from bids.workbook.values.cell import Raw
from tests.workbook.samples import naive

THIN = "\u202f"
NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("value", "euros"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1 234,5", "1234.5"),
        (f"1{NO_BREAK}234,5", "1234.5"),
        ("1 500 €", "1500"),
        (f"1{THIN}500,20 € HT", "1500.2"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("0,125", "0.125"),
        ("12 eur", "12"),
        (0.1 + 0.2, "0.3"),
        (1500.0, "1500"),
        ("0", "0"),
    ],
)
def test_reads_prices_as_written(value: Raw, euros: str) -> None:
    assert str(parse_unit_price(Cell(value))) == euros


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1.234", "deux façons"),
        ("1,234", "deux façons"),
        ("NaN", "n’est pas un nombre"),
        ("inf", "n’est pas un nombre"),
        (float("nan"), "pas un nombre fini"),
        (float("inf"), "pas un nombre fini"),
        (-3, "négatif"),
        ("−3,50 €", "négatif"),
        ("12 34", "n’est pas un nombre"),
        ("1e5", "n’est pas un nombre"),
        ("10²", "n’est pas un nombre"),
        ("٣", "n’est pas un nombre"),
        ("10 € TTC", "toutes taxes comprises"),
        ("10,12345", "plus de 4 décimales"),
        (10 / 3, "plus de 4 décimales"),
        (1e300, "trop grand"),
        (True, "n’est pas un nombre"),
        (naive(2027, 2, 1), "n’est pas un nombre"),
        ("", "vide"),
    ],
)
def test_refuses_prices_with_the_reason(value: Raw, reason: str) -> None:
    with pytest.raises(ValueRefused, match=reason) as refused:
        parse_unit_price(Cell(value))
    assert refused.value.remedy


def test_a_price_is_not_a_percentage() -> None:
    with pytest.raises(ValueRefused, match="pourcentage"):
        parse_unit_price(Cell(0.12, percent=True))


def test_an_amount_stops_at_the_cent() -> None:
    with pytest.raises(ValueRefused, match="plus de 2 décimales"):
        parse_amount(Cell("10,1255 €"))


PRICES = st.decimals(0, 10**8, places=4)


@given(PRICES)
def test_every_price_survives_as_a_number(price: Decimal) -> None:
    assert parse_unit_price(Cell(float(price))) == price


@given(PRICES, st.sampled_from([" ", THIN, NO_BREAK]))
def test_every_price_survives_as_french_text(price: Decimal, space: str) -> None:
    text = f"{price:,.4f}".replace(",", space).replace(".", ",")
    assert parse_unit_price(Cell(f"{text} €")) == price


@given(st.text() | st.text("0123456789., €-%", max_size=12) | st.floats() | st.integers())
def test_any_cell_is_a_finite_number_from_zero_up_or_refused(value: Raw) -> None:
    try:
        number = parse_unit_price(Cell(value))
    except ValueRefused:
        return
    assert number.is_finite()
    assert number >= 0


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        (Cell("8 %"), "0.08"),
        (Cell("2,5 %"), "0.025"),
        (Cell("0,5 %"), "0.005"),
        (Cell(8), "0.08"),
        (Cell("8"), "0.08"),
        (Cell(1), "0.01"),
        (Cell(0), "0"),
        (Cell(0.08, percent=True), "0.08"),
        (Cell(0.005, percent=True), "0.005"),
    ],
)
def test_reads_percentages(cell: Cell, share: str) -> None:
    assert str(parse_percentage(cell)) == share


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (Cell(0.08), "deux façons"),
        (Cell("0,08"), "deux façons"),
        (Cell(8, percent=True), "100 %"),
        (Cell("120 %"), "100 %"),
        (Cell(100), "100 %"),
        (Cell("-1 %"), "négatif"),
    ],
)
def test_refuses_percentages(cell: Cell, reason: str) -> None:
    with pytest.raises(ValueRefused, match=reason):
        parse_percentage(cell)


@pytest.mark.parametrize(
    ("value", "people"), [(3, 3), (3.0, 3), ("3", 3), ("3 personnes", 3), ("1 200", 1200)]
)
def test_reads_people(value: Raw, people: int) -> None:
    assert parse_count(Cell(value)) == people


@pytest.mark.parametrize("value", ["2,5", 2.5, "2 ETP", "trois", -1, 10**9, "", float("nan")])
def test_refuses_people(value: Raw) -> None:
    with pytest.raises(ValueRefused):
        parse_count(Cell(value))


def test_reads_weeks_and_refuses_two_years() -> None:
    assert parse_weeks(Cell("2,5 semaines")) == Decimal("2.5")
    with pytest.raises(ValueRefused, match="104 semaines"):
        parse_weeks(Cell(105))
