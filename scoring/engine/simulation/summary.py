"""From what was counted to what is reported, for any scope."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.engine import ENGINE_VERSION, code_fingerprint
from scoring.engine.demand import HOURS_PER_YEAR
from scoring.engine.model import HOURS_PER_WEEK, Measure, ServiceLevel, Target
from scoring.engine.plan import prepare
from scoring.engine.quick import coverage_holes
from scoring.engine.simulation import result
from scoring.engine.simulation.collect import Counts, Replication, Scope, Weekly, scope, stacked
from scoring.engine.simulation.duties import Duties
from scoring.engine.simulation.state import (
    ABANDONED,
    ANSWERED,
    DESERTED,
    FIRST,
    REDIAL,
    STRANDED,
    TRANSFER,
    W_ABANDONED,
    W_ANSWERED,
    W_VIRTUAL,
    Rules,
)  # fmt: skip
from scoring.engine.simulation.statistics import (
    Figure,
    Series,
    figure,
    finite_mean,
    ones,
    percentiles,
    student,
)
from scoring.engine.simulation.workload import FINE_MINUTES, Workload

K = TypeVar("K", int, str)
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Summary:
    """R replications of one bid."""

    def __init__(self, asked: Workload, found: list[Replication]) -> None:
        self.asked = asked
        self.counts, self.weekly = stacked(found)
        self.scale = HOURS_PER_YEAR / asked.grid.size
        data = asked.data
        self.can = np.array(
            [[item.id in group.skills for group in data.groups] for item in data.contact_types]
        )
        self.can = self.can.reshape(len(data.contact_types), len(data.groups))
        self.control = self._control()

    def _control(self) -> Floats | None:
        """(R,) first calls above their mean, in proportion: mostly the level of the year and of the weeks."""
        expected = float(self.asked.expected.sum())
        called = self.flow(np.arange(self.asked.lanes.size), FIRST)
        return called / expected - 1.0 if expected > 0.0 else None

    def share(self, part: Floats, whole: Floats) -> Series:
        return Series(part, whole, self.control)

    def count(self, values: Floats) -> Series:
        """Contacts or hours of the period, as a year's."""
        return ones(values * self.scale, self.control)

    def flow(self, lanes: Integers, *flows: int) -> Floats:
        """(R,) contacts of these lanes and flows."""
        chosen = self.counts.flows[:, lanes][:, :, list(flows)]
        return np.asarray(chosen.sum(axis=(1, 2)), dtype=np.float64)

    def yearly(self, values: Floats) -> Figure:
        return figure(self.count(values))

    def completed(self, of: Scope) -> Floats:
        """(R,) callers answered at each level of the scope that they reached."""
        lost_inside = self.flow(of.inner, FIRST, TRANSFER) - self.flow(of.inner, ANSWERED)
        return self.flow(of.entering, ANSWERED) - lost_inside

    def series(self, target: Target) -> Series:
        """What a target counts."""
        types = self.asked.data.contact_types
        of = scope(self.asked, [i for i, item in enumerate(types) if target.covers(item)])
        if target.measure is Measure.ANSWERED_CALLERS:
            return self.share(self.completed(of), self.flow(of.entering, FIRST, TRANSFER))
        if target.measure is Measure.ANSWERED_ATTEMPTS:
            return self.share(
                self.flow(of.entering, ANSWERED), self.flow(of.entering, FIRST, TRANSFER, REDIAL)
            )
        return self.level(
            of, self.asked.threshold_seconds.index(target.threshold_seconds), target.service_level
        )

    def level(self, of: Scope, k: int, kind: ServiceLevel) -> Series:
        """A service level at the k-th threshold. Those still waiting at the end count as not answered."""
        waits = self.counts.waits[:, of.live].sum(axis=1).astype(np.float64)
        attempts = self.flow(of.live, FIRST, TRANSFER, REDIAL)
        answered = self.flow(of.live, ANSWERED)
        within = answered - waits[:, W_ANSWERED, k + 1 :].sum(axis=1)
        if kind is ServiceLevel.ANSWERED:
            return self.share(within, answered)
        if kind is ServiceLevel.VIRTUAL:
            return self.share(within + waits[:, W_VIRTUAL, : k + 1].sum(axis=1), attempts)
        if kind is ServiceLevel.SHORT_ABANDONS_EXCLUDED:
            return self.share(within, attempts - waits[:, W_ABANDONED, : k + 1].sum(axis=1))
        return self.share(within, attempts)

    def measures(self, chosen: Sequence[int]) -> result.Measures:
        of = scope(self.asked, list(chosen))
        offered, redials = self.flow(of.entering, FIRST, TRANSFER), self.flow(of.entering, REDIAL)
        answered, completed = self.flow(of.entering, ANSWERED), self.completed(of)
        attempts = offered + redials
        mean_wait, mean_wait_answered, percentile = self._waits(of)
        occupancy, high = self.occupancy(np.flatnonzero(self.can[of.types].any(axis=0)))
        return result.Measures(
            offered=self.yearly(offered),
            redials=self.yearly(redials),
            attempts=self.yearly(attempts),
            answered=self.yearly(answered),
            abandoned=self.yearly(self.flow(of.entering, ABANDONED)),
            still_waiting=self.yearly(self.flow(of.entering, STRANDED)),
            lost=self.yearly(offered - answered),
            completed=self.yearly(completed),
            answered_share=figure(self.share(answered, offered)),
            answered_attempts_share=figure(self.share(answered, attempts)),
            completed_share=figure(self.share(completed, offered)),
            deserted_share=figure(self.share(self.flow(of.entering, DESERTED), attempts)),
            service_levels=self._levels(of),
            mean_wait_seconds=mean_wait,
            mean_wait_answered_seconds=mean_wait_answered,
            wait_p90_answered_seconds=percentile,
            occupancy=occupancy,
            occupied_above_90_share=high,
            work_hours=self.yearly(self.counts.worked[:, of.types].sum(axis=(1, 2)) / 60.0),
        )

    def _levels(self, of: Scope) -> tuple[result.ServiceLevels, ...]:
        return tuple(
            result.ServiceLevels(seconds, *(figure(self.level(of, k, kind)) for kind in ServiceLevel))
            for k, seconds in enumerate(self.asked.threshold_seconds)
        )

    def _waits(self, of: Scope) -> tuple[Figure, Figure, Figure]:
        """Mean wait of all, of the answered, and 90th percentile of the answered, in seconds."""
        waited, gave_up = (60.0 * self.counts.minutes[:, of.live, k].sum(axis=1) for k in (0, 1))
        attempts, answered = self.flow(of.live, FIRST, TRANSFER, REDIAL), self.flow(of.live, ANSWERED)
        fine = self.counts.fine[:, of.live].sum(axis=1)
        at_once = answered.astype(np.int64) - fine.sum(axis=1)
        found = percentiles(fine, at_once, 60.0 * FINE_MINUTES, 0.9)
        return (
            figure(self.share(waited + gave_up, attempts)),
            figure(self.share(waited, answered)),
            finite_mean(found, self.control),
        )

    def busy_share(self, groups: Integers) -> Series:
        """Busy over present minutes."""
        return self._of_groups(groups, self.counts.busy, self.counts.present)

    def occupancy(self, groups: Integers) -> tuple[Figure, Figure]:
        """(busy over present, share of the staffed hours above nine tenths)."""
        high = self._of_groups(groups, self.counts.high, self.counts.staffed)
        return figure(self.busy_share(groups)), figure(high)

    def _of_groups(self, groups: Integers, part: Floats | Integers, whole: Floats | Integers) -> Series:
        found = (np.asarray(column[:, groups].sum(axis=1), dtype=np.float64) for column in (part, whole))
        return self.share(*found)


