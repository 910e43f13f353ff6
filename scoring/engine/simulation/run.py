"""The verdict: replications of the same callers against one bid or several."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from scoring.engine.model import EngineInput
from scoring.engine.simulation.collect import Replication, collect
from scoring.engine.simulation.crews import crews
from scoring.engine.simulation.duties import Duties, duties
from scoring.engine.simulation.kernel import run
from scoring.engine.simulation.result import SimulationResult
from scoring.engine.simulation.roots import root
from scoring.engine.simulation.scenario import Scenario, draw
from scoring.engine.simulation.state import PLAIN, Crews, People, Rules, build, people
from scoring.engine.simulation.statistics import Figure, difference, figure
from scoring.engine.simulation.summary import Summary, summarise
from scoring.engine.simulation.workload import Workload, workload

Progress = Callable[[int, int], None]
# Below this, a half-width says little about itself.
FEWEST_REPLICATIONS = 10


@dataclass(frozen=True)
class Bid:
    """One bid made ready: nothing in it changes while simulating."""

    asked: Workload
    team: Crews
    due: Duties

    @cached_property
    def people(self) -> People:
        return people(self.team, self.due)


def prepare_bid(data: EngineInput, rules: Rules = PLAIN) -> Bid:
    """Raises InvalidInputError when a volume has no hour to fall in, or when there is too much to follow."""
    return Bid(workload(data), crews(data, rules), duties(data))


def replicate(bid: Bid, callers: Scenario) -> Replication:
    """One possible year of one bid."""
    world = build(bid.asked, callers, bid.team, bid.due, bid.people)
    run(root(world, callers.of, bid.asked.horizon_minutes, bid.team.rules))
    return collect(world)


def replications(bid: Bid, seed: int, first: int, last: int) -> list[Replication]:
    """Replications first to last - 1. Workers may share them out: `summarise` wants them in order."""
    return [replicate(bid, draw(bid.asked, seed, number)) for number in range(first, last)]


def simulate(
    data: EngineInput,
    *,
    replications: int | None = None,
    seed: int | None = None,
    precision: float | None = None,
    rules: Rules = PLAIN,
    on_progress: Progress | None = None,
) -> SimulationResult:
    """Simulates the calendar `replications` times (the input's own number by default).

    With `precision`, stops as soon as every target is known to that half-width (a share, at 95 %), the worst
    deciding, and at `replications` at the latest; whether to go on is asked at 10, 15, 23… replications, so
    the answer depends on nothing but the input and the seed. on_progress(done, at most) counts replications.
    Raises InvalidInputError.
    """
    found = simulate_bids(
        [data],
        replications=replications,
        seed=seed,
        precision=precision,
        rules=rules,
        on_progress=on_progress,
    )
    return found[0]


def simulate_bids(
    bids: Sequence[EngineInput],
    *,
    replications: int | None = None,
    seed: int | None = None,
    precision: float | None = None,
    rules: Rules = PLAIN,
    on_progress: Progress | None = None,
) -> list[SimulationResult]:
    """Several bids for one lot: each scenario is drawn once, and all bids face it.

    Raises ValueError when the bids do not answer the same calendar and contact types, InvalidInputError (a
    ValueError) for a number of replications, a seed or a precision that no input may have.
    """
    _same_lot(bids)
    first = _asked(bids[0], {"replications": replications, "seed": seed, "precision": precision})
    ready = [prepare_bid(data, rules) for data in bids]
    most, chosen = first.replications, first.seed
    found: list[list[Replication]] = [[] for _ in ready]
    for number in range(most):
        callers = draw(ready[0].asked, chosen, number)
        for bid, done in zip(ready, found, strict=True):
            done.append(replicate(bid, callers))
        if on_progress:
            on_progress(number + 1, most)
        if precision and is_checkpoint(number + 1) and worst_half_width(ready, found) <= precision:
            break
    return [
        summarise(bid.asked, bid.due, done, seed=chosen, rules=rules)
        for bid, done in zip(ready, found, strict=True)
    ]


def _asked(data: EngineInput, given: Mapping[str, Any]) -> EngineInput:
    """The input with what was given in its place, verified."""
    return replace(data, **{name: value for name, value in given.items() if value is not None}).check()


def _same_lot(bids: Sequence[EngineInput]) -> None:
    if not bids:
        raise ValueError("nothing to simulate")
    first = bids[0]
    if any((bid.calendar, bid.contact_types) != (first.calendar, first.contact_types) for bid in bids):
        raise ValueError("bids are compared on the same calendar and the same contact types")


def is_checkpoint(done: int) -> bool:
    """10, 15, 23, 35…: half as many again each time."""
    at = FEWEST_REPLICATIONS
    while at < done:
        at = (3 * at + 1) // 2
    return at == done


def worst_half_width(ready: Sequence[Bid], found: Sequence[list[Replication]]) -> float:
    """Of all targets of all bids; 0 where none is declared."""
    worst = 0.0
    for bid, done in zip(ready, found, strict=True):
        summary = Summary(bid.asked, done)
        for target in bid.asked.data.targets:
            worst = max(worst, figure(summary.series(target)).half_width_95 or 0.0)
    return worst


def paired_difference(a: SimulationResult, b: SimulationResult) -> dict[str, Figure]:
    """a - b for each target (by id) and overall share that both have, having faced the same callers.

    Raises ValueError when they have not: another seed, or another number of replications.
    """
    if (a.seed, a.replications) != (b.seed, b.replications):
        raise ValueError("paired differences need the same seed and the same replications")
    return {key: difference(a.series[key], b.series[key]) for key in a.series if key in b.series}
