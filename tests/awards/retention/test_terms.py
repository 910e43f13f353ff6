"""Until when the papers are kept: plain facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.retention.terms import LotEnd, may_delete, procedure_kept_until, terms

SIGNED = LotEnd(1, signed_on=date(2027, 3, 1))
ABANDONED = LotEnd(2, ended_on=date(2027, 9, 1))
ONGOING = LotEnd(3)


def refused(today: date, lots: list[LotEnd], *, is_held: bool = False, is_done: bool = False) -> set[str]:
    return {one.code for one in may_delete(lots, today=today, is_held=is_held, is_done=is_done)}


def test_five_years_from_the_signature_or_the_end() -> None:
    assert procedure_kept_until([SIGNED]) == date(2032, 3, 1)
    assert procedure_kept_until([SIGNED, ABANDONED]) == date(2032, 9, 1)


def test_the_end_without_a_signature_is_an_interpretation() -> None:
    assert [one.is_interpretation for one in terms([SIGNED, ABANDONED])] == [False, False, True]


def test_contract_papers_wait_for_the_end_of_performance() -> None:
    (_, unknown) = terms([SIGNED])
    (_, known) = terms([LotEnd(1, signed_on=date(2027, 3, 1), performed_on=date(2030, 3, 1))])
    assert unknown.kept_until is None
    assert (known.kept_until, known.article) == (date(2035, 3, 1), "R. 2184-13")


def test_a_lot_that_goes_on_keeps_everything() -> None:
    assert procedure_kept_until([SIGNED, ONGOING]) is None
    assert refused(date(2100, 1, 1), [SIGNED, ONGOING]) == {"not_ended"}


@given(st.integers(-2000, 2000))
def test_nothing_is_destroyed_before_the_day_after_the_term(days: int) -> None:
    today = date(2032, 3, 1) + timedelta(days=days)
    assert (refused(today, [SIGNED]) == set()) == (days > 0)


@pytest.mark.parametrize(("facts", "code"), [({"is_held": True}, "legal_hold"), ({"is_done": True}, "done")])
def test_neither_during_a_hold_nor_twice(facts: dict[str, bool], code: str) -> None:
    assert refused(date(2040, 1, 1), [SIGNED], **facts) == {code}
