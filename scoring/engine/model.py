"""What the engine is asked: who calls, who answers, and what was promised (schema `capacity-input/1`).

Units are in the names: `*_minutes`, `*_seconds`, `*_share` (0 to 1), `annual_volume` (contacts a year of
365.25 days). Hours of the week run from Monday 00:00 (index 0) to Sunday 23:00 (index 167), local time.
Instances read by `EngineInput.from_dict` are valid; `EngineInput.check()` verifies hand-built ones.
"""

import datetime as dt
import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from scoring.engine.plain import plain

SCHEMA = "capacity-input/1"
HOURS_PER_WEEK = 168
MAX_VALUES = 2_000  # observed times that one law may hold


class Channel(StrEnum):
    CALL = "call"
    CHAT = "chat"
    CALLBACK = "callback"
    EMAIL = "email"
    OUTBOUND = "outbound"


class Distribution(StrEnum):
    EXPONENTIAL = "exponential"
    LOGNORMAL = "lognormal"
    GAMMA = "gamma"
    DETERMINISTIC = "deterministic"
    EMPIRICAL = "empirical"


def mean_of(values: tuple[float, ...]) -> float:
    """Mean, correctly rounded; 0 of nothing."""
    return math.fsum(values) / len(values) if values else 0.0


class Measure(StrEnum):
    """What a target counts.

    answered_callers: callers answered in the end, at each level they were passed to, out of callers (each
    person once, redials or not).
    answered_attempts: attempts answered, out of all attempts (what switchboards call the answer rate).
    service_level: attempts answered within T seconds, out of what `ServiceLevel` says.
    """

    ANSWERED_CALLERS = "answered_callers"
    ANSWERED_ATTEMPTS = "answered_attempts"
    SERVICE_LEVEL = "service_level"


class ServiceLevel(StrEnum):
    """The four published definitions; never mixed.

    offered: answered within T / offered.                      answered: answered within T / answered.
    virtual: offered wait (had the caller stayed) within T.
    short_abandons_excluded: answered within T / (offered - abandoned within T).
    """

    OFFERED = "offered"
    ANSWERED = "answered"
    VIRTUAL = "virtual"
    SHORT_ABANDONS_EXCLUDED = "short_abandons_excluded"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks computed. `public_holidays` may lie outside; they are local dates."""

    start_on: dt.date
    weeks: int = 52
    time_zone: str = "Europe/Paris"
    public_holidays: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDay:
    """A day (media event, campaign) whose volume is multiplied."""

    on: dt.date
    multiplier: float


@dataclass(frozen=True, slots=True)
class WeeklyProfile:
    """How a year's volume spreads. Weights are relative: the annual volume fixes the total.

    hour_weights: 168, Monday 00h first. month_weights: 12, January first.
    """

    hour_weights: tuple[float, ...] = (1.0,) * HOURS_PER_WEEK
    month_weights: tuple[float, ...] = (1.0,) * 12
    holiday_multiplier: float = 1.0
    event_days: tuple[EventDay, ...] = ()


@dataclass(frozen=True, slots=True)
class VolumeUncertainty:
    """Coefficients of variation of the level of the year and of each week (arrivals are overdispersed)."""

    yearly_cv: float = 0.0
    weekly_cv: float = 0.0


@dataclass(frozen=True, slots=True)
class HandleTime:
    """An agent's time for a contact, wrap-up included. Only lognormal and gamma read `cv`.

    values_minutes: times observed, in any order, each as likely as another (empirical only); mean_minutes is
    then their mean.
    """

    mean_minutes: float
    distribution: Distribution = Distribution.LOGNORMAL
    cv: float = 1.0
    values_minutes: tuple[float, ...] = ()

    def scaled(self, factor: float) -> "HandleTime":
        """The same contacts, each `factor` times as long."""
        values = tuple(value * factor for value in self.values_minutes)
        mean = mean_of(values) or self.mean_minutes * factor
        return replace(self, mean_minutes=mean, values_minutes=values)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a caller who must wait stays.

    mean_minutes is that of callers who do not hang up at once; `hang_up_at_once_share` of those who find
    nobody free leave immediately. values_minutes: as in `HandleTime`.
    """

    mean_minutes: float
    hang_up_at_once_share: float = 0.0
    distribution: Distribution = Distribution.EXPONENTIAL
    cv: float = 1.0
    values_minutes: tuple[float, ...] = ()

    def scaled(self, factor: float) -> "Patience":
        """The same callers, each staying `factor` times as long; those who hang up at once still do."""
        values = tuple(value * factor for value in self.values_minutes)
        mean = mean_of(values) or self.mean_minutes * factor
        return replace(self, mean_minutes=mean, values_minutes=values)


