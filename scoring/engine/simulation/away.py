"""Time away from contacts inside a shift: the break, then training and meetings.

The break lies in the middle of the shift, never more than six hours of work before or after it where the
shift allows (Code du travail, L3121-16), and the breaks of people due at the same hours are spread by the
golden section.

Training and meetings take the declared share of the working time, in equal stretches of three quarters of
an hour at most as long as three of them suffice. Planners release people a few at a time, so that the rest
hold the lines (injixo, « Scheduling meetings, training, and coaching »; Penny Reynolds, « Building blocks
of scheduling », SWPP, 2018): the stretches of one person follow one another at equal distances, and people
at the same hours, people at other hours and successive days take different places in a sequence that leaves
no gap (Kronecker). At any moment of the shift but its ends, about the declared share of the team is away.
"""

import math

import numpy as np
from numpy.typing import NDArray

from scoring.engine.model import Shift

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
LONGEST_WORK = 360
LONGEST_STRETCH = 45
MOST_STRETCHES = 3
# Turns between neighbours: no two of them ever fall in step.
PERSON_TURN = 0.6180339887498949
DAY_TURN = math.sqrt(2.0) - 1.0
HOURS_TURN = math.sqrt(3.0) - 1.0


def person_place(seat: Integers) -> Floats:
    """In 0..1, by rank among the people due at the same hours."""
    found: Floats = (0.5 + PERSON_TURN * seat.astype(np.float64)) % 1.0
    return found


def training_place(seat: Integers, day: Integers, hours: int) -> Floats:
    """In 0..1, by rank as above, day of the calendar, and rank of the hours among those of all shifts."""
    found: Floats = (person_place(seat) + DAY_TURN * day + HOURS_TURN * hours) % 1.0
    return found


def break_start(shift: Shift, place: Floats) -> Floats:
    """Minutes from the start of the shift to the break of each person."""
    length, minutes = shift.end_minute - shift.start_minute, shift.break_minutes
    earliest, latest = length / 3.0, 2.0 * length / 3.0 - minutes
    earliest = max(earliest, min(length - LONGEST_WORK - minutes, LONGEST_WORK))
    latest = max(min(latest, LONGEST_WORK), earliest)
    if latest + minutes >= length:
        earliest = latest = (length - minutes) / 2.0
    return earliest + (latest - earliest) * place


def training(shift: Shift, share: float, place: Floats, break_at: Floats) -> tuple[list[Floats], float]:
    """(starts of each stretch, from the start of the shift, by person; minutes of each stretch).

    Those minutes are of work: a stretch that the break interrupts goes on after it. No stretch starts inside
    the break or ends after the shift.
    """
    work = shift.end_minute - shift.start_minute - shift.break_minutes
    count = _stretches(share * work, work)
    if count == 0:
        return [], 0.0
    minutes = share * work / count
    apart = (work - minutes) / count
    worked = [(rank + place) * apart for rank in range(count)]
    return [at + np.where(at >= break_at, float(shift.break_minutes), 0.0) for at in worked], minutes


def _stretches(total: float, work: float) -> int:
    """How many; one where several would touch, for nobody to be back for an instant between two."""
    count = min(math.ceil(total / LONGEST_STRETCH), MOST_STRETCHES)
    return count if (count + 1) * total < count * work else min(count, 1)
