"""What a quick look answers (schema `capacity-quick/1`). Shares are 0 to 1; None where nothing was offered.

Contacts and hours are per year of 365.25 days. Three populations, never mixed:
a *caller* is one person, however often they redial; an *attempt* is one entry in a queue (first call, redial,
transfer); a *transfer* is a caller passed live to the next level, who counts as offered there.
"""

from dataclasses import dataclass
from typing import Any

from scoring.engine.model import Channel, Measure, ServiceLevel
from scoring.engine.plain import plain

RESULT_SCHEMA = "capacity-quick/1"


@dataclass(frozen=True, slots=True)
class ServiceLevels:
    """The four published definitions at one threshold T, over live attempts (see `model.ServiceLevel`)."""

    threshold_seconds: float
    offered: float | None
    answered: float | None
    virtual: float | None
    short_abandons_excluded: float | None


@dataclass(frozen=True, slots=True)
class Measures:
    """What the callers of a scope live through. Scope: a contact type, a channel, a language, a level, all.

    offered: callers who enter the scope from outside it (transfers inside the scope are not counted twice).
    answered + lost = offered: answered in the end, at the queue they entered; lost for good.
    completed: answered, and answered again at each further level of the scope they were passed to.
    attempts = offered + redials = answered + abandoned: entries in the queues where the scope is entered.
    mean_wait_seconds: all live attempts, those who hang up included; mean_wait_answered_seconds and
    wait_p90_answered_seconds: live attempts answered. Deferrable work counts in contacts, not in waits.
    occupancy: busy hours over hours present of the groups able to serve the scope;
    occupied_above_90_share: share of their staffed hours spent above 90 % occupancy.
    work_hours: hours of handling given to the scope's contacts.
    """

    offered: float
    redials: float
    attempts: float
    answered: float
    abandoned: float
    lost: float
    completed: float
    answered_share: float | None
    answered_attempts_share: float | None
    completed_share: float | None
    service_levels: tuple[ServiceLevels, ...]
    mean_wait_seconds: float | None
    mean_wait_answered_seconds: float | None
    wait_p90_answered_seconds: float | None
    occupancy: float | None
    occupied_above_90_share: float | None
    work_hours: float


@dataclass(frozen=True, slots=True)
class TypeResult:
    """One contact type. answered_share_by_hour: 168 shares of attempts answered, None where none arrive."""

    id: str
    label: str
    channel: Channel
    language: str
    level: int
    measures: Measures
    answered_share_by_hour: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A promise against what is reached. `definition` says in French what is divided by what."""

    id: str
    label: str
    measure: Measure
    service_level: ServiceLevel | None
    threshold_seconds: float | None
    definition: str
    promised_share: float
    reached_share: float | None
    is_met: bool


@dataclass(frozen=True, slots=True)
class CoverageHole:
    """Hours of the week (0 to 167) holding at least a minute of demand with nobody scheduled who is able."""

    channel: Channel
    language: str
    level: int
    contact_type_ids: tuple[str, ...]
    hours: tuple[int, ...]
    minutes_per_week: int


@dataclass(frozen=True, slots=True)
class LevelWork:
    """Who does the work of a level: the bidder itself or its subcontractors. Contacts answered, hours."""

    level: int
    own_answered: float
    own_work_hours: float
    subcontracted_answered: float
    subcontracted_work_hours: float
    subcontracted_work_share: float | None


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group. scheduled_hours: breaks left out; present_hours: absences and training left out too."""

    id: str
    label: str
    employer: str
    is_subcontractor: bool
    scheduled_hours: float
    present_hours: float
    work_hours: float
    occupancy: float | None
    occupied_above_90_share: float | None


@dataclass(frozen=True, slots=True)
class HeadsByHour:
    """168 mean numbers of heads.

    required: least heads that meet every service target that applies, by Erlang A on the hour's mean
    load, all languages and channels of a level pooled (a lower bound: whoever is present can take any
    contact). scheduled: breaks left out. present: absences and training left out too.
    """

    required: tuple[float, ...]
    scheduled: tuple[float, ...]
    present: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class QuickResult:
    """A quick look. `heads_by_level` keys are levels; groups that serve several are shared by work."""

    engine_version: str
    code_fingerprint: str
    hours_computed: int
    overall: Measures
    by_contact_type: tuple[TypeResult, ...]
    by_channel: dict[str, Measures]
    by_language: dict[str, Measures]
    by_level: dict[int, Measures]
    targets: tuple[TargetResult, ...]
    coverage_holes: tuple[CoverageHole, ...]
    work_by_level: tuple[LevelWork, ...]
    groups: tuple[GroupResult, ...]
    heads_total: HeadsByHour
    heads_by_level: dict[int, HeadsByHour]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types with the same field names, `schema` first."""
        return {"schema": RESULT_SCHEMA, **plain(self)}
