from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.test_numbers import plain
from ui.formatting import date_courte, date_paris, heure, jour, temps_restant

NOON_IN_PARIS = datetime(2027, 2, 1, 11, 0, tzinfo=UTC)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_a_moment_is_written_in_the_time_of_paris() -> None:
    assert plain(date_paris(NOON_IN_PARIS)) == "lundi 1er février 2027 à 12 h 00 (heure de Paris)"


def test_a_day_can_change_with_the_time_zone() -> None:
    assert plain(jour(datetime(2027, 6, 30, 22, 30, tzinfo=UTC))) == "jeudi 1er juillet 2027"


def test_short_forms() -> None:
    assert plain(date_courte(NOON_IN_PARIS)) == "1er févr. 2027, 12 h 00"
    assert plain(date_courte(date(2027, 8, 15))) == "15 août 2027"
    assert plain(heure(datetime(2027, 7, 1, 7, 5, tzinfo=UTC))) == "9 h 05"


@pytest.mark.parametrize("write", [date_paris, date_courte, jour, heure])
def test_nothing_is_a_dash(write) -> None:  # type: ignore[no-untyped-def]
    assert write(None) == "—"


@pytest.mark.parametrize("write", [date_paris, date_courte, jour, heure])
def test_a_moment_without_time_zone_is_refused(write) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="fuseau"):
        write(datetime(2027, 2, 1, 12))  # noqa: DTZ001


def test_time_left_is_empty_from_the_deadline_on() -> None:
    assert (
        plain(temps_restant(NOON_IN_PARIS, NOON_IN_PARIS - timedelta(minutes=12, seconds=5))) == "12 min 5 s"
    )
    assert temps_restant(NOON_IN_PARIS, NOON_IN_PARIS) == ""


@given(moments)
def test_the_same_moment_is_written_the_same_whatever_its_zone(moment: datetime) -> None:
    elsewhere = moment.astimezone(tz=ZoneInfo("America/Martinique"))
    assert date_paris(moment) == date_paris(elsewhere)


@given(moments)
def test_a_written_day_names_its_weekday(moment: datetime) -> None:
    names = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    day = moment.date()
    assert jour(day).startswith(names[(day.toordinal() - 1) % 7])
