"""The quick look: what callers would live through over a year, in some tens of milliseconds."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.engine import ENGINE_VERSION, code_fingerprint, result
from scoring.engine.measures import Totals, share
from scoring.engine.model import HOURS_PER_WEEK, EngineInput, Measure, ServiceLevel, Target
from scoring.engine.mol import ABANDONED, OFFERED, REDIALS
from scoring.engine.plan import Plan, prepare
from scoring.engine.required import required_heads
from scoring.engine.roster import MINUTES_PER_WEEK, on_site
from scoring.engine.year import Progress, Year, compute_year

K = TypeVar("K", int, str)
Floats = NDArray[np.float64]
_SERVICE_LEVEL_TEXT = {
    ServiceLevel.OFFERED: "répondues dans le délai / tentatives",
    ServiceLevel.ANSWERED: "répondues dans le délai / répondues",
    ServiceLevel.VIRTUAL: "attente proposée dans le délai / tentatives",
    ServiceLevel.SHORT_ABANDONS_EXCLUDED: "répondues dans le délai / (tentatives - abandons dans le délai)",
}


def quick_look(data: EngineInput, on_progress: Progress | None = None) -> result.QuickResult:
    """MOL and exact Erlang A over every hour of the calendar.

    `on_progress(done, total)` counts hours. Raises InvalidInputError when a volume has no hour to fall in.
    What is approximate, and by how much: docs/decisions/0003-coup-d-oeil.md.
    """
    plan = prepare(data)
    year = compute_year(plan, on_progress)
    totals = Totals(plan, year)
    types = data.contact_types
    levels = sorted({item.level for item in types})
    heads = {level: _heads(plan, year, level) for level in levels}
    return result.QuickResult(
        engine_version=ENGINE_VERSION,
        code_fingerprint=code_fingerprint(),
        hours_computed=plan.grid.size,
        overall=totals.measures(range(len(types))),
        by_contact_type=_by_type(plan, year, totals),
        by_channel=_by(totals, [str(item.channel) for item in types]),
        by_language=_by(totals, [item.language for item in types]),
        by_level=_by(totals, [item.level for item in types]),
        targets=tuple(_reached(totals, target) for target in data.targets),
        coverage_holes=coverage_holes(plan),
        work_by_level=tuple(_work(plan, totals, level) for level in levels),
        groups=_groups(plan, totals),
        heads_total=_sum_heads(plan, heads),
        heads_by_level=heads,
    )


def _by(totals: Totals, keys: list[K]) -> dict[K, result.Measures]:
    return {
        key: totals.measures([i for i, other in enumerate(keys) if other == key])
        for key in dict.fromkeys(keys)
    }


def _by_type(plan: Plan, year: Year, totals: Totals) -> tuple[result.TypeResult, ...]:
    hourly = _answered_by_hour(plan, year)
    return tuple(
        result.TypeResult(
            id=item.id,
            label=item.label,
            channel=item.channel,
            language=item.language,
            level=item.level,
            measures=totals.measures([i]),
            answered_share_by_hour=hourly[i],
        )
        for i, item in enumerate(plan.data.contact_types)
    )


def _answered_by_hour(plan: Plan, year: Year) -> list[tuple[float | None, ...]]:
    found: list[tuple[float | None, ...]] = []
    how = plan.grid.hour_of_week
    for i, live in enumerate(plan.live):
        flows = year.flows[:, i]
        attempts = np.bincount(how, flows[:, OFFERED] + flows[:, REDIALS], HOURS_PER_WEEK)
        gone = np.bincount(how, flows[:, ABANDONED], HOURS_PER_WEEK)
        kept = np.clip(1.0 - gone / np.maximum(attempts, 1e-300), 0.0, 1.0).tolist()
        called = (attempts > 1e-9).tolist() if live else [False] * HOURS_PER_WEEK
        found.append(tuple(item if any_ else None for item, any_ in zip(kept, called, strict=True)))
    return found


def _reached(totals: Totals, target: Target) -> result.TargetResult:
    types = totals.plan.data.contact_types
    found = totals.measures([i for i, item in enumerate(types) if target.covers(item)])
    is_level = target.measure is Measure.SERVICE_LEVEL
    reached = found.completed_share
    definition = "appelants servis jusqu’au bout / appelants"
    if target.measure is Measure.ANSWERED_ATTEMPTS:
        reached, definition = found.answered_attempts_share, "tentatives répondues / tentatives"
    if is_level:
        at = next(s for s in found.service_levels if s.threshold_seconds == target.threshold_seconds)
        reached = getattr(at, target.service_level)
        definition = _SERVICE_LEVEL_TEXT[target.service_level]
    return result.TargetResult(
        id=target.id,
        label=target.label,
        measure=target.measure,
        service_level=target.service_level if is_level else None,
        threshold_seconds=target.threshold_seconds if is_level else None,
        definition=definition,
        promised_share=target.share,
        reached_share=reached,
        is_met=reached is None or reached >= target.share,
    )


def coverage_holes(plan: Plan) -> tuple[result.CoverageHole, ...]:
    """Per channel, language and level of live contacts: the hours with demand and, for a minute, nobody."""
    types = plan.data.contact_types
    sites = np.array([on_site(group) for group in plan.data.groups]).reshape(-1, MINUTES_PER_WEEK)
    keys = dict.fromkeys((item.channel, item.language, item.level) for item in types if item.patience)
    found = []
    for key in keys:
        rows = [i for i, item in enumerate(types) if (item.channel, item.language, item.level) == key]
        able = sites[plan.team.can[rows].any(axis=0)].sum(axis=0).reshape(HOURS_PER_WEEK, 60)
        asked = plan.weekly_rates[:, rows].sum(axis=1) > 0
        empty = (able == 0) & asked[:, None]
        if empty.any():
            hours = tuple(int(hour) for hour in np.flatnonzero(empty.any(axis=1)))
            ids = tuple(types[i].id for i in rows)
            found.append(result.CoverageHole(*key, ids, hours, int(empty.sum())))
    return tuple(found)


def _work(plan: Plan, totals: Totals, level: int) -> result.LevelWork:
    rows = np.array([item.level == level for item in plan.data.contact_types])
    outside = np.array([group.employer.is_subcontractor for group in plan.data.groups], dtype=np.bool_)
    worked = totals.year.worked[rows].sum(axis=0) * totals.scale
    handled = totals.year.handled[rows].sum(axis=0) * totals.scale
    given = float(worked[outside].sum())
    return result.LevelWork(
        level=level,
        own_answered=float(handled[~outside].sum()),
        own_work_hours=float(worked[~outside].sum()),
        subcontracted_answered=float(handled[outside].sum()),
        subcontracted_work_hours=given,
        subcontracted_work_share=share(given, float(worked.sum())),
    )


def _groups(plan: Plan, totals: Totals) -> tuple[result.GroupResult, ...]:
    year, found = totals.year, []
    scheduled = plan.team.heads.T @ np.bincount(plan.grid.hour_of_week, minlength=HOURS_PER_WEEK)
    for g, group in enumerate(plan.data.groups):
        busy, high = totals.occupancy(np.array([g]))
        found.append(
            result.GroupResult(
                id=group.id,
                label=group.label,
                employer=group.employer.name,
                is_subcontractor=group.employer.is_subcontractor,
                scheduled_hours=float(scheduled[g] * totals.scale),
                present_hours=float(year.present[:, g].sum() * totals.scale),
                work_hours=float(year.worked[:, g].sum() * totals.scale),
                occupancy=busy,
                occupied_above_90_share=high,
            )
        )
    return tuple(found)


def _heads(plan: Plan, year: Year, level: int) -> result.HeadsByHour:
    """Groups that serve several levels are shared between them by the load that they carry at each."""
    rows = np.array([item.level == level for item in plan.data.contact_types])
    load = plan.weekly_load[:, :, None] * plan.routing.share
    total = load.sum(axis=1)
    # A group that carries nothing at this hour belongs to the levels of its skills, evenly.
    skills = plan.team.can[rows].sum(axis=0) / np.maximum(plan.team.can.sum(axis=0), 1)
    part = np.where(total > 0, load[:, rows].sum(axis=1) / np.maximum(total, 1e-300), skills)
    return result.HeadsByHour(
        required=_listed(required_heads(plan, level)),
        scheduled=_listed((plan.team.heads * part).sum(axis=1)),
        present=_listed((_present_by_hour(plan, year) * part).sum(axis=1)),
    )


def _sum_heads(plan: Plan, heads: dict[int, result.HeadsByHour]) -> result.HeadsByHour:
    required = np.sum([item.required for item in heads.values()], axis=0)
    present = np.sum([item.present for item in heads.values()], axis=0)
    return result.HeadsByHour(_listed(required), _listed(plan.team.heads.sum(axis=1)), _listed(present))


def _present_by_hour(plan: Plan, year: Year) -> Floats:
    how = plan.grid.hour_of_week
    counts = np.maximum(np.bincount(how, minlength=HOURS_PER_WEEK), 1)
    columns = [np.bincount(how, column, HOURS_PER_WEEK) / counts for column in year.present.T]
    return np.stack(columns, axis=1) if columns else np.zeros((HOURS_PER_WEEK, 0))


def _listed(values: Floats) -> tuple[float, ...]:
    return tuple(values.tolist())
