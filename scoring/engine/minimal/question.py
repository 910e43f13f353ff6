"""What is asked, made ready: profiles, loads, curves, or the reasons why there is no answer."""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.minimal.gains import Curve, curves, presence_share
from scoring.engine.minimal.labour import Labour, day_shifts, on_site
from scoring.engine.minimal.loads import Loads, loads
from scoring.engine.minimal.measures import Goal, goals, weekly
from scoring.engine.minimal.pools import Pool, Pools, pools
from scoring.engine.minimal.profiles import profiles
from scoring.engine.minimal.program import Supply, Work
from scoring.engine.minimal.trials import Lived
from scoring.engine.model import HOURS_PER_WEEK, ContactType, EngineInput
from scoring.engine.reading import MAX_HEADCOUNT
from scoring.engine.simulation.workload import workload

Floats = NDArray[np.float64]
HIGHEST_SHARE = 0.999
# A callback within two days may wait for the next morning, not longer: half of its time, a day at most.
LONGEST_WINDOW = 24
MOST_ELSEWHERE = 0.9


@dataclasses.dataclass(frozen=True)
class Question:
    """data: its groups are the profiles. work: None when nobody calls."""

    data: EngineInput
    labour: Labour
    goals: tuple[Goal, ...]
    load: Loads
    work: Work | None

    @property
    def contacts(self) -> float:
        return float(self.load.rates.sum())


def prepare(data: EngineInput, labour: Labour) -> Question:
    """Raises InvalidInputError when nothing is promised, or when no staff can keep the promise."""
    _promised(data)
    data = dataclasses.replace(data, groups=profiles(data, labour))
    _present(data)
    workload(data)
    load = loads(data)
    _bounded(load)
    found = pools(data, load.rates.sum(axis=0) > 0.0)
    wanted = goals(data, load, found)
    if not load.rates.any():
        return Question(data, labour, wanted, load, None)
    return Question(data, labour, wanted, load, _work(data, labour, load, found, wanted))


def _promised(data: EngineInput) -> None:
    faults = [
        Fault(
            f"$.targets[{k}].share",
            "aucun effectif fini ne garantit cette part : demander 99,9 % au plus",
        )
        for k, target in enumerate(data.targets)
        if target.share > HIGHEST_SHARE
    ]
    if not data.targets:
        faults = [Fault("$.targets", "au moins un objectif est nécessaire : sans lui, personne ne suffit")]
    if faults:
        raise InvalidInputError(faults)


def _present(data: EngineInput) -> None:
    faults = [
        Fault(f"$.groups[{g}]", "absences et formation prennent tout le temps de ces personnes")
        for g, group in enumerate(data.groups)
        if presence_share(group) < 0.01
    ]
    if faults:
        raise InvalidInputError(faults)


def _bounded(load: Loads) -> None:
    busiest = float(load.heads.sum(axis=1).max(initial=0.0))
    if busiest > MAX_HEADCOUNT:
        reason = (
            f"{busiest:.3g} personnes seraient occupées à l’heure la plus chargée : le moteur en suit "
            f"{MAX_HEADCOUNT} au plus"
        )
        raise InvalidInputError([Fault("$.contact_types", reason)])


def _work(data: EngineInput, labour: Labour, load: Loads, found: Pools, wanted: tuple[Goal, ...]) -> Work:
    counted = tuple(dict.fromkeys(goal.counted for goal in wanted))
    hour_of_week = load.grid.hour_of_week
    volumes = weekly(load.rates, hour_of_week)
    times = np.bincount(hour_of_week, minlength=HOURS_PER_WEEK)[:, None]
    most = highest(wanted)
    here = np.array([presence_share(group) for group in data.groups]) * (1.0 - labour.pause_share)
    return Work(
        found=found,
        counted=counted,
        volumes=_by_kind(volumes, found.kinds),
        curves=tuple(curves(data, load, pool, counted, labour.pause_share, most) for pool in found.pools),
        presence=here,
        busy=weekly(load.heads, hour_of_week) / np.maximum(times, 1),
        is_open=_by_kind(load.is_open.astype(np.float64), found.kinds) > 0.0,
        windows=tuple(_window(data.contact_types[pool.types[0]]) for pool in found.deferred),
    )