def summarise(
    asked: Workload, due: Duties, found: list[Replication], *, seed: int, rules: Rules
) -> result.SimulationResult:
    """Everything that is reported of replications 0 to R - 1, in order."""
    summary, data = Summary(asked, found), asked.data
    types = data.contact_types
    overall = scope(asked, list(range(len(types))))
    offered = summary.flow(overall.entering, FIRST, TRANSFER)
    series = {target.id: summary.series(target) for target in data.targets}
    series["answered_share"] = summary.share(summary.flow(overall.entering, ANSWERED), offered)
    series["completed_share"] = summary.share(summary.completed(overall), offered)
    return result.SimulationResult(
        engine_version=ENGINE_VERSION,
        code_fingerprint=code_fingerprint(),
        seed=seed,
        replications=len(found),
        rules=rules,
        hours_computed=asked.grid.size,
        overall=summary.measures(range(len(types))),
        by_contact_type=_by_type(summary),
        by_channel=_by(summary, [str(item.channel) for item in types]),
        by_language=_by(summary, [item.language for item in types]),
        by_level=_by(summary, [item.level for item in types]),
        targets=tuple(_reached(target, series[target.id]) for target in data.targets),
        coverage_holes=coverage_holes(prepare(data)),
        work_by_level=tuple(_work(summary, level) for level in sorted({item.level for item in types})),
        groups=_groups(summary, due),
        series=series,
    )


