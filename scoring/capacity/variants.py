"""The same question with other volumes, other handle times, or fewer hours."""

from collections.abc import Mapping
from dataclasses import replace

from scoring.engine.model import ContactType, EngineInput, Group


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
