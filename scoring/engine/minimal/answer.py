"""From a workload and its targets to the least staff found, verified on simulated callers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.engine import ENGINE_VERSION, code_fingerprint
from scoring.engine.demand import HOURS_PER_YEAR
from scoring.engine.feasibility import lawful_hours_per_person
from scoring.engine.minimal import result
from scoring.engine.minimal.labour import Labour
from scoring.engine.minimal.program import Work, solve
from scoring.engine.minimal.question import (
    Question,
    at_best,
    by_the_hour,
    prepare,
    without_pauses,
    without_waiting,
)
from scoring.engine.minimal.search import Progress, Roster, lower_end, search
from scoring.engine.minimal.trials import Lived, Trials, replications_for
from scoring.engine.model import HOURS_PER_WEEK, EngineInput, Group, Measure, Target
from scoring.engine.roster import MINUTES_PER_WEEK, hours_per_week, on_site
from scoring.engine.simulation.statistics import Figure

Floats = NDArray[np.float64]
WEEKS_PER_YEAR = HOURS_PER_YEAR / HOURS_PER_WEEK
NOBODY = Figure(None, None)


def required_staffing(
    data: EngineInput,
    *,
    labour: Labour | None = None,
    replications: int | None = None,
    seed: int | None = None,
    on_progress: Progress | None = None,
) -> result.StaffingResult:
    """The least staff found that holds every target of `data`, by its 95 % interval.

    `data.groups`, when there are any, say which kinds of agent to hire (skills, contract, absences, chats at
    a time); their shifts and numbers are not read. replications: 8 to 32 by default, by the volume; seed: the
    input's. on_progress(done, at most) counts rosters tried. Same input, same answer.
    Raises InvalidInputError when nothing is promised, when no staff tried keeps the promise, or when there is
    more to follow than the simulation takes.
    """
    asked = prepare(data, labour or Labour())
    chosen = data.seed if seed is None else seed
    if asked.work is None:
        return _nobody(asked, chosen)
    trials = Trials(asked.data, chosen, replications or replications_for(asked.contacts))
    found = search(asked, asked.work, trials, on_progress)
    return _told(asked, asked.work, trials, found)


def staff(data: EngineInput, replications: int | None = None, seed: int | None = None) -> dict[str, Any]:
    """`required_staffing` in plain JSON types (schema `capacity-staffing/1`)."""
    return required_staffing(data, replications=replications, seed=seed).to_dict()


def _nobody(asked: Question, seed: int) -> result.StaffingResult:
    """No contact, no staff."""
    groups = asked.data.groups
    return _result(
        asked,
        Roster(groups, Lived([NOBODY] * len(asked.data.targets), np.zeros(0), np.zeros(0)), 0.0),
        result.LowerBound(0.0, 0.0),
        np.zeros((len(groups), HOURS_PER_WEEK)),
        (seed, 0, 0),
    )


def _told(asked: Question, work: Work, trials: Trials, found: Roster) -> result.StaffingResult:
    targets = np.array([goal.target.share for goal in asked.goals])
    best, at_work = at_best(asked), without_pauses(asked, work)
    bound = result.LowerBound(
        workload_hours=_yearly(solve(without_waiting(at_work), best, asked.goals, targets)),
        erlang_hours=_yearly(solve(at_work, best, asked.goals, targets)),
    )
    required = solve(work, by_the_hour(asked), asked.goals, targets)
    return _result(asked, found, bound, required, (trials.seed, trials.count, trials.rosters))


def _yearly(heads: Floats) -> float:
    return float(heads.sum()) * WEEKS_PER_YEAR


def _result(
    asked: Question,
    found: Roster,
    bound: result.LowerBound,
    required: Floats,
    simulated: tuple[int, int, int],
) -> result.StaffingResult:
    seed, replications, rosters = simulated
    groups = found.groups
    return result.StaffingResult(
        engine_version=ENGINE_VERSION,
        code_fingerprint=code_fingerprint(),
        seed=seed,
        replications=replications,
        rosters=rosters,
        labour=asked.labour,
        persons=sum(group.declared_staff for group in groups),
        paid_hours=found.hours * WEEKS_PER_YEAR,
        contract_hours=sum(group.declared_staff * lawful_hours_per_person(group) for group in groups),
        lower_bound=bound,
        profiles=tuple(_profile(group, heads) for group, heads in zip(groups, required, strict=True)),
        targets=tuple(
            _held(target, figure)
            for target, figure in zip(asked.data.targets, found.lived.figures, strict=True)
        ),
        groups=tuple(group for group in groups if group.shifts),
    )


def _profile(group: Group, required: Floats) -> result.ProfileResult:
    scheduled = on_site(group).reshape(HOURS_PER_WEEK, MINUTES_PER_WEEK // HOURS_PER_WEEK).mean(axis=1)
    return result.ProfileResult(
        id=group.id,
        label=group.label,
        skills=group.skills,
        declared_staff=group.declared_staff,
        paid_hours=hours_per_week(group) * WEEKS_PER_YEAR,
        required=tuple(float(heads) for heads in required),
        scheduled=tuple(float(heads) for heads in scheduled),
    )


def _held(target: Target, figure: Figure) -> result.HeldTarget:
    is_level = target.measure is Measure.SERVICE_LEVEL
    return result.HeldTarget(
        id=target.id,
        label=target.label,
        measure=target.measure,
        service_level=target.service_level if is_level else None,
        threshold_seconds=target.threshold_seconds if is_level else None,
        promised_share=target.share,
        reached_share=figure.mean,
        half_width_95=figure.half_width_95,
        is_held=lower_end(figure) >= target.share,
    )
