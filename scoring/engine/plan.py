"""Everything the year's march needs, worked out once: hours, loads, who answers whom, tables."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.engine import mol
from scoring.engine.blending import Blend, forced_waits
from scoring.engine.classes import StaffClasses, staff_classes
from scoring.engine.demand import HourGrid, arrivals, hour_grid
from scoring.engine.model import HOURS_PER_WEEK, ContactType, EngineInput
from scoring.engine.staffing import Crew, Routing, crew, presence_nodes, route
from scoring.engine.tables import Tables, agent_rows, remembered

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
TRACE_RATE = 1e-9  # contacts an hour, summed over the week: less is nothing, and divides badly


@dataclass(frozen=True)
class Plan:
    """weekly_rates (168, T): contacts an hour if everybody is answered, transfers included. weekly_load
    (168, T): heads that they keep busy. pool_hours (T,): mean time that the pool of a type gives to what it
    answers, per slot: the unit of time of its tables. trained (H, G): part of each group come so far."""

    data: EngineInput
    grid: HourGrid
    team: Crew
    routing: Routing
    live: Flags
    table_of: Integers
    setting: mol.Setting
    classes: StaffClasses
    tables: Tables
    weekly_rates: Floats
    weekly_load: Floats
    pool_hours: Floats
    trained: Floats


def prepare(data: EngineInput) -> Plan:
    """Raises InvalidInputError when a volume has no hour in which to fall."""
    grid, team = hour_grid(data.calendar), crew(data)
    outside = arrivals(data, grid)
    weekly_rates = _with_transfers(data, _weekly_mean(outside, grid.hour_of_week))
    weekly_load = weekly_rates * team.handle_hours / team.concurrency
    live = np.array([item.patience is not None for item in data.contact_types])
    routing = _route(team, weekly_load, live)
    numbers, chances = presence_nodes(team, routing)
    pool_hours = _pool_hours(team, routing, weekly_rates, weekly_load, live)
    tables, table_of = _tables(data, pool_hours, float(numbers.max(initial=0.0)))
    classes, class_of = staff_classes(numbers, chances, table_of)
    patterns, trained = _patterns(team, grid), _trained(team, grid)
    rates = _with_transfers(data, outside.copy())
    asked = Blend(rates, _due_hours(data), grid.hour_of_week, trained, pool_hours, class_of[patterns])
    forced = forced_waits(asked, team, routing, classes, tables)
    return Plan(
        data=data,
        grid=grid,
        team=team,
        routing=routing,
        live=live,
        table_of=table_of,
        setting=mol.Setting(
            outside,
            grid.hour_of_week,
            patterns,
            *_queues(data, team),
            routing.mixing,
            class_of,
            max(depths(data.contact_types)),
            forced,
        ),
        classes=classes,
        tables=tables,
        weekly_rates=weekly_rates,
        weekly_load=weekly_load,
        pool_hours=pool_hours,
        trained=trained,
    )


def _route(team: Crew, load: Floats, live: Flags) -> Routing:
    """Work that can wait keeps people busy too, as far as calls leave them: it is in the occupancies that
    the routing makes equal."""
    calls = np.where(live, load, 0.0)
    found = route(team, calls)
    if not team.can[~live].any():
        return found
    spare = np.maximum(team.present - np.einsum("hi,hig->hg", calls, found.share), 0.0)
    work = np.where(live, 0.0, load)
    room = spare @ team.can[~live].any(axis=0)
    part = np.minimum(room / np.maximum(work.sum(axis=1), TRACE_RATE), 1.0)
    return route(team, calls + work * part[:, None])


def _trained(team: Crew, grid: HourGrid) -> Floats:
    week = grid.day // 7
    found: Floats = np.minimum((week[:, None] + 1.0) / (team.ramp_up_weeks + 1.0), 1.0)
    return found


def _due_hours(data: EngineInput) -> Floats:
    """(T,) infinite for live types."""
    return np.array([np.inf if item.due_hours is None else item.due_hours for item in data.contact_types])


def depths(contact_types: tuple[ContactType, ...]) -> list[int]:
    """How many transfers lead to each type at most: 0 where nobody escalates to it."""
    index = {item.id: k for k, item in enumerate(contact_types)}
    found = [0] * len(contact_types)
    for _ in contact_types:
        for item in contact_types:
            if item.escalation:
                to = index[item.escalation.to]
                found[to] = max(found[to], found[index[item.id]] + 1)
    return found


def _weekly_mean(outside: Floats, hour_of_week: Integers) -> Floats:
    counts = np.maximum(np.bincount(hour_of_week, minlength=HOURS_PER_WEEK), 1)
    columns = [
        np.bincount(hour_of_week, weights=column, minlength=HOURS_PER_WEEK) / counts for column in outside.T
    ]
    return np.stack(columns, axis=1)


def _with_transfers(data: EngineInput, rates: Floats) -> Floats:
    types = data.contact_types
    index = {item.id: k for k, item in enumerate(types)}
    depth = depths(types)
    for k in sorted(range(len(types)), key=depth.__getitem__):
        step = types[k].escalation
        if step:
            rates[:, index[step.to]] += step.share * rates[:, k]
    return rates


def _pool_hours(team: Crew, routing: Routing, rates: Floats, load: Floats, live: Flags) -> Floats:
    work = np.einsum("hij,hj->i", routing.mixing, load * live)
    contacts = np.einsum("hij,hj->i", routing.mixing, rates * live)
    heads_time = np.where(
        contacts > TRACE_RATE, work / np.maximum(contacts, TRACE_RATE), team.handle_hours / team.concurrency
    )
    found: Floats = heads_time * team.concurrency
    return found


def _tables(data: EngineInput, pool_hours: Floats, most: float) -> tuple[Tables, Integers]:
    """Patience is rounded to three digits: types that differ by less share their table."""
    pairs: list[tuple[float, float]] = []
    for item, hours in zip(data.contact_types, pool_hours, strict=True):
        if item.patience is None:
            pairs.append((1.0, 0.0))
        else:
            ratio = float(f"{item.patience.mean_minutes / 60.0 / hours:.3g}")
            pairs.append((ratio, item.patience.hang_up_at_once_share))
    kept = tuple(sorted(set(pairs)))
    agents = agent_rows(most)
    cells, known = remembered(kept, agents.size, 5)
    columns = np.array(kept)
    return (
        Tables(agents, cells, known, columns[:, 0].copy(), columns[:, 1].copy()),
        np.array([kept.index(pair) for pair in pairs]),
    )


def _patterns(team: Crew, grid: HourGrid) -> Integers:
    week = np.minimum(grid.day // 7, int(team.ramp_up_weeks.max(initial=0)))
    found: Integers = week * HOURS_PER_WEEK + grid.hour_of_week
    return found


def _queues(data: EngineInput, team: Crew) -> tuple[Floats, Integers]:
    types = data.contact_types
    index = {item.id: k for k, item in enumerate(types)}
    steps = [item.escalation for item in types]
    delay_hours = np.array([item.redial.mean_delay_minutes / 60.0 for item in types])
    numbers = np.zeros((mol.NUMBERS, len(types)))
    numbers[mol.HANDLE_HOURS] = team.handle_hours
    numbers[mol.HANDLE_KEPT] = mol.kept_after_quarter(team.handle_hours)
    numbers[mol.CONCURRENCY] = team.concurrency
    numbers[mol.REDIAL] = [item.redial.probability for item in types]
    numbers[mol.DELAY_KEPT] = mol.kept_after_quarter(delay_hours)
    numbers[mol.PASSED_SHARE] = [step.share if step else 0.0 for step in steps]
    links = np.zeros((mol.LINKS, len(types)), dtype=np.int64)
    links[mol.LIVE] = [item.patience is not None for item in types]
    links[mol.DEPTH] = depths(types)
    links[mol.PASSED_TO] = [index[step.to] if step else -1 for step in steps]
    return numbers, links