def _by(summary: Summary, keys: list[K]) -> dict[K, result.Measures]:
    return {
        key: summary.measures([i for i, other in enumerate(keys) if other == key])
        for key in dict.fromkeys(keys)
    }


def _by_type(summary: Summary) -> tuple[result.TypeResult, ...]:
    return tuple(
        result.TypeResult(
            id=item.id,
            label=item.label,
            channel=item.channel,
            language=item.language,
            level=item.level,
            measures=summary.measures([i]),
            answered_share_by_hour=_by_hour(summary.weekly, i, summary.counts),
        )
        for i, item in enumerate(summary.asked.data.contact_types)
    )


def _by_hour(weekly: Weekly, i: int, counts: Counts) -> tuple[Figure, ...]:
    """The delta method again, from sums: replications are not kept hour by hour."""
    size = counts.flows.shape[0]
    found = []
    for hour in range(HOURS_PER_WEEK):
        a, b = float(weekly.a[i, hour]), float(weekly.b[i, hour])
        if a == 0.0:
            found.append(Figure(None, None))
            continue
        share = b / a
        spread = weekly.bb[i, hour] - 2 * share * weekly.ab[i, hour] + share**2 * weekly.aa[i, hour]
        noise = student(max(float(spread), 0.0), size) / (a / size) if size > 1 else None
        found.append(Figure(share, noise))
    return tuple(found)


def _reached(target: Target, series: Series) -> result.TargetResult:
    found = figure(series)
    is_level = target.measure is Measure.SERVICE_LEVEL
    gap = None if found.mean is None else abs(found.mean - target.share)
    return result.TargetResult(
        id=target.id,
        label=target.label,
        measure=target.measure,
        service_level=target.service_level if is_level else None,
        threshold_seconds=target.threshold_seconds if is_level else None,
        promised_share=target.share,
        reached_share=found,
        is_met=found.mean is None or found.mean >= target.share,
        is_decided=gap is None or (found.half_width_95 is not None and gap > found.half_width_95),
    )


def _work(summary: Summary, level: int) -> result.LevelWork:
    data = summary.asked.data
    rows = np.array([item.level == level for item in data.contact_types])
    outside = np.array([group.employer.is_subcontractor for group in data.groups], dtype=np.bool_)
    hours = summary.counts.worked[:, rows].sum(axis=1) / 60.0
    handled = summary.counts.handled[:, rows].sum(axis=1).astype(np.float64)
    given = hours[:, outside].sum(axis=1)
    return result.LevelWork(
        level=level,
        own_answered=summary.yearly(handled[:, ~outside].sum(axis=1)),
        own_work_hours=summary.yearly(hours[:, ~outside].sum(axis=1)),
        subcontracted_answered=summary.yearly(handled[:, outside].sum(axis=1)),
        subcontracted_work_hours=summary.yearly(given),
        subcontracted_work_share=figure(summary.share(given, hours.sum(axis=1))),
    )


def _groups(summary: Summary, due: Duties) -> tuple[result.GroupResult, ...]:
    found = []
    for g, group in enumerate(summary.asked.data.groups):
        busy, high = summary.occupancy(np.array([g]))
        found.append(
            result.GroupResult(
                id=group.id,
                label=group.label,
                employer=group.employer.name,
                is_subcontractor=group.employer.is_subcontractor,
                scheduled_hours=float(due.scheduled[g]) / 60.0 * summary.scale,
                present_hours=summary.yearly(summary.counts.present[:, g] / 60.0),
                work_hours=summary.yearly(summary.counts.busy[:, g] / 60.0),
                overtime_hours=summary.yearly(summary.counts.overtime[:, g] / 60.0),
                occupancy=busy,
                occupied_above_90_share=high,
            )
        )
    return tuple(found)
