"""What « required staffing » answers (schema `capacity-staffing/1`). Hours are of 365.25 days a year."""

from dataclasses import dataclass
from typing import Any

from scoring.engine.minimal.labour import Labour
from scoring.engine.model import Group, Measure, ServiceLevel
from scoring.engine.plain import plain

RESULT_SCHEMA = "capacity-staffing/1"


@dataclass(frozen=True, slots=True)
class ProfileResult:
    """One kind of agent. paid_hours: worked by the roster in a year, pauses left out.

    required: 168 heads that Erlang A would need if people came by the hour; scheduled: 168 heads on site,
    pauses included.
    """

    id: str
    label: str
    skills: tuple[str, ...]
    declared_staff: int
    paid_hours: float
    required: tuple[float, ...]
    scheduled: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class HeldTarget:
    """A target and what simulated callers live through: the mean and its 95 % half-width (Monte Carlo).

    is_held: the lower end of that interval reaches the promise. reached_share is None where nobody calls.
    """

    id: str
    label: str
    measure: Measure
    service_level: ServiceLevel | None
    threshold_seconds: float | None
    promised_share: float
    reached_share: float | None
    half_width_95: float | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class LowerBound:
    """Paid hours a year under which no roster should go, somebody being always on site.

    workload_hours: if every person at work were busy all the time. erlang_hours: by Erlang A, if people came
    by the hour, in fractions, whoever can taking all that they can at the same cost; as good as Erlang A is,
    a roster that simulates better than it may go slightly below.
    """

    workload_hours: float
    erlang_hours: float


@dataclass(frozen=True, slots=True)
class StaffingResult:
    """The least staff found. persons: declared staff, absences and training included. contract_hours: what
    their contracts make them work in a year (1,607 h at full time). `groups` is that of `capacity-input/1`.
    replications: of each target told; rosters: tried."""

    engine_version: str
    code_fingerprint: str
    seed: int
    replications: int
    rosters: int
    labour: Labour
    persons: int
    paid_hours: float
    contract_hours: float
    lower_bound: LowerBound
    profiles: tuple[ProfileResult, ...]
    targets: tuple[HeldTarget, ...]
    groups: tuple[Group, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, `schema` first."""
        return {"schema": RESULT_SCHEMA, **plain(self)}
