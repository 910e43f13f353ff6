"""From shifts to persons: who is due when, when each pauses, in minutes that really elapse.

A *duty* is one person in one shift on one day. When it pauses, for the break and for training and meetings,
is told by `away`. Absence is drawn while simulating, for a whole duty up to twelve hours, by blocks of about
eight beyond.
"""

import datetime as dt
import math
import zoneinfo
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.model import Calendar, EngineInput, Group, Shift
from scoring.engine.roster import MINUTES_PER_DAY
from scoring.engine.simulation.away import break_start, person_place, training, training_place

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Records = NDArray[np.void]
MAX_DUTIES = 2_000_000
BLOCK_MINUTES = 480
_HOUR = dt.timedelta(hours=1)

# Kinds of steps; at the same instant the lower comes first.
END, BLOCK, PAUSE = 0, 1, 2


# One line of the roster, in order of time. value: which block, or minutes of pause; a pause that starts
# during another prolongs it.
STEP = np.dtype([("at", "f8"), ("value", "f8"), ("duty", "i4"), ("kind", "i4")], align=True)


class Duties(NamedTuple):
    """D duties. group, person, day (D,): person is the shift's rank in its group and the head's rank in it,
    in one number; the three name the draw of absence. until (D,): end of the shift. steps: STEP records.
    scheduled (G,): minutes of work rostered inside the calendar."""

    group: Integers
    person: Integers
    day: Integers
    until: Floats
    steps: Records
    scheduled: Floats


class _Clock(NamedTuple):
    """By day from the eve of the start: real minutes at midnight, minutes gained, from which local minute."""

    midnight: Floats
    gained: Floats
    since: Floats

    def elapsed(self, day: Integers, minute: int) -> Floats:
        """Real minutes since the start at `minute` of the clock on the wall, counted from `day` 00:00."""
        row = day + 1 + minute // MINUTES_PER_DAY
        local = minute % MINUTES_PER_DAY
        found: Floats = self.midnight[row] + local + np.where(local >= self.since[row], self.gained[row], 0.0)
        return found


def duties(data: EngineInput) -> Duties:
    """Every duty that touches the calendar. Raises InvalidInputError when there are too many persons."""
    _bound(data)
    clock, days = _clock(data.calendar), 7 * data.calendar.weeks
    horizon = float(clock.midnight[days + 1])
    parts, taken = [], dict[tuple[int, int], _Seats]()
    for g, group in enumerate(data.groups):
        for line, shift in enumerate(group.shifts):
            hours = (shift.start_minute, shift.end_minute)
            seats = taken.get(hours, _Seats(0, len(taken)))
            taken[hours] = _Seats(seats.first + shift.headcount, seats.hours)
            parts.append(_line(g, group, line, seats, clock, _days(shift, days, data.calendar)))
    return _sorted(parts, horizon, len(data.groups))


def _bound(data: EngineInput) -> None:
    weekly = sum(shift.headcount * len(shift.days) for group in data.groups for shift in group.shifts)
    if weekly * (data.calendar.weeks + 1) > MAX_DUTIES:
        reason = (
            f"{weekly} postes par semaine sur {data.calendar.weeks} semaines : la simulation suit chaque "
            f"personne, jusqu’à {MAX_DUTIES // 1_000_000} millions de postes ; raccourcir la période"
        )
        raise InvalidInputError([Fault("$.groups", reason)])


def _days(shift: Shift, days: int, calendar: Calendar) -> Integers:
    """From the eve, whose night may reach into the first day."""
    every = np.arange(-1, days)
    return every[np.isin((every + calendar.start_on.weekday()) % 7, shift.days)]


class _Seats(NamedTuple):
    """Rank of a line's first person among those due at the same hours, and of these hours among all."""

    first: int
    hours: int


class _Line(NamedTuple):
    group: int
    person: Integers
    day: Integers
    until: Floats
    steps: list[tuple[Integers, Floats, int, Floats]]
    scheduled: Floats


