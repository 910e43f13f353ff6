"""What stands between a lot and its contract: plain facts, plain answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.endings.enums import CLOSED, CONCLUDED, EndingState, HoldOutcome
from awards.endings.state import Chosen, Hold, LotFacts, may_abandon, may_notify, may_sign

from .conftest import codes

NOON = datetime(2027, 3, 1, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)
READY = Chosen(
    bid=1,
    designated_at=NOON - 400 * HOUR,
    proofs_examined_at=NOON - 390 * HOUR,
    awarded_at=NOON - 380 * HOUR,
    informed_at=NOON - 370 * HOUR,
)
LOT = LotFacts(number=1, state=EndingState.INFORMED, is_ranked=True, chosen=READY)


def test_a_lot_whose_steps_are_done_may_be_signed() -> None:
    assert may_sign(LOT, NOON) == []


def test_nothing_is_signed_without_a_choice() -> None:
    assert codes(may_sign(replace(LOT, chosen=None), NOON)) == {"no_choice"}


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("proofs_examined_at", "proofs_missing"),
        ("awarded_at", "not_awarded"),
        ("informed_at", "not_informed"),
    ],
)
def test_each_step_is_needed(step: str, code: str) -> None:
    lot = replace(LOT, chosen=replace(READY, **{step: None}))  # type: ignore[arg-type]
    assert code in codes(may_sign(lot, NOON))


@pytest.mark.parametrize(("is_formal", "code"), [(True, "standstill"), (False, "announced_wait")])
def test_the_wait_is_held_to_its_end(is_formal: bool, code: str) -> None:
    lot = replace(LOT, is_formal=is_formal, chosen=replace(READY, sign_from_at=NOON))
    assert codes(may_sign(lot, NOON - HOUR)) == {code}
    assert may_sign(lot, NOON) == []


@given(st.integers(-500, 500), st.integers(1, 300))
def test_a_hold_forbids_exactly_while_it_runs(hours: int, length: int) -> None:
    hold = Hold("TA", NOON, NOON + length * HOUR, HoldOutcome.REJECTED)
    found = may_sign(replace(LOT, holds=(hold,)), NOON + hours * HOUR)
    assert (codes(found) == {"legal_hold"}) == (0 <= hours < length)


def test_the_signature_waits_for_the_last_of_several_holds() -> None:
    holds = (Hold("TA 1", NOON - HOUR, NOON, HoldOutcome.REJECTED), Hold("TA 2", NOON - HOUR))
    assert codes(may_sign(replace(LOT, holds=holds), NOON + HOUR)) == {"legal_hold"}


def test_what_the_judge_annulled_is_not_signed() -> None:
    hold = Hold("TA", NOON - 20 * HOUR, NOON - HOUR, HoldOutcome.PROCEDURE_ANNULLED)
    assert codes(may_sign(replace(LOT, holds=(hold,)), NOON)) == {"annulled"}
    chosen_since = replace(READY, designated_at=NOON - HOUR / 2)
    assert may_sign(replace(LOT, holds=(hold,), chosen=chosen_since), NOON) == []


@pytest.mark.parametrize("state", [*CONCLUDED, *CLOSED])
def test_what_has_ended_is_neither_signed_nor_abandoned(state: EndingState) -> None:
    lot = replace(LOT, state=state)
    assert codes(may_sign(lot, NOON)) == {"ended"}
    assert codes(may_abandon(lot)) == {"signed" if state in CONCLUDED else "ended"}


def test_a_hold_does_not_forbid_to_abandon() -> None:
    assert may_abandon(replace(LOT, holds=(Hold("TA", NOON),))) == []


def test_a_contract_is_notified_once_signed() -> None:
    assert codes(may_notify(LOT)) == {"not_signed"}
    assert may_notify(replace(LOT, chosen=replace(READY, signed_at=NOON))) == []


def test_every_blocker_names_its_article() -> None:
    lot = replace(LOT, chosen=None, holds=(Hold("TA", NOON - HOUR),))
    assert all(one.article for one in may_sign(lot, NOON))
