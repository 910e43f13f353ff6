"""From shifts of a day to a roster, and to the persons whom it takes."""

import dataclasses
import itertools
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from scoring.engine import legal
from scoring.engine.feasibility import WEEKS_PER_YEAR, GroupPaper, lawful_hours_per_person, paper_check
from scoring.engine.minimal.labour import DayShift
from scoring.engine.model import EngineInput, Group, Shift

Floats = NDArray[np.float64]
WEEK, WEEKEND = frozenset(range(5)), frozenset((5, 6))
# Nights and Sundays are what the service asks: an agreement or a derogation allows them, not more people.
NOT_OF_STAFF = frozenset({"night_work", "sunday_work", "night_average_40h", "overtime_contract"})
MOST_MORE = 1000


def staffed(data: EngineInput, profile: Group, shifts: tuple[DayShift, ...], taken: Floats) -> Group:
    """The profile with its roster and the least declared staff that can lawfully work it."""
    group = dataclasses.replace(profile, shifts=roster_lines(shifts, taken))
    if not group.shifts:
        return group
    needed = max(1, _by_days(group), _on_paper(data, group).staff_needed)
    group = dataclasses.replace(group, declared_staff=needed)
    for _ in range(MOST_MORE):
        if is_clean(data, group):
            break
        group = dataclasses.replace(group, declared_staff=group.declared_staff + 1)
    return group


def is_clean(data: EngineInput, group: Group) -> bool:
    """Does the check on paper find nothing that more people would mend?"""
    found = paper_check(dataclasses.replace(data, groups=(group,))).findings
    return all(one.code in NOT_OF_STAFF for one in found)


def _on_paper(data: EngineInput, group: Group) -> GroupPaper:
    return paper_check(dataclasses.replace(data, groups=(group,))).groups[0]


def _by_days(group: Group) -> int:
    """Six days a week at most, in the weeks that a contract works in a year, absences left out."""
    turns = sum(shift.headcount * len(shift.days) for shift in group.shifts) * WEEKS_PER_YEAR
    weeks = lawful_hours_per_person(group) / group.contract_hours_per_week
    return int(np.ceil(turns / (legal.DAYS_PER_WEEK.value * weeks * (1.0 - group.absence_share)) - 1e-9))


def roster_lines(shifts: tuple[DayShift, ...], taken: Floats) -> tuple[Shift, ...]:
    """Lines of at most five days: the same hours on the same days are one line. taken (J,) people."""
    by_hours = defaultdict[tuple[int, int, int], dict[int, int]](dict)
    for one, people in zip(shifts, taken, strict=True):
        if people > 0:
            by_hours[one.start_minute, one.end_minute, one.break_minutes][one.day] = int(people)
    return tuple(
        Shift(days, start, end, heads, pause)
        for (start, end, pause), by_day in sorted(by_hours.items())
        for days, heads in _layers(by_day)
    )


def _layers(by_day: dict[int, int]) -> list[tuple[tuple[int, ...], int]]:
    """Days that want at least so many people, level after level; week and weekend apart."""
    levels = [0, *sorted(set(by_day.values()))]
    found = []
    for low, high in itertools.pairwise(levels):
        days = {day for day, people in by_day.items() if people >= high}
        found += [(tuple(sorted(days & part)), high - low) for part in (WEEK, WEEKEND) if days & part]
    return found
