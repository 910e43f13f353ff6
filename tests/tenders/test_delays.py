"""The law's delays, to the day, in Paris: month ends, leap years, changes of clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.law import delays, periods, thresholds
from tenders.law.marks import Mark
from tenders.law.thresholds import Buyer

DAYS = st.dates(min_value=date(2019, 4, 1), max_value=date(2090, 1, 1))
MOMENTS = st.datetimes(min_value=datetime(2019, 4, 2), max_value=datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_a_formal_procedure_waits_eleven_days_from_sending_and_sixteen_on_paper() -> None:
    sent_at = datetime(2027, 2, 10, 9, 30, tzinfo=UTC)
    assert delays.standstill_ends_on(sent_at) == date(2027, 2, 21)
    assert delays.standstill_ends_on(sent_at, electronic=False) == date(2027, 2, 26)
    allowed_at = delays.signature_allowed_at(date(2027, 2, 21))
    assert allowed_at == datetime(2027, 2, 21, 23, tzinfo=UTC)


def test_the_day_is_that_of_paris_and_not_of_greenwich() -> None:
    sent_at = datetime(2027, 7, 31, 22, 30, tzinfo=UTC)
    assert delays.standstill_ends_on(sent_at) == date(2027, 8, 12)


def test_no_wait_when_the_only_participant_wins() -> None:
    found = delays.standstill_exception(participants=1)
    assert found is not None
    assert found.code == "single_participant"
    assert delays.standstill_exception(participants=2) is None
    call_off = delays.standstill_exception(participants=2, is_call_off=True)
    assert call_off is not None
    assert call_off.mark is Mark.MEMORY


@pytest.mark.parametrize(
    ("notified_on", "due_on"),
    [
        (date(2027, 1, 15), date(2027, 3, 15)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
        (date(2027, 12, 30), date(2028, 2, 29)),
        (date(2027, 11, 30), date(2028, 1, 30)),
    ],
)
def test_essential_data_are_due_two_months_later_or_at_the_end_of_a_shorter_month(
    notified_on: date, due_on: date
) -> None:
    assert delays.essential_data_due_on(notified_on) == due_on


def test_essential_data_are_asked_from_forty_thousand_euros() -> None:
    assert delays.essential_data_required(Decimal("39999.99")) is False
    assert delays.essential_data_required(Decimal(40_000)) is True
    assert delays.essential_data_required(None) is None


def test_the_award_notice_is_due_thirty_days_after_signature_or_after_the_quarter() -> None:
    signed_on = date(2027, 2, 10)
    assert delays.award_notice_due_on(signed_on) == date(2027, 3, 12)
    assert delays.award_notice_due_on(signed_on, grouped=True) == date(2027, 4, 30)


def test_the_award_notice_is_asked_from_the_social_threshold_of_the_day() -> None:
    on = date(2027, 2, 10)
    assert delays.award_notice_required(Decimal(750_000), Buyer.STATE, on) is True
    assert delays.award_notice_required(Decimal("749999.99"), None, on) is False
    assert delays.award_notice_required(None, Buyer.STATE, on) is None


@pytest.mark.parametrize("amount", [Decimal(1), Decimal(10_000_000)])
def test_the_award_notice_of_a_day_that_no_source_covers_is_unknown(amount: Decimal) -> None:
    before = thresholds.CODE_FROM - timedelta(days=1)
    assert delays.award_notice_required(amount, Buyer.STATE, before) is None


def test_further_information_is_sent_six_days_before_the_deadline_and_four_in_urgency() -> None:
    deadline_at = datetime(2027, 2, 1, 11, tzinfo=UTC)
    assert delays.information_due_on(deadline_at) == date(2027, 1, 26)
    assert delays.information_due_on(deadline_at, urgent=True) == date(2027, 1, 28)


def test_the_judge_rules_in_twenty_days_and_not_before_the_eleventh() -> None:
    assert delays.judge_due_on(date(2021, 1, 20)) == date(2021, 2, 9)
    assert delays.judge_not_before(date(2027, 2, 10)) == date(2027, 2, 21)
    assert delays.judge_not_before(date(2027, 2, 10), electronic=False) == date(2027, 2, 26)


def test_the_contractual_challenge_depends_on_the_notice() -> None:
    assert delays.contractual_challenge_until(signed_on=date(2027, 1, 1)) == date(2027, 7, 1)
    noticed = delays.contractual_challenge_until(signed_on=date(2027, 1, 1), notice_on=date(2027, 1, 10))
    assert noticed == date(2027, 2, 10)


def test_records_are_kept_five_years_and_works_contracts_ten() -> None:
    assert delays.records_kept_until(date(2024, 2, 29)) == date(2029, 2, 28)
    assert delays.contract_kept_until(date(2030, 6, 30)) == date(2035, 6, 30)
    assert delays.contract_kept_until(date(2030, 6, 30), works=True) == date(2040, 6, 30)
    assert delays.abandoned_records_kept_until(date(2021, 1, 25)) == date(2026, 1, 25)
    assert delays.delay("records_abandoned").mark is Mark.INTERPRETATION


def test_reasons_and_the_voluntary_wait() -> None:
    assert delays.reasons_due_on(date(2027, 2, 10)) == date(2027, 2, 25)
    assert delays.voluntary_standstill_ends_on(date(2027, 2, 10)) == date(2027, 2, 21)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="fuseau"):
        delays.records_kept_until(datetime(2027, 1, 1))  # noqa: DTZ001


def test_a_row_is_chosen_by_the_day_it_is_in_force() -> None:
    old = replace(delays.delay("reasons"), length=20, until=date(2025, 12, 31))
    new = replace(delays.delay("reasons"), since=date(2026, 1, 1))
    assert delays.delay("reasons", date(2025, 12, 31), [old, new]).length == 20
    assert delays.delay("reasons", date(2026, 1, 1), [old, new]).length == 15
    assert delays.delay("reasons", None, [old, new]).length == 15
    with pytest.raises(KeyError):
        delays.delay("reasons", date(2019, 1, 1), [old, new])


def test_every_row_has_an_article_and_only_read_texts_may_block() -> None:
    for row in delays.DELAYS:
        assert row.article
        assert row.length > 0
        assert row.mark.wording
    assert [mark for mark in Mark if mark.may_block] == [Mark.VERIFIED]


@given(DAYS, st.integers(0, 240))
def test_a_period_of_months_ends_on_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int
) -> None:
    end = periods.months_after(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, DAYS)
def test_a_later_event_never_has_an_earlier_end(first: date, second: date) -> None:
    early, late = sorted((first, second))
    for counted in (delays.records_kept_until, delays.essential_data_due_on, delays.standstill_ends_on):
        assert counted(early) <= counted(late)


@given(MOMENTS)
def test_a_moment_falls_within_its_day_of_paris(at: datetime) -> None:
    day = periods.paris_day(at)
    assert periods.begins_at(day) <= at < periods.ends_at(day)


@given(MOMENTS)
def test_signature_waits_at_least_eleven_whole_days(sent_at: datetime) -> None:
    allowed_at = delays.signature_allowed_at(delays.standstill_ends_on(sent_at))
    wait = allowed_at - sent_at
    assert timedelta(days=11, hours=-1) < wait <= timedelta(days=12, hours=1)


@given(DAYS)
def test_a_day_lasts_24_hours_but_when_the_clocks_change(day: date) -> None:
    hours = (periods.ends_at(day).astimezone(UTC) - periods.begins_at(day).astimezone(UTC)) / timedelta(
        hours=1
    )
    assert hours in {23, 24, 25}
    assert day.month in {3, 10} or hours == 24


@given(DAYS)
def test_a_quarter_ends_on_the_last_day_of_its_third_month(day: date) -> None:
    end = periods.quarter_ends_on(day)
    assert day <= end <= day + timedelta(days=92)
    assert end.month % 3 == 0
    assert (end + timedelta(days=1)).day == 1