def _line(g: int, group: Group, line: int, seats: _Seats, clock: _Clock, days: Integers) -> _Line:
    """One shift of one group: heads by days, head after head on each day."""
    shift = group.shifts[line]
    heads = shift.headcount
    day = np.repeat(days, heads)
    head = np.tile(np.arange(heads), days.size)
    start, until = (clock.elapsed(day, m) for m in (shift.start_minute, shift.end_minute))
    touching = until > 0.0
    day, head, start, until = day[touching], head[touching], start[touching], until[touching]
    rows = np.arange(day.size)
    steps = [(rows, until, END, np.zeros(rows.size))]
    blocks = max(1, math.ceil((shift.end_minute - shift.start_minute) / BLOCK_MINUTES - 0.5))
    for block in range(blocks):
        at = start + (until - start) * block / blocks
        steps.append((rows, at, BLOCK, np.full(rows.size, float(block))))
    for at, minutes in _away(shift, group.shrinkage_share, seats.first + head, day, seats.hours):
        steps.append((rows, start + at, PAUSE, np.full(rows.size, minutes)))
    worked = until - np.maximum(start, 0.0) - shift.break_minutes
    return _Line(g, (line << 16) + head, day, until, steps, worked)


def _away(
    shift: Shift, share: float, seat: Integers, day: Integers, hours: int
) -> list[tuple[Floats, float]]:
    """(minutes from the start of the shift, how long) of the break, then of each stretch of training."""
    break_at = break_start(shift, person_place(seat))
    starts, minutes = training(shift, share, training_place(seat, day, hours), break_at)
    breaks = [(break_at, float(shift.break_minutes))] if shift.break_minutes else []
    return breaks + [(at, minutes) for at in starts]


def _sorted(parts: list[_Line], horizon: float, groups: int) -> Duties:
    scheduled = np.zeros(groups)
    first = 0
    steps: list[tuple[Integers, Floats, Integers, Floats]] = []
    for part in parts:
        scheduled[part.group] += np.clip(part.scheduled, 0.0, None).sum()
        steps += [(first + rows, at, np.full(rows.size, kind), value) for rows, at, kind, value in part.steps]
        first += part.day.size
    return Duties(
        group=_joined([np.full(part.day.size, part.group) for part in parts]),
        person=_joined([part.person for part in parts]),
        day=_joined([part.day for part in parts]),
        until=np.concatenate([part.until for part in parts]) if parts else np.zeros(0),
        steps=_in_order(steps, horizon),
        scheduled=scheduled,
    )


def _in_order(steps: list[tuple[Integers, Floats, Integers, Floats]], horizon: float) -> Records:
    found = np.zeros(sum(step[0].size for step in steps), STEP)
    for name, k in (("duty", 0), ("at", 1), ("kind", 2), ("value", 3)):
        found[name] = np.concatenate([step[k] for step in steps]) if steps else 0
    # Whoever came before the calendar starts is there at its start; a pause already begun is over.
    found = found[(found["at"] < horizon) & ((found["at"] >= 0.0) | (found["kind"] != PAUSE))]
    found["at"] = np.maximum(found["at"], 0.0)
    ordered: Records = found[np.lexsort((found["duty"], found["kind"], found["at"]))]
    return ordered


def _joined(columns: list[Integers]) -> Integers:
    return np.concatenate(columns).astype(np.int64) if columns else np.zeros(0, dtype=np.int64)


@lru_cache(maxsize=16)
def _clock(calendar: Calendar) -> _Clock:
    zone = zoneinfo.ZoneInfo(calendar.time_zone)
    days = [calendar.start_on + dt.timedelta(days=k) for k in range(-1, 7 * calendar.weeks + 4)]
    moments = [dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC) for day in days]
    midnight = np.array([(moment - moments[1]) / dt.timedelta(minutes=1) for moment in moments])
    gained = np.append(np.diff(midnight) - MINUTES_PER_DAY, 0.0)
    since = [_change(day, zone, step) if step else np.inf for day, step in zip(days, gained, strict=True)]
    return _Clock(midnight, gained, np.array(since))


def _change(day: dt.date, zone: zoneinfo.ZoneInfo, gained: float) -> float:
    """First whole hour of the clock that is `gained` minutes off its usual distance from midnight."""
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)
    for hour in range(24):
        local = dt.datetime.combine(day, dt.time(hour), tzinfo=zone)
        if local.astimezone(dt.UTC) - midnight - hour * _HOUR == dt.timedelta(minutes=gained):
            return 60.0 * hour
    return float(MINUTES_PER_DAY)
