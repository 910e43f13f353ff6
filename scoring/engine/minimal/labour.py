"""The shifts that may be offered to people: lawful by `legal`, and of lengths that people accept."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.engine import legal
from scoring.engine.model import HOURS_PER_WEEK
from scoring.engine.roster import is_night

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labour:
    """What the shifts and contracts may be.

    lengths: (minutes of work, minutes of unpaid pause) of a shift, whole hours together; shifts start on the
    hour. extra_skill_cost: how much dearer an hour is for each language beyond the first. The shares and
    chats_at_once serve the kinds of agent that the input does not describe itself.
    Raises ValueError when a shift does not last whole hours, or when none is lawful.
    """

    lengths: tuple[tuple[int, int], ...] = ((300, 0), (390, 30), (450, 30))
    extra_language_cost: float = 0.1
    contract_hours_per_week: float = 35.0
    absence_share: float = 0.08
    shrinkage_share: float = 0.05
    chats_at_once: int = 2

    def __post_init__(self) -> None:
        if any((worked + pause) % 60 or worked <= 0 or pause < 0 for worked, pause in self.lengths):
            raise ValueError("a shift lasts whole hours, its pause included")
        if not any(is_lawful(0, *length) or is_lawful(480, *length) for length in self.lengths):
            raise ValueError("no lawful shift has one of these lengths")

    @property
    def least_paid_share(self) -> float:
        """Of the time on site, with the longest pause."""
        return min(worked / (worked + pause) for worked, pause in self.lengths)

    @property
    def pause_share(self) -> float:
        """Part of the time on site spent in pauses, all lengths alike."""
        return float(np.mean([pause / (worked + pause) for worked, pause in self.lengths]))


@dataclass(frozen=True, slots=True)
class DayShift:
    """One person's shift on one day of the week (0 Monday); minutes are those of `model.Shift`."""

    day: int
    start_minute: int
    end_minute: int
    break_minutes: int

    @property
    def paid_hours(self) -> float:
        return (self.end_minute - self.start_minute - self.break_minutes) / 60.0


def is_lawful(start: int, worked: int, pause: int) -> bool:
    """Daily and night maxima, and the pause (Code du travail, L3121-18, L3122-6, L3121-16)."""
    minutes = np.arange(start, start + worked + pause)
    by_night = is_night(minutes).sum() / 60.0 >= legal.NIGHT_WORKER.value
    most = min(legal.DAILY_MAXIMUM.value, legal.NIGHT_MAXIMUM.value if by_night else np.inf)
    rested = worked / 60.0 < legal.PAUSE_AFTER.value or pause >= legal.PAUSE.value
    return bool(worked / 60.0 <= most and rested)


def day_shifts(labour: Labour) -> tuple[DayShift, ...]:
    """Every lawful shift of a week."""
    return tuple(
        DayShift(day, 60 * hour, 60 * hour + worked + pause, pause)
        for day, hour, (worked, pause) in itertools.product(range(7), range(24), labour.lengths)
        if is_lawful(60 * hour, worked, pause)
    )


def on_site(shifts: tuple[DayShift, ...]) -> Floats:
    """(168, J) 1 at the hours of the week that each shift covers, its pause included."""
    found = np.zeros((HOURS_PER_WEEK, len(shifts)))
    for j, one in enumerate(shifts):
        hours = 24 * one.day + np.arange(one.start_minute // 60, one.end_minute // 60)
        found[hours % HOURS_PER_WEEK, j] = 1.0
    return found
