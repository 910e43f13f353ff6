"""Goals moved until simulated callers live through what was promised, and little more."""

import dataclasses
from collections.abc import Callable
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.minimal.labour import day_shifts
from scoring.engine.minimal.people import staffed
from scoring.engine.minimal.program import Infeasible, Work, solve
from scoring.engine.minimal.question import Question, by_shifts, relearned
from scoring.engine.minimal.trials import Lived, Trials
from scoring.engine.model import ContactType, Group
from scoring.engine.roster import hours_per_week
from scoring.engine.simulation.statistics import Figure

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
ROUNDS, MOST_ROUNDS = 5, 12
# A promise exceeded by less than this part of what it leaves unanswered is not worth another round.
TIGHT = 0.05
# The program is optimistic: its first goals leave less unanswered than the targets, by so much.
START = 0.8
# What a goal leaves unanswered is multiplied by, in a round: at least, at most.
LEAST_STEP, MOST_STEP = 0.35, 1.6
# What callers lose falls more slowly than what the goals leave unanswered.
STEEPER = 1.3
# A goal that leaves less than this part of what its target leaves is as good as reached, for the program.
NO_MORE = 0.2
# By how much more people are then counted for one.
MORE = 1.12


@dataclasses.dataclass(frozen=True)
class Roster:
    """A roster, what is lived through with it, its paid hours a week."""

    groups: tuple[Group, ...]
    lived: Lived
    hours: float


def search(asked: Question, work: Work, trials: Trials, on_progress: Progress | None) -> Roster:
    """The cheapest roster found that holds every target. Raises InvalidInputError when none does."""
    targets = np.array([goal.target.share for goal in asked.goals])
    shares = 1.0 - START * (1.0 - targets)
    best: Roster | None = None
    found: Roster | None = None
    for done in range(MOST_ROUNDS):
        found = _tried(asked, trials, _groups(asked, work, shares))
        if _holds(asked, found) and (best is None or found.hours < best.hours):
            found = dataclasses.replace(found, lived=trials.verified(found.groups))
            best = found if _holds(asked, found) else best
        if on_progress:
            on_progress(min(done + 1, ROUNDS), ROUNDS)
        if best is not None and (done + 1 >= ROUNDS or _is_tight(asked, best)):
            return best
        if _sees_no_more(asked, shares, found.lived.figures):
            work = dataclasses.replace(work, reserve=work.reserve * MORE)
        else:
            shares = _moved(asked, shares, found.lived.figures)
        work = relearned(asked, work, found.lived)
    return best or _refuse(asked, found)


def _groups(asked: Question, work: Work, shares: Floats) -> tuple[Group, ...]:
    """The program's roster for these goals; goals out of reach are moved back by halves to the targets'."""
    targets = np.array([goal.target.share for goal in asked.goals])
    shifts = day_shifts(asked.labour)
    for _ in range(4):
        try:
            taken = solve(work, by_shifts(asked), asked.goals, shares)
        except Infeasible:
            shares = (shares + targets) / 2.0
            continue
        every = zip(asked.data.groups, taken, strict=True)
        return tuple(staffed(asked.data, profile, shifts, people) for profile, people in every)
    return _refuse(asked, None)


def _tried(asked: Question, trials: Trials, groups: tuple[Group, ...]) -> Roster:
    return Roster(groups, trials.tried(groups), sum(hours_per_week(group) for group in groups))


def lower_end(figure: Figure) -> float:
    """Of the 95 % interval; 1 where nobody calls."""
    return 1.0 if figure.mean is None else figure.mean - (figure.half_width_95 or 0.0)


def _slack(asked: Question, figures: list[Figure]) -> Floats:
    """By goal: what is reached beyond the target, over what the target leaves unanswered; nothing where no
    target is judged."""
    by_target = dict(zip(asked.data.targets, figures, strict=True))
    wanted = [goal.target.share for goal in asked.goals]
    reached = [
        lower_end(by_target[goal.target]) if goal.target in by_target else goal.target.share
        for goal in asked.goals
    ]
    return (np.array(reached) - wanted) / (1.0 - np.array(wanted))


def _holds(asked: Question, roster: Roster) -> bool:
    return bool((_slack(asked, roster.lived.figures) >= 0.0).all())


def _is_tight(asked: Question, roster: Roster) -> bool:
    slack = _slack(asked, roster.lived.figures)
    judged = [goal.target in asked.data.targets for goal in asked.goals]
    return bool(slack[judged].min(initial=1.0) <= TIGHT)


def _sees_no_more(asked: Question, shares: Floats, figures: list[Figure]) -> bool:
    """Is a target missed that the program holds to be reached, or that counts work which it holds to be done?

    A load that grows within its hour, callers of other types who come first: more people are the answer.
    """
    targets = np.array([goal.target.share for goal in asked.goals])
    reached = 1.0 - shares < NO_MORE * (1.0 - targets)
    waits = [
        any(_waits(item) and goal.target.covers(item) for item in asked.data.contact_types)
        for goal in asked.goals
    ]
    return bool(((_slack(asked, figures) < 0.0) & (reached | np.array(waits))).any())


def _waits(item: ContactType) -> bool:
    return item.patience is None and item.annual_volume > 0.0


def _moved(asked: Question, shares: Floats, figures: list[Figure]) -> Floats:
    """What each goal leaves unanswered, in proportion of what its target allows to what was lived."""
    slack = _slack(asked, figures)
    targets = np.array([goal.target.share for goal in asked.goals])
    left = (1.0 - TIGHT / 2.0) / np.maximum(1.0 - slack, 1e-3)
    left = np.clip(np.where(left < 1.0, left**STEEPER, left), LEAST_STEP, MOST_STEP)
    left[slack == 0.0] = 1.0
    found: Floats = 1.0 - np.clip((1.0 - shares) * left, 1e-5, MOST_STEP * (1.0 - targets))
    return found


def _refuse(asked: Question, roster: Roster | None) -> NoReturn:
    kept = roster.lived.figures if roster else [Figure(None, None)] * len(asked.data.targets)
    raise InvalidInputError(
        Fault(f"$.targets[{k}]", "aucun effectif essayé ne tient cet objectif" + _reached(figure))
        for k, (target, figure) in enumerate(zip(asked.data.targets, kept, strict=True))
        if roster is None or lower_end(figure) < target.share
    )


def _reached(figure: Figure) -> str:
    if figure.mean is None:
        return ""
    return f" : {100 * lower_end(figure):.1f}".replace(".", ",") + "\u202f% au mieux, marge déduite"
