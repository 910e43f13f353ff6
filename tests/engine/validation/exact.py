"""The simulation against exact layers wherever both answer, and the quick look's error measured."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from scoring.engine import model
from scoring.engine.erlang import erlang_a, erlang_b, erlang_c
from scoring.engine.quick import quick_look
from scoring.engine.simulation.collect import Counts
from scoring.engine.simulation.philox import stream
from scoring.engine.simulation.run import Bid, prepare_bid
from scoring.engine.simulation.scenario import poisson
from scoring.engine.simulation.state import (
    ABANDONED,
    ANSWERED,
    FIRST,
    REDIAL,
    W_ANSWERED,
    Rules,
    ShiftEnd,
)  # fmt: skip
from scoring.engine.transient import Transient, transient
from tests.engine.builders import call, engine_input, group, prompt_target, vectors
from tests.engine.simulation.worlds import constant, simulated
from tests.engine.validation.lines import Case, Line, mean_line
from tests.engine.validation.sites import HANDLE, HEADS, HOURS_PER_YEAR, PATIENCE, RATES, handle, site

Floats = NDArray[np.float64]
Look = Callable[[Counts], float]
REPLICATIONS = 25
POINTS = 100.0
EXPONENTIAL = model.Distribution.EXPONENTIAL
NEVER = model.Patience(10_080.0, 0.0, model.Distribution.DETERMINISTIC)


def pool(load: float, agents: int, patience: model.Patience) -> list[Counts]:
    """Steady replications of eight weeks."""
    item = call(annual_volume=load * 60.0 / HANDLE * HOURS_PER_YEAR, patience=patience)
    bid = constant(engine_input((item,), (group(),), prompt_target(), weeks=8), [agents])
    return counts(bid, 70 + agents)


def counts(bid: Bid, seed: int) -> list[Counts]:
    return [
        simulated(
            bid,
            poisson(bid.asked.expected, bid.asked, stream(seed, number)),
            bid.asked.horizon_minutes,
        )[1].counts
        for number in range(REPLICATIONS)
    ]


def lost(one: Counts) -> float:
    return float(one.flows[0, ABANDONED] / one.flows[0, FIRST])


def prompt(one: Counts, place: int) -> float:
    """Answered within the threshold of that rank, out of attempts."""
    late = one.waits[0, W_ANSWERED, place + 1 :].sum()
    return float((one.flows[0, ANSWERED] - late) / one.flows[0, [FIRST, REDIAL]].sum())


def waited(one: Counts) -> float:
    """Minutes, over all attempts."""
    return float(one.minutes.sum() / one.flows[0, FIRST])


def had_to_wait(one: Counts) -> float:
    return float(one.waits[0, [0, 1]].sum() / one.flows[0, FIRST])


def steady_a() -> list[Line]:
    lines = []
    for load, agents, balk in ((1.4, 1, 0.0), (2.5, 2, 0.3), (24.0, 25, 0.0)):
        found = pool(load, agents, model.Patience(PATIENCE, balk))
        exact = erlang_a(load, agents, PATIENCE / HANDLE, (1 / HANDLE,), hang_up_at_once=balk)
        name = f"{agents} agents, {load:g} erlangs : ".replace(".", ",")
        values = [lost(one) for one in found]
        lines.append(mean_line(name + "part perdue (%)", float(exact.p_abandon), values, scale=POINTS))
        values = [prompt(one, 2) for one in found]
        lines.append(mean_line(name + "en 60 s (%)", float(exact.sl_offered[0]), values, scale=POINTS))
    return lines


def steady_b() -> list[Line]:
    lines = []
    for load, agents in ((1.5, 3), (10.0, 8)):
        found = [lost(one) for one in pool(load, agents, model.Patience(PATIENCE, 1.0))]
        name = f"{agents} agents, {load:g} erlangs : part refusée (%)".replace(".", ",")
        lines.append(mean_line(name, float(erlang_b(load, agents)), found, scale=POINTS))
    return lines


def steady_c() -> list[Line]:
    lines = []
    for load, agents in ((2.0, 3), (6.0, 8)):
        found, exact = pool(load, agents, NEVER), float(erlang_c(load, agents))
        name = f"{agents} agents, {load:g} erlangs : ".replace(".", ",")
        values = [had_to_wait(one) for one in found]
        lines.append(mean_line(name + "part qui attend (%)", exact, values, scale=POINTS))
        values = [waited(one) for one in found]
        lines.append(mean_line(name + "attente (min)", exact * HANDLE / (agents - load), values))
    return lines


def exact_week(shift_end: str = "mid_call_finishes") -> Transient:
    return transient(
        RATES,
        HEADS,
        60.0,
        handle_minutes=HANDLE,
        patience_minutes=PATIENCE,
        threshold_minutes=20 / 60,
        shift_end=shift_end,  # type: ignore[arg-type]  # an enumeration of strings
    )


def varying() -> list[Line]:
    exact = exact_week()
    bid = prepare_bid(site(handle(EXPONENTIAL)), Rules(ShiftEnd.FIRST_FREE))
    found = counts(bid, 6)
    place = bid.asked.threshold_seconds.index(20.0)
    offered = float(exact.offered.sum())
    busy = float((exact.mean_busy * exact.minutes).sum()) / float(exact.minutes.sum())
    minutes = bid.asked.horizon_minutes
    return [
        mean_line(
            "part perdue (%)",
            float(exact.abandoned.sum()) / offered,
            [lost(one) for one in found],
            scale=POINTS,
        ),
        mean_line(
            "en 20 s (%)",
            float(exact.answered_within.sum()) / offered,
            [prompt(one, place) for one in found],
            scale=POINTS,
        ),
        mean_line("agents occupés", busy, [float(one.busy[0]) / minutes for one in found], decimals=3),
    ]


def redials() -> list[Line]:
    """For each size of team, the case in which the usual fixed point errs most."""
    table, lines = vectors("redial.csv"), []
    for row in hardest(table):
        case = {key: float(column[row]) for key, column in table.items()}
        bid = constant(redial_input(case, weeks=4 if case["n"] > 10 else 12), [int(case["n"])])
        found = [float(one.flows[0, ANSWERED] / one.flows[0, FIRST]) for one in counts(bid, 9)]
        name = f"{case['n']:.0f} agents : appelants répondus (%)"
        lines.append(mean_line(name, case["answered_of_callers"], found, scale=POINTS))
    return lines


def hardest(table: dict[str, Floats]) -> list[int]:
    errors = table["fp_answered"] - table["answered_of_callers"]
    return [int(np.argmax(np.where(table["n"] == n, errors, -1.0))) for n in np.unique(table["n"])]


def redial_input(case: dict[str, float], weeks: int) -> model.EngineInput:
    item = call(
        annual_volume=case["rho"] * case["n"] * 60.0 / HANDLE * HOURS_PER_YEAR,
        patience=model.Patience(case["patience"] * HANDLE),
        redial=model.Redial(case["r"], case["D"] * HANDLE),
    )
    return engine_input((item,), (group(int(case["n"])),), prompt_target(), weeks=weeks)


def quick_redials() -> list[Line]:
    table = vectors("redial.csv")
    errors = []
    for row in range(0, table["n"].size, 4):
        case = {key: float(column[row]) for key, column in table.items()}
        found = quick_look(redial_input(case, weeks=2)).overall.answered_share
        errors.append(POINTS * ((found or 0.0) - case["answered_of_callers"]))
    seen = np.array(errors)
    return [
        Line("plus grand écart, points", 0.0, float(np.abs(seen).max()), allowed=6.0),
        Line("écart quadratique moyen, points", 0.0, float((seen**2).mean() ** 0.5), allowed=2.5),
        Line("écart moyen (il flatte), points", 0.0, float(seen.mean()), allowed=2.0),
    ]


CASES = (
    Case("erlang-a", "Équipe constante, patience exponentielle : Erlang A", steady_a),
    Case("erlang-b", "Personne n’attend : Erlang B", steady_b),
    Case("erlang-c", "Personne ne raccroche : Erlang C", steady_c),
    Case("semaine", "168 heures différentes, relèves comprises : chaîne exacte", varying),
    Case("rappels", "Rappels : chaîne exacte à deux dimensions", redials),
    Case("rappels-coup-d-oeil", "Rappels au coup d’œil, 24 cas : son erreur", quick_redials),
)
