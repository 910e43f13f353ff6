"""What a simulation answers (schema `capacity-simulation/1`): the keys of the quick look, each a figure.

A figure is {mean, half_width_95}: the mean over replications, from ten of them on brought back to the mean
number of callers (`statistics`), and the half-width of its 95 % interval, which is Monte Carlo noise only.
Contacts and hours are per year of 365.25 days; shares are 0 to 1. The words caller, attempt and transfer are
those of `scoring.engine.result`.
"""

from dataclasses import dataclass
from typing import Any

from scoring.engine.model import Channel, Measure, ServiceLevel
from scoring.engine.plain import plain
from scoring.engine.result import CoverageHole
from scoring.engine.simulation.state import Rules
from scoring.engine.simulation.statistics import Figure, Series

RESULT_SCHEMA = "capacity-simulation/1"


@dataclass(frozen=True, slots=True)
class ServiceLevels:
    """The four published definitions at one threshold T, over live attempts (see `model.ServiceLevel`)."""

    threshold_seconds: float
    offered: Figure
    answered: Figure
    virtual: Figure
    short_abandons_excluded: Figure


@dataclass(frozen=True, slots=True)
class Measures:
    """As `scoring.engine.result.Measures`, with what only a simulation sees.

    attempts = answered + abandoned + still_waiting (at the end of the calendar). deserted_share: attempts
    that found nobody able present, free or busy. wait_p90_answered_seconds: mean over replications of the
    90th percentile of each.
    """

    offered: Figure
    redials: Figure
    attempts: Figure
    answered: Figure
    abandoned: Figure
    still_waiting: Figure
    lost: Figure
    completed: Figure
    answered_share: Figure
    answered_attempts_share: Figure
    completed_share: Figure
    deserted_share: Figure
    service_levels: tuple[ServiceLevels, ...]
    mean_wait_seconds: Figure
    mean_wait_answered_seconds: Figure
    wait_p90_answered_seconds: Figure
    occupancy: Figure
    occupied_above_90_share: Figure
    work_hours: Figure


@dataclass(frozen=True, slots=True)
class TypeResult:
    """One contact type. answered_share_by_hour: 168 shares of attempts answered."""

    id: str
    label: str
    channel: Channel
    language: str
    level: int
    measures: Measures
    answered_share_by_hour: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A promise against what is reached. is_decided: the interval leaves no doubt on which side it lies."""

    id: str
    label: str
    measure: Measure
    service_level: ServiceLevel | None
    threshold_seconds: float | None
    promised_share: float
    reached_share: Figure
    is_met: bool
    is_decided: bool


@dataclass(frozen=True, slots=True)
class LevelWork:
    """Who does the work of a level: the bidder itself or its subcontractors."""

    level: int
    own_answered: Figure
    own_work_hours: Figure
    subcontracted_answered: Figure
    subcontracted_work_hours: Figure
    subcontracted_work_share: Figure


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group. present_hours: pauses, absences and training left out, contacts that outlast the shift
    included; overtime_hours: those alone."""

    id: str
    label: str
    employer: str
    is_subcontractor: bool
    scheduled_hours: float
    present_hours: Figure
    work_hours: Figure
    overtime_hours: Figure
    occupancy: Figure
    occupied_above_90_share: Figure


@dataclass(frozen=True, slots=True)
class SimulationResult:
    """`series` keeps one value a replication of each target (by its id) and of "answered_share" and
    "completed_share" overall, for paired differences; it is not part of `to_dict`."""

    engine_version: str
    code_fingerprint: str
    seed: int
    replications: int
    rules: Rules
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
    series: dict[str, Series]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, `schema` first."""
        found = {"schema": RESULT_SCHEMA, **_plain(self)}
        del found["series"]
        return found


def _plain(value: Any) -> Any:
    """As `plain`, figures becoming objects."""
    if isinstance(value, Figure):
        return value.to_dict()
    if isinstance(value, Series):
        return None
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return plain(value)
