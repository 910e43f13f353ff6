"""One year computed: the live contacts' march, then the work that can wait, then who was busy when."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.engine.classes import spread
from scoring.engine.deferred import blend
from scoring.engine.model import HOURS_PER_WEEK, Measure
from scoring.engine.mol import ABANDONED, BUSY, FLOWS, OFFERED, REDIALS, STATES, march
from scoring.engine.plan import Plan
from scoring.engine.tables import COLUMNS, FIRST_TIME, remembered, weighed, weighed_waits

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
CHUNKS = 20
# Besides the targets' own thresholds: the points between which the 90th percentile is read (seconds).
WAIT_SECONDS = (10.0, 30.0, 60.0, 120.0, 300.0, 900.0, 3600.0)


@dataclass(frozen=True)
class Year:
    """flows (H, T, FLOWS) contacts and hours in hand. waits (T, 5 + 3k): the tables' columns weighed by
    attempts, times in seconds, at `times_seconds`. present and busy (H, G) heads. worked (T, G) hours and
    handled (T, G) contacts, by group."""

    flows: Floats
    waits: Floats
    times_seconds: tuple[float, ...]
    present: Floats
    busy: Floats
    worked: Floats
    handled: Floats


def compute_year(plan: Plan, on_progress: Progress | None) -> Year:
    """Calls on_progress(done, total) as the hours go by."""
    hours, types = plan.grid.size, len(plan.data.contact_types)
    flows = np.zeros((hours, types, FLOWS))
    state = np.zeros((STATES, types))
    marks = np.linspace(0, hours, CHUNKS + 1).astype(int)
    for first, last in itertools.pairwise(marks):
        march(first, last, plan.setting, plan.classes, plan.tables, state, flows)
        if on_progress:
            on_progress(int(last), hours)
    times = _times(plan)
    present, busy = _present(plan), _busy(plan, flows)
    worked, handled = _by_group(plan, flows)
    _do_deferred(plan, flows, present, busy, worked, handled)
    return Year(flows, _waits(plan, times), times, present, busy, worked, handled)


def _times(plan: Plan) -> tuple[float, ...]:
    asked = {
        target.threshold_seconds for target in plan.data.targets if target.measure is Measure.SERVICE_LEVEL
    }
    return tuple(sorted(asked | set(WAIT_SECONDS)))


def _waits(plan: Plan, times: tuple[float, ...]) -> Floats:
    out = np.zeros((len(plan.data.contact_types), FIRST_TIME + 3 * len(times)))
    for i in np.flatnonzero(plan.live):
        table = plan.table_of[i]
        p, q = float(plan.tables.patience[table]), float(plan.tables.balk[table])
        seconds = _unit_seconds(plan, int(i), p)
        relative = np.array(times) / seconds
        cells, known = _table(p, q, tuple(relative.tolist()), plan.tables.agents.size, out.shape[1])
        agents, chosen = plan.tables.agents, np.unique(plan.setting.class_of[:, i])
        for met, add in ((plan.classes.seen, weighed), (plan.classes.forced, weighed_waits)):
            seen = np.zeros((agents.size, COLUMNS))
            spread(chosen, met, plan.classes, agents, seen)
            add(seen, agents, cells, known, p, q, relative, out[i])
        out[i, 3:5] *= seconds
    return out


def _unit_seconds(plan: Plan, i: int, p: float) -> float:
    """The time given to a contact by its pool, as the table's rounded patience has it: a move of a slider
    that leaves the patience as it was then finds every cell already known."""
    patience = plan.data.contact_types[i].patience
    return 60.0 * patience.mean_minutes / p if patience else 3600.0 * float(plan.pool_hours[i])


def _table(
    p: float, q: float, times: tuple[float, ...], rows: int, width: int
) -> tuple[Floats, NDArray[np.bool_]]:
    cells, known = remembered(((p, q),), rows, width, times)
    return cells[0], known[0]


def _present(plan: Plan) -> Floats:
    found: Floats = plan.team.present[plan.grid.hour_of_week] * plan.trained
    return found


def _busy(plan: Plan, flows: Floats) -> Floats:
    """(H, G) heads busy with live contacts; one group at a time, to bound memory."""
    heads = flows[:, :, BUSY] / plan.team.concurrency
    busy = np.zeros((plan.grid.size, plan.team.can.shape[1]))
    for g in range(busy.shape[1]):
        busy[:, g] = (heads * plan.routing.share[plan.grid.hour_of_week, :, g]).sum(axis=1)
    return busy


def _by_group(plan: Plan, flows: Floats) -> tuple[Floats, Floats]:
    """(T, G) hours worked and contacts handled, live types only."""
    answered = flows[:, :, OFFERED] + flows[:, :, REDIALS] - flows[:, :, ABANDONED]
    live = plan.live
    work = _weekly(plan, flows[:, :, BUSY] / plan.team.concurrency * live)
    contacts = _weekly(plan, answered * live)
    share = plan.routing.share
    return np.einsum("hi,hig->ig", work, share), np.einsum("hi,hig->ig", contacts, share)


def _weekly(plan: Plan, values: Floats) -> Floats:
    how = plan.grid.hour_of_week
    return np.stack(
        [np.bincount(how, weights=column, minlength=HOURS_PER_WEEK) for column in values.T], axis=1
    )


def _do_deferred(
    plan: Plan, flows: Floats, present: Floats, busy: Floats, worked: Floats, handled: Floats
) -> None:
    types = plan.data.contact_types
    due = {k: item.due_hours for k, item in enumerate(types) if item.due_hours is not None}
    order = sorted(due, key=lambda k: due[k])
    if not order or not busy.shape[1]:
        for k in order:
            flows[:, k, ABANDONED] = flows[:, k, OFFERED]
        return
    hours = plan.team.handle_hours[order]
    done, late = np.zeros((plan.grid.size, len(order))), np.zeros((plan.grid.size, len(order)))
    spare = np.maximum(present - busy, 0.0)
    work = np.zeros((len(order), *busy.shape))
    can = plan.team.can[order].astype(np.float64)
    limits = np.array([due[k] for k in order])
    blend(flows[:, order, OFFERED], hours, limits, can, spare, done, late, work)
    for rank, k in enumerate(order):
        flows[:, k, ABANDONED] = late[:, rank]
        flows[:, k, BUSY] = done[:, rank] * hours[rank]
        busy += work[rank]
        worked[k] = work[rank].sum(axis=0)
        handled[k] = worked[k] / hours[rank]