def highest(wanted: tuple[Goal, ...]) -> float:
    """The highest share wanted."""
    return max((goal.target.share for goal in wanted), default=0.0)


def relearned(asked: Question, work: Work, lived: Lived) -> Work:
    """The curves of people who, in the roster tried, also took contacts of other types: for these they are
    away. What the pools forget, a polyglot's time spent in the language that everybody speaks."""
    most = highest(asked.goals)
    known = dict(zip(work.found.pools, work.curves, strict=True))
    for pool in work.found.pools:
        others = [k for k in range(len(asked.data.contact_types)) if k not in pool.types]
        people = list(pool.profiles)
        busy = float(lived.worked[others][:, people].sum())
        if busy > 0.0 or work.reserve > 1.0:
            elsewhere = min(busy / max(float(lived.present[people].sum()), 1.0), MOST_ELSEWHERE)
            here = (1.0 - elsewhere) * (1.0 - asked.labour.pause_share) / work.reserve
            known[pool] = curves(asked.data, asked.load, pool, work.counted, 1.0 - here, most)
    return dataclasses.replace(work, curves=tuple(known.values()))


def _by_kind(volumes: Floats, kinds: tuple[Pool, ...]) -> Floats:
    columns = [volumes[:, list(kind.types)].sum(axis=1) for kind in kinds]
    return np.stack(columns, axis=1) if columns else np.zeros((HOURS_PER_WEEK, 0))


def _window(item: ContactType) -> int:
    return max(1, min(int((item.due_hours or 1.0) / 2.0), LONGEST_WINDOW))


def by_shifts(asked: Question) -> Supply:
    shifts = day_shifts(asked.labour)
    hours = np.array([one.paid_hours for one in shifts])
    return Supply(on_site(shifts), hours, _dearness(asked), is_whole=True)


def by_the_hour(asked: Question) -> Supply:
    """Heads on site, hour by hour."""
    return Supply(np.eye(HOURS_PER_WEEK), np.ones(HOURS_PER_WEEK), _dearness(asked), is_whole=False)


def at_best(asked: Question) -> Supply:
    """Heads at work, hour by hour, all at the same price: nothing that a roster does costs less."""
    same = np.ones(len(asked.data.groups))
    paid = np.ones(HOURS_PER_WEEK)
    somebody = asked.labour.least_paid_share
    return Supply(np.eye(HOURS_PER_WEEK), paid, same, is_whole=False, somebody=somebody)


def _dearness(asked: Question) -> Floats:
    language = {item.id: item.language for item in asked.data.contact_types}
    spoken = [len({language[skill] for skill in group.skills}) for group in asked.data.groups]
    return 1.0 + asked.labour.extra_language_cost * (np.array(spoken) - 1.0)


def without_pauses(asked: Question, work: Work) -> Work:
    """The same work for people counted when they are at work: their hours are those paid."""
    most = highest(asked.goals)
    every = (curves(asked.data, asked.load, pool, work.counted, 0.0, most) for pool in work.found.pools)
    presence = work.presence / (1.0 - asked.labour.pause_share)
    return dataclasses.replace(work, curves=tuple(every), presence=presence)


def without_waiting(work: Work) -> Work:
    """The same work if it could be done at any moment of its hour: each person at work is always busy."""
    every = [
        [_fluid(curve, work, pool, hour) for hour, curve in enumerate(found)]
        for pool, found in zip(work.found.pools, work.curves, strict=True)
    ]
    return dataclasses.replace(work, curves=tuple(every))


def _fluid(curve: Curve | None, work: Work, pool: Pool, hour: int) -> Curve | None:
    if curve is None:
        return None
    full = float(work.busy[hour, list(pool.types)].sum() / work.presence[list(pool.profiles)].max())
    heads = np.array([0.0, max(full, 1e-9)])
    return Curve(heads, np.repeat([[0.0, 1.0]], len(work.counted), axis=0))
