"""What the staff can lawfully work, as whole shifts left empty."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.capacity.counted import simulated
from scoring.capacity.variants import with_fewer_duties
from scoring.engine.model import EngineInput, Group, Shift
from tests.engine.builders import BIDDER, call, engine_input

DAYS = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple)
SHIFTS = st.builds(
    Shift,
    days=DAYS,
    start_minute=st.integers(0, 1439),
    end_minute=st.just(0),
    headcount=st.integers(0, 12),
    break_minutes=st.sampled_from((0, 30)),
).flatmap(lambda one: st.integers(60, 720).map(lambda length: lasting(one, length)))


def lasting(shift: Shift, minutes: int) -> Shift:
    return Shift(
        shift.days,
        shift.start_minute,
        shift.start_minute + minutes,
        shift.headcount,
        shift.break_minutes,
    )


def group(*shifts: Shift, staff: int = 40) -> Group:
    return Group("team", "Équipe", BIDDER, ("call",), shifts, staff)


def asked(one: Group) -> EngineInput:
    return engine_input((call(),), (one,))


def minutes(one: Group) -> int:
    return sum(length(shift) * shift.headcount * len(shift.days) for shift in one.shifts)


def length(shift: Shift) -> int:
    return shift.end_minute - shift.start_minute - shift.break_minutes


def heads_by_day(one: Group) -> Counter[int]:
    return Counter({day: shift.headcount for shift in one.shifts for day in shift.days})


@given(st.lists(SHIFTS, min_size=1, max_size=5), st.floats(0, 1))
@settings(deadline=None)
def test_the_hours_left_are_the_share_to_a_shift(shifts: list[Shift], kept: float) -> None:
    before = group(*shifts)
    (after,) = with_fewer_duties(asked(before), {"team": kept}).groups
    longest = max(map(length, shifts))
    assert abs(minutes(after) - kept * minutes(before)) <= longest


@given(SHIFTS, st.floats(0, 1))
@settings(deadline=None)
def test_the_days_of_a_shift_share_its_empty_posts(shift: Shift, kept: float) -> None:
    (after,) = with_fewer_duties(asked(group(shift)), {"team": kept}).groups
    come = [heads_by_day(after)[day] for day in shift.days]
    assert max(come) - min(come) <= 1
    assert max(come) <= shift.headcount


def test_a_lawful_roster_is_left_alone() -> None:
    roster = asked(group(Shift((0, 1, 2, 3, 4), 480, 960, 4), staff=40))
    assert simulated(roster) == roster


def test_an_unlawful_one_loses_the_hours_that_nobody_may_work() -> None:
    roster = asked(group(Shift((0, 1, 2, 3, 4, 5, 6), 480, 960, 4), staff=2))
    (after,) = simulated(roster).groups
    assert 0 < minutes(after) < minutes(roster.groups[0])
