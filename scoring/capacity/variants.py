"""The same question with other volumes, other handle times, or fewer hours."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scoring.engine.model import ContactType, EngineInput, Group, Shift


def scaled(data: EngineInput, volume: float = 1.0, handle_time: float = 1.0) -> EngineInput:
    """The input with volumes and mean handle times multiplied; everything else as it is."""
    types = tuple(_scaled_type(one, volume, handle_time) for one in data.contact_types)
    return replace(data, contact_types=types)


def _scaled_type(one: ContactType, volume: float, handle_time: float) -> ContactType:
    return replace(
        one, annual_volume=one.annual_volume * volume, handle_time=one.handle_time.scaled(handle_time)
    )


def with_presence(data: EngineInput, kept: Mapping[str, float]) -> EngineInput:
    """The input in which each group named keeps a share (0 to 1) of its hours, evenly over its roster."""
    return replace(data, groups=tuple(_reduced(one, kept.get(one.id, 1.0)) for one in data.groups))


def _reduced(group: Group, kept: float) -> Group:
    if kept >= 1.0:
        return group
    return replace(group, shrinkage_share=1.0 - (1.0 - group.shrinkage_share) * max(kept, 0.0))


def with_fewer_duties(data: EngineInput, kept: Mapping[str, float]) -> EngineInput:
    """The input in which each group named keeps a share (0 to 1) of its hours by leaving whole shifts empty.

    What a person lawfully works is whole shifts: a share of presence would have a simulation send everybody
    away at the same hours of each day. The empty ones are spread evenly over the week of each shift; the
    hours left are the share to half a shift a week.
    """
    return replace(data, groups=tuple(_thinned(one, kept.get(one.id, 1.0)) for one in data.groups))


def _thinned(group: Group, kept: float) -> Group:
    if kept >= 1.0:
        return group
    shifts: list[Shift] = []
    owed_minutes = 0.0
    for shift in group.shifts:
        heads, owed_minutes = _heads_kept(shift, max(kept, 0.0), owed_minutes)
        shifts.extend(_by_headcount(shift, heads))
    return replace(group, shifts=tuple(shifts))


def _heads_kept(shift: Shift, kept: float, owed_minutes: float) -> tuple[list[int], float]:
    """How many come on each day of the shift, from Monday; minutes of presence owed to the next shift."""
    minutes = shift.end_minute - shift.start_minute - shift.break_minutes
    heads = []
    for _ in shift.days:
        owed_minutes += kept * minutes * shift.headcount
        come = min(shift.headcount, max(0, math.floor(owed_minutes / minutes + 0.5)))
        owed_minutes -= come * minutes
        heads.append(come)
    return heads, owed_minutes


def _by_headcount(shift: Shift, heads: Sequence[int]) -> Iterator[Shift]:
    """The same hours, one shift for the days on which as many come."""
    for count in sorted(set(heads) - {0}, reverse=True):
        days = tuple(day for day, come in zip(sorted(shift.days), heads, strict=True) if come == count)
        yield replace(shift, days=days, headcount=count)
