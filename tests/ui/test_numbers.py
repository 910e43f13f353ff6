from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.formatting import (
    duree,
    euros,
    heures,
    intervalle,
    millions,
    minutes,
    nombre,
    octets,
    plus_moins,
    points,
    pourcent,
)

finite = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)
places = st.integers(0, 6)


def plain(text: str) -> str:
    """The same text with ordinary spaces, so that a test can be read."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def read_back(text: str) -> Decimal:
    return Decimal(text.replace("\u202f", "").replace("\u2212", "-").replace(",", "."))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (nombre(1234.5, 1), "1 234,5"),
        (nombre(0.5), "1"),
        (nombre(Decimal("-1234567.005"), 2), "−1 234 567,01"),
        (pourcent(0.853), "85,3 %"),
        (pourcent(1, 0), "100 %"),
        (euros(1234.5), "1 234,50 €"),
        (millions(6_000_000), "6 M€"),
        (millions(Decimal("1250000")), "1,25 M€"),
        (millions(5_987_654), "5,99 M€"),
        (heures(12.5), "12,5 h"),
        (plus_moins(1.23), "± 1,2"),
        (points(0.012), "± 1,2 point"),
        (points(0.025), "± 2,5 points"),
        (intervalle(0.831, 0.872), "de 83,1 % à 87,2 %"),
    ],
)
def test_numbers_are_written_in_french(written: str, expected: str) -> None:
    assert plain(written) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0 s"),
        (3.4, "3,4 s"),
        (9.99, "10 s"),
        (80, "1 min 20 s"),
        (3600, "1 h"),
        (3599.6, "1 h"),
        (90_061, "1 j 1 h"),
        (-80, "−1 min 20 s"),
    ],
)
def test_a_duration_has_two_units_at_most(seconds: float, expected: str) -> None:
    assert plain(duree(seconds)) == expected


def test_minutes_keep_their_tenths_below_an_hour() -> None:
    assert [plain(minutes(m)) for m in (12.5, 12, 59.99, 90)] == ["12,5 min", "12 min", "1 h", "1 h 30 min"]


def test_sizes_use_decimal_multiples() -> None:
    sizes = (0, 1, 999, 1000, 1_536_000, 2_000_000_000)
    expected = ["0 octet", "1 octet", "999 octets", "1,0 ko", "1,5 Mo", "2,0 Go"]
    assert [plain(octets(size)) for size in sizes] == expected


@pytest.mark.parametrize("write", [nombre, pourcent, euros, millions, heures, minutes, duree, octets, points])
@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_not_a_number_is_a_dash(write, value) -> None:  # type: ignore[no-untyped-def]
    assert write(value) == "—"


@pytest.mark.parametrize("value", ["", "12", True])
def test_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        nombre(value)  # type: ignore[arg-type]


@given(finite, places)
def test_a_written_number_reads_back_within_half_a_unit(value: Decimal, decimals: int) -> None:
    assert abs(read_back(nombre(value, decimals)) - value) <= Decimal(1).scaleb(-decimals) / 2


@given(finite, places)
def test_zero_has_no_sign_and_groups_have_three_digits(value: Decimal, decimals: int) -> None:
    text = nombre(value, decimals)
    groups = text.removeprefix("\u2212").split(",")[0].split("\u202f")
    assert not (text.startswith("\u2212") and read_back(text) == 0)
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_is_never_written_smaller(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert read_back(pourcent(low)[:-2]) <= read_back(pourcent(high)[:-2])


@given(st.integers(0, 10**9))
def test_no_duration_can_break_across_lines(seconds: int) -> None:
    assert " " not in duree(seconds)