@dataclass(frozen=True, slots=True)
class Redial:
    """A caller who hung up calls again with `probability`, after `mean_delay_minutes` on average."""

    probability: float = 0.0
    mean_delay_minutes: float = 20.0


@dataclass(frozen=True, slots=True)
class Escalation:
    """`share` of the answered contacts is passed live to the contact type `to` when the first answer ends."""

    to: str
    share: float


@dataclass(frozen=True, slots=True)
class ContactType:
    """One queue: a channel in a language at a level.

    Live contacts (call, chat) have a `patience`. Deferrable work (callback, email, outbound) has instead
    `due_hours`, the time within which it must be done. `annual_volume` is 0 for types fed by escalation only.
    """

    id: str
    label: str
    channel: Channel
    language: str
    level: int
    annual_volume: float
    handle_time: HandleTime
    patience: Patience | None = None
    due_hours: float | None = None
    profile: WeeklyProfile = WeeklyProfile()
    volume_uncertainty: VolumeUncertainty = VolumeUncertainty()
    redial: Redial = Redial()
    escalation: Escalation | None = None


@dataclass(frozen=True, slots=True)
class Employer:
    name: str
    is_subcontractor: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """The same hours on several days of each week for `headcount` persons.

    days: 0 Monday to 6 Sunday, the day on which the shift starts. end_minute is counted from 00:00 of that
    day and may pass 1440 (a shift 21h-7h is 1260 to 1860). break_minutes is unpaid and spread over the shift.
    """

    days: tuple[int, ...]
    start_minute: int
    end_minute: int
    headcount: int
    break_minutes: int = 0
    site: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """People of one employer with the same skills. `skills` are contact type ids in order of priority.

    absence_share: scheduled persons who do not come; shrinkage_share: present but in training or meetings.
    chat_concurrency: chats one person holds at a time; each one beyond the first lengthens a chat by
    `chat_growth_share`. ramp_up_weeks: from the calendar's start, strength grows evenly up to full strength.
    """

    id: str
    label: str
    employer: Employer
    skills: tuple[str, ...]
    shifts: tuple[Shift, ...]
    declared_staff: int
    contract_hours_per_week: float = 35.0
    absence_share: float = 0.0
    shrinkage_share: float = 0.0
    chat_concurrency: int = 1
    chat_growth_share: float = 0.0
    ramp_up_weeks: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """A promise: `measure` of the contacts in scope reaches `share`.

    Scope: empty tuples mean all. threshold_seconds (T) and service_level count for SERVICE_LEVEL only.
    """

    id: str
    label: str
    measure: Measure
    share: float
    threshold_seconds: float = 60.0
    service_level: ServiceLevel = ServiceLevel.OFFERED
    channels: tuple[Channel, ...] = ()
    languages: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()

    def covers(self, contact_type: ContactType) -> bool:
        return (
            (not self.channels or contact_type.channel in self.channels)
            and (not self.languages or contact_type.language in self.languages)
            and (not self.levels or contact_type.level in self.levels)
        )


@dataclass(frozen=True, slots=True)
class InputUncertainty:
    """How well assumptions are known: coefficients of variation of one multiplier of mean 1 common to all
    volumes, one to all mean handle times, one to all patience, one to all absence. 0: known exactly."""

    volume_cv: float = 0.10
    handle_time_cv: float = 0.05
    patience_cv: float = 0.20
    absence_cv: float = 0.20


@dataclass(frozen=True, slots=True)
class EngineInput:
    """Everything a computation needs. What follows `targets` serves the simulation only.

    replications: at most. precision: they stop once each target is known to this half-width (a share, at
    95 %); 0 never stops early.
    """

    calendar: Calendar
    contact_types: tuple[ContactType, ...]
    groups: tuple[Group, ...]
    targets: tuple[Target, ...] = ()
    replications: int = 100
    seed: int = 3919
    precision: float = 0.002
    uncertainty: InputUncertainty = InputUncertainty()

    @classmethod
    def from_dict(cls, document: object) -> "EngineInput":
        """Read and verify plain JSON types. Raises InvalidInputError with every fault."""
        from scoring.engine.reading import read_input

        return read_input(document)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, `schema` first; `from_dict` gives the same input back."""
        return {"schema": SCHEMA, **plain(self)}

    def check(self) -> "EngineInput":
        """This input, once verified. Raises InvalidInputError with every fault."""
        return EngineInput.from_dict(self.to_dict())
