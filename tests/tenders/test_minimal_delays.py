"""The least time given to candidates, by procedure."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.law.minimal_delays import (
    LEAST_CANDIDATES,
    MINIMAL_DELAYS,
    Procedure,
    Stage,
    first_lawful_day,
    minimal_delay,
)

FLAGS = st.fixed_dictionaries(
    {name: st.booleans() for name in ("electronic", "preinformation", "urgency", "on_profile")}
)
PROCEDURES = st.sampled_from(Procedure)
PAPER: dict[str, Any] = {"electronic": False}


@pytest.mark.parametrize(
    ("procedure", "stage", "given_", "days"),
    [
        (Procedure.OPEN, Stage.BIDS, PAPER, 35),
        (Procedure.OPEN, Stage.BIDS, {}, 30),
        (Procedure.OPEN, Stage.BIDS, {"preinformation": True}, 15),
        (Procedure.OPEN, Stage.BIDS, {"urgency": True}, 15),
        (Procedure.OPEN, Stage.BIDS, {"on_profile": False}, 35),
        (Procedure.RESTRICTED, Stage.APPLICATIONS, {}, 30),
        (Procedure.RESTRICTED, Stage.APPLICATIONS, {"urgency": True}, 15),
        (Procedure.RESTRICTED, Stage.BIDS, PAPER, 30),
        (Procedure.RESTRICTED, Stage.BIDS, {}, 25),
        (Procedure.RESTRICTED, Stage.BIDS, {"urgency": True}, 10),
        (Procedure.NEGOTIATED, Stage.APPLICATIONS, {}, 30),
        (Procedure.NEGOTIATED, Stage.BIDS, {}, 25),
    ],
)
def test_each_delay_of_the_code(procedure: Procedure, stage: Stage, given_: Any, days: int) -> None:
    found = minimal_delay(procedure, stage=stage, **given_)
    assert found
    assert found.days == days
    assert ("2151-2" in found.article) == (given_.get("on_profile") is False)


@given(FLAGS)
def test_an_adapted_procedure_has_no_figure(flags: Any) -> None:
    assert minimal_delay(Procedure.ADAPTED, **flags) is None


@given(
    PROCEDURES, st.sampled_from(Stage), FLAGS, st.sampled_from(["electronic", "preinformation", "urgency"])
)
def test_what_shortens_never_lengthens(procedure: Procedure, stage: Stage, flags: Any, name: str) -> None:
    without = minimal_delay(procedure, stage=stage, **{**flags, name: False})
    with_it = minimal_delay(procedure, stage=stage, **{**flags, name: True})
    assert (without is None) == (with_it is None)
    assert without is None or with_it is None or with_it.days <= without.days


@given(st.sampled_from(MINIMAL_DELAYS), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_the_day_of_the_sending_does_not_count(row: Any, sent_on: date) -> None:
    assert (first_lawful_day(sent_on, row) - sent_on).days == row.days


def test_days_are_those_of_paris() -> None:
    evening = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    delay = minimal_delay(Procedure.OPEN)
    assert delay
    assert first_lawful_day(evening, delay) == date(2026, 12, 22)


def test_enough_candidates_are_invited() -> None:
    assert LEAST_CANDIDATES == {Procedure.RESTRICTED: 5, Procedure.NEGOTIATED: 3}
