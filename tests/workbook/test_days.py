import pytest
from hypothesis import given
from hypothesis import strategies as st

from bids.workbook.values import Cell, ValueRefused, parse_days
from bids.workbook.values.cell import Raw
from bids.workbook.vocabulary import DAY_LABELS
from tests.workbook.samples import naive

WEEK = (0, 1, 2, 3, 4)
ALL = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("lundi", (0,)),
        ("Lundis", (0,)),
        ("L", (0,)),
        ("lun-ven", WEEK),
        ("Lun. – Ven.", WEEK),
        ("lundi à vendredi", WEEK),
        ("du lundi au vendredi", WEEK),
        ("L-V", WEEK),
        ("LMMJV", WEEK),
        ("L M M J V", WEEK),
        ("ven-lun", (0, 4, 5, 6)),
        ("tous les jours", ALL),
        ("7j/7", ALL),
        ("7 jours sur 7", ALL),
        ("LMMJVSD", ALL),
        ("week-end", (5, 6)),
        ("le weekend", (5, 6)),
        ("sam, dim", (5, 6)),
        ("samedi et dimanche", (5, 6)),
        ("lundi et week-end", (0, 5, 6)),
        ("lun ; mer ; ven", (0, 2, 4)),
    ],
)
def test_reads_days_as_written(text: str, days: tuple[int, ...]) -> None:
    assert parse_days(Cell(text)) == days


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "vide"),
        ("M", "mardi ou mercredi"),
        ("lun-ven sauf fériés", "jours fériés"),
        ("jour férié", "jours fériés"),
        ("jours ouvrés", "ne dit pas quels jours"),
        ("en semaine", "ne dit pas quels jours"),
        ("5j/7", "ne dit pas quels jours"),
        ("lun-lun", "n’est pas un jour"),
        ("tous les lundis sauf un", "n’est pas un jour"),
        (3, "n’est pas un jour"),
        (naive(2027, 2, 1), "n’est pas un jour"),
    ],
)
def test_refuses_days_with_the_reason(value: Raw, reason: str) -> None:
    with pytest.raises(ValueRefused, match=reason) as refused:
        parse_days(Cell(value))
    assert refused.value.remedy


@given(st.sets(st.integers(0, 6), min_size=1), st.sampled_from([", ", " et ", "/", ";", " + "]))
def test_every_list_of_days_survives(days: set[int], separator: str) -> None:
    text = separator.join(DAY_LABELS[day] for day in days)
    assert parse_days(Cell(text)) == tuple(sorted(days))


@given(st.text() | st.text("lmjvsd ,-/et", max_size=20))
def test_any_text_gives_sorted_days_or_is_refused(text: str) -> None:
    try:
        days = parse_days(Cell(text))
    except ValueRefused:
        return
    assert days
    assert list(days) == sorted(set(days))
    assert set(days) <= set(ALL)
