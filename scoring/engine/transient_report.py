"""`exact`: an input of one contact type and one group, without any approximation (schema `capacity-exact/1`).

Exponential handle times and patience, whole heads, nobody absent, no redial: what the chain cannot hold is
refused, never approximated. The calendar repeats for ever, so that its first hour follows its last.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.engine import ENGINE_VERSION, code_fingerprint
from scoring.engine.demand import HOURS_PER_YEAR, HourGrid, arrivals, hour_grid
from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.model import (
    HOURS_PER_WEEK,
    ContactType,
    Distribution,
    EngineInput,
    Group,
    Measure,
    ServiceLevel,
    Target,
)
from scoring.engine.roster import on_site
from scoring.engine.transient import Transient, transient

SCHEMA = "capacity-exact/1"
DEFAULT_SECONDS = 60.0
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def exact_look(data: EngineInput) -> dict[str, Any]:
    """Plain JSON types: yearly totals, service levels, targets, and 168 means by hour of the week.

    Contacts and hours are per year of 365.25 days. Raises InvalidInputError with everything that is not a
    single pool with exponential times, or is too large.
    """
    faults = single_pool_faults(data)
    if faults:
        raise InvalidInputError(faults)
    grid = hour_grid(data.calendar)
    asked = {item.threshold_seconds for item in data.targets if item.measure is Measure.SERVICE_LEVEL}
    seconds = sorted(asked) or [DEFAULT_SECONDS]
    course = _course(data, grid)
    # The longest first: it is the heaviest, and the first to be refused.
    runs = {item: _run(data, course, item) for item in reversed(seconds)}
    levels = [_level(item, runs[item]) for item in seconds]
    first = runs[seconds[0]]
    return {
        "schema": SCHEMA,
        "engine_version": ENGINE_VERSION,
        "code_fingerprint": code_fingerprint(),
        "hours_computed": round(float(first.minutes.sum()) / 60.0),
        "lost_bound": max(run.lost_bound for run in runs.values()),
        **_totals(first, course[1]),
        "service_levels": levels,
        "targets": [_target(item, first, levels) for item in data.targets],
        "by_hour_of_week": _by_hour(first, course[3], seconds[0]),
    }


def single_pool_faults(data: EngineInput) -> list[Fault]:
    """What keeps this input from being one exact pool, in reading order."""
    faults = [
        Fault(f"$.{name}", f"le calcul exact veut {words}, et il y en a {count}")
        for name, words, count in (
            ("contact_types", "un seul type de contact", len(data.contact_types)),
            ("groups", "un seul groupe", len(data.groups)),
        )
        if count != 1
    ]
    for index, item in enumerate(data.contact_types):
        faults += _noted(f"$.contact_types[{index}]", _type_faults(item))
    for index, group in enumerate(data.groups):
        faults += _noted(f"$.groups[{index}]", _group_faults(group))
    return faults


def _noted(path: str, wrong: Sequence[tuple[str, str]]) -> list[Fault]:
    return [Fault(f"{path}.{key}", reason) for key, reason in wrong]


def _type_faults(item: ContactType) -> list[tuple[str, str]]:
    shape = "le calcul exact ne connaît que la loi « exponential »"
    patience, spread = item.patience, item.volume_uncertainty
    checks = (
        ("channel", patience is None, "un travail différable n’attend pas en file : voir « quick »"),
        ("handle_time.distribution", item.handle_time.distribution is not Distribution.EXPONENTIAL, shape),
        (
            "patience.distribution",
            patience is not None and patience.distribution is not Distribution.EXPONENTIAL,
            shape,
        ),
        (
            "volume_uncertainty",
            spread.yearly_cv > 0 or spread.weekly_cv > 0,
            "le volume est tenu pour sûr : mettre 0",
        ),
        ("redial.probability", item.redial.probability > 0, "sans rappels : mettre 0, ou voir « quick »"),
        ("escalation", item.escalation is not None, "un seul niveau : retirer l’escalade, ou voir « quick »"),
    )
    return [(key, reason) for key, is_wrong, reason in checks if is_wrong]


def _group_faults(group: Group) -> list[tuple[str, str]]:
    checks = (
        ("absence_share", group.absence_share > 0, "des têtes certaines : mettre 0, ou voir « quick »"),
        ("shrinkage_share", group.shrinkage_share > 0, "des têtes entières : mettre 0, ou voir « quick »"),
        (
            "chat_concurrency",
            group.chat_concurrency > 1,
            "un contact à la fois : mettre 1, ou voir « quick »",
        ),
        ("ramp_up_weeks", group.ramp_up_weeks > 0, "des têtes entières : mettre 0, ou voir « quick »"),
    )
    pauses = [
        (f"shifts[{index}].break_minutes", "une pause sans heure ne se place pas : couper le poste en deux")
        for index, shift in enumerate(group.shifts)
        if shift.break_minutes > 0
    ]
    return [(key, reason) for key, is_wrong, reason in checks if is_wrong] + pauses


def _course(data: EngineInput, grid: HourGrid) -> tuple[Floats, Floats, Floats, Integers]:
    """Rates a minute, heads, minutes and hour of the week of each interval: hours, cut where heads change.
    A calendar of identical weeks is one week."""
    group, known = data.groups[0], data.contact_types[0].id in data.groups[0].skills
    heads = (on_site(group) if known else np.zeros(HOURS_PER_WEEK * 60)).reshape(HOURS_PER_WEEK, 60)
    rates, hours = arrivals(data, grid)[:, 0] / 60.0, grid.hour_of_week
    weeks = hours.size // HOURS_PER_WEEK
    whole = (hours == np.resize(np.arange(HOURS_PER_WEEK), hours.size)).all()
    if whole and np.array_equal(rates, np.resize(rates[:HOURS_PER_WEEK], rates.size)):
        rates, hours = rates[: hours.size // weeks], hours[: hours.size // weeks]
    begins = np.diff(heads, axis=1, prepend=-1.0) != 0
    pieces = begins.sum(axis=1)
    firsts = [np.flatnonzero(row) for row in begins]
    lengths = [np.diff(np.append(item, 60)) for item in firsts]
    return (
        np.repeat(rates, pieces[hours]),
        np.concatenate([heads[hour][firsts[hour]] for hour in hours]),
        np.concatenate([lengths[hour] for hour in hours]).astype(np.float64),
        np.repeat(hours, pieces[hours]),
    )


def _run(data: EngineInput, course: tuple[Floats, Floats, Floats, Integers], seconds: float) -> Transient:
    item = data.contact_types[0]
    patience = item.patience
    try:
        return transient(
            *course[:3],
            handle_minutes=item.handle_time.mean_minutes,
            patience_minutes=patience.mean_minutes if patience else np.inf,
            threshold_minutes=seconds / 60.0,
            hang_up_at_once=patience.hang_up_at_once_share if patience else 0.0,
        )
    except ValueError as error:
        reason = "calcul exact hors de portée (trop de têtes, d’appels, d’intervalles ou un délai trop long)"
        raise InvalidInputError([Fault("$", reason)]) from error


def _totals(run: Transient, heads: Floats) -> dict[str, float | None]:
    hours = run.minutes / 60.0
    scale = HOURS_PER_YEAR / float(hours.sum())
    offered, abandoned = float(run.offered.sum()), float(run.abandoned.sum())
    waited = float((run.mean_queue * run.minutes).sum())
    overtime = float((run.mean_overtime * hours).sum())
    on_shift = float((run.mean_busy * hours).sum()) - overtime
    return {
        "offered": offered * scale,
        "answered": (offered - abandoned) * scale,
        "abandoned": abandoned * scale,
        "answered_share": _share(offered - abandoned, offered),
        "mean_wait_seconds": _share(60.0 * waited, offered),
        "occupancy": _share(on_shift, float((heads * hours).sum())),
        "overtime_hours": overtime * scale,
    }


def _level(seconds: float, run: Transient) -> dict[str, float | None]:
    offered, within = float(run.offered.sum()), float(run.answered_within.sum())
    gone = float(run.abandoned_within.sum())
    return {
        "threshold_seconds": seconds,
        ServiceLevel.OFFERED.value: _share(within, offered),
        ServiceLevel.ANSWERED.value: _share(within, offered - float(run.abandoned.sum())),
        ServiceLevel.VIRTUAL.value: _share(float(run.virtual_within.sum()), offered),
        ServiceLevel.SHORT_ABANDONS_EXCLUDED.value: _share(within, offered - gone),
    }


def _target(target: Target, run: Transient, levels: list[dict[str, float | None]]) -> dict[str, Any]:
    reached = _share(float(run.offered.sum() - run.abandoned.sum()), float(run.offered.sum()))
    if target.measure is Measure.SERVICE_LEVEL:
        level = next(item for item in levels if item["threshold_seconds"] == target.threshold_seconds)
        reached = level[target.service_level.value]
    is_met = reached is None or reached >= target.share
    return {"id": target.id, "promised_share": target.share, "reached_share": reached, "is_met": is_met}


def _by_hour(run: Transient, hours: Integers, seconds: float) -> dict[str, Any]:
    """Contacts are means an hour; busy, queue and delay_probability are means over time."""
    time = np.bincount(hours, run.minutes / 60.0, HOURS_PER_WEEK)

    def mean(values: Floats) -> list[float]:
        found = np.bincount(hours, values, HOURS_PER_WEEK) / np.where(time > 0, time, 1.0)
        return [float(value) for value in found]

    return {
        "threshold_seconds": seconds,
        "offered": mean(run.offered),
        "abandoned": mean(run.abandoned),
        "answered_within": mean(run.answered_within),
        "busy": mean(run.mean_busy * run.minutes / 60.0),
        "queue": mean(run.mean_queue * run.minutes / 60.0),
        "delay_probability": mean(run.delay_probability * run.minutes / 60.0),
    }


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
