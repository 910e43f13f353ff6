"""Small workloads whose staff is found in a second or two."""

import dataclasses
from functools import lru_cache

from scoring.engine.minimal import Labour, StaffingResult, required_staffing
from scoring.engine.model import EngineInput, Escalation, Group, Target, WeeklyProfile
from tests.engine.builders import answered_target, call, engine_input, group

#: Shifts of four hours tile the day, without a pause: what they cover is what is wanted.
TILES = Labour(lengths=((240, 0),))
OPEN_HOURS = WeeklyProfile(tuple(float(day < 5 and 8 <= hour < 20) for day in range(7) for hour in range(24)))


def agents(**changes: object) -> Group:
    """One kind of agent, never absent."""
    return dataclasses.replace(group(0), shifts=(), declared_staff=0, **changes)  # type: ignore[arg-type]


def flat(volume: float = 50_000.0, target: Target | None = None, weeks: int = 6) -> EngineInput:
    """One kind of call, day and night alike."""
    return engine_input(
        (call(annual_volume=volume),), (agents(),), target or answered_target(0.9), weeks=weeks
    )


def two_languages(volume: float = 40_000.0, share: float = 0.9) -> EngineInput:
    """Two languages at level 1, of which half go on to level 2; weekdays. No group: kinds are derived."""
    profile = {"profile": OPEN_HOURS}
    types = (
        call(id="fr", annual_volume=volume, escalation=Escalation("fr2", 0.5), **profile),
        call(id="en", language="en", annual_volume=volume / 8, **profile),
        call(id="fr2", level=2, annual_volume=0.0),
    )
    return engine_input(types, (), answered_target(share), weeks=6)


@lru_cache(maxsize=32)
def staffing(data: EngineInput, labour: Labour | None = None) -> StaffingResult:
    return required_staffing(data, labour=labour)
