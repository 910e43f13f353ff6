"""The same offer otherwise: more calls, longer calls, a launch, a site or an employer lost."""

import dataclasses

from scoring.engine.model import Channel, ContactType, EngineInput

LAUNCH_WEEKS = 4


def scaled(data: EngineInput, volume_multiple: float) -> EngineInput:
    """The same input with every annual volume multiplied."""
    types = tuple(
        dataclasses.replace(item, annual_volume=item.annual_volume * volume_multiple)
        for item in data.contact_types
    )
    return dataclasses.replace(data, contact_types=types)


def lengthened(data: EngineInput, multiple: float) -> EngineInput:
    """The same input with the mean handle time of every call type multiplied; of every type without calls."""
    channels = {Channel.CALL} if _has_calls(data) else set(Channel)
    types = tuple(
        _lengthened(item, multiple) if item.channel in channels else item for item in data.contact_types
    )
    return dataclasses.replace(data, contact_types=types)


def _lengthened(item: ContactType, multiple: float) -> ContactType:
    time = dataclasses.replace(item.handle_time, mean_minutes=item.handle_time.mean_minutes * multiple)
    return dataclasses.replace(item, handle_time=time)


def _has_calls(data: EngineInput) -> bool:
    return any(item.channel is Channel.CALL and item.annual_volume > 0 for item in data.contact_types)


def minutes_per_call(data: EngineInput) -> float | None:
    """Agents' minutes that a caller takes in all, every level he is passed to included; None without calls.

    A call of 5 minutes of which 60 % are passed to a level of 25 minutes takes 20.
    """
    types = {item.id: item for item in data.contact_types}
    calls = [item for item in data.contact_types if item.channel is Channel.CALL]
    volume = sum(item.annual_volume for item in calls)
    if volume <= 0:
        return None
    return sum(item.annual_volume * _minutes_in_all(item, types) for item in calls) / volume


def _minutes_in_all(item: ContactType, types: dict[str, ContactType]) -> float:
    """Passing on never comes back to a type already seen: `reading` refuses loops."""
    passed = item.escalation
    further = passed.share * _minutes_in_all(types[passed.to], types) if passed else 0.0
    return item.handle_time.mean_minutes + further


def launched(data: EngineInput, volume_multiple: float) -> EngineInput:
    """The first four weeks alone, their volume multiplied; ramp-up weighs fully there."""
    weeks = min(LAUNCH_WEEKS, data.calendar.weeks)
    calendar = dataclasses.replace(data.calendar, weeks=weeks)
    return dataclasses.replace(scaled(data, volume_multiple), calendar=calendar)


def sites(data: EngineInput) -> tuple[str, ...]:
    """Names of the sites where shifts are held, in order of appearance; the unnamed one left out."""
    return tuple(dict.fromkeys(shift.site for group in data.groups for shift in group.shifts if shift.site))


def without_site(data: EngineInput, site: str) -> EngineInput:
    """The same teams, none of whose shifts are held at `site`."""
    groups = tuple(
        dataclasses.replace(group, shifts=tuple(shift for shift in group.shifts if shift.site != site))
        for group in data.groups
    )
    return dataclasses.replace(data, groups=groups)


def subcontractors(data: EngineInput) -> tuple[str, ...]:
    """Names of the employers who are subcontractors, in order of appearance."""
    return tuple(
        dict.fromkeys(group.employer.name for group in data.groups if group.employer.is_subcontractor)
    )


def without_employer(data: EngineInput, name: str) -> EngineInput:
    """The same offer without the teams of that employer."""
    groups = tuple(group for group in data.groups if group.employer.name != name)
    return dataclasses.replace(data, groups=groups)
