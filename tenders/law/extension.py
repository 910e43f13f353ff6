"""By how much an amendment pushes the deadline (R. 2151-4, 2°): in proportion; the code gives no figure."""

import math
from datetime import datetime, timedelta

from .amendments import Level
from .periods import PARIS

SHORTEST_EXTENSION = timedelta(days=5)
IMPORTANT_PART = 3


def proposed_deadline(*, level: Level, first: timedelta, deadline_at: datetime, now: datetime) -> datetime:
    """Return the earliest deadline proposed for an amendment of this level.

    ``first`` is the time that the first publication left. A detail moves nothing; an important change adds a
    third of it, five days at least; a substantial one gives the whole of it again. The proportion is a usage
    of this site, R. 2151-4 gives none. A Saturday or Sunday goes on to Monday, at the same hour of Paris.
    """
    if level is Level.DETAIL:
        return deadline_at
    if level is Level.SUBSTANTIAL:
        return on_a_weekday(max(now + first, with_days(deadline_at, SHORTEST_EXTENSION)), deadline_at)
    days = timedelta(days=math.ceil(first.days / IMPORTANT_PART))
    return on_a_weekday(with_days(deadline_at, max(days, SHORTEST_EXTENSION)), deadline_at)


def with_days(moment: datetime, extension: timedelta) -> datetime:
    return moment.astimezone(PARIS) + extension


def on_a_weekday(moment: datetime, usual: datetime) -> datetime:
    """Return the moment at the usual hour of Paris, not sooner, and never on a weekend."""
    local, hour = to_the_minute(moment), to_the_minute(usual)
    at_hour = local.replace(hour=hour.hour, minute=hour.minute)
    found = at_hour if at_hour >= local else at_hour + timedelta(days=1)
    return found + timedelta(days=max(0, 7 - found.weekday()) if found.weekday() >= 5 else 0)


def to_the_minute(moment: datetime) -> datetime:
    """Return the moment in Paris without its seconds, which no officer types."""
    return moment.astimezone(PARIS).replace(second=0, microsecond=0)
