"""A year of one pool, draws included: the engine against C, SimPy and Ciw, side by side.

    python -m benchmarks.single_pool_year     (in an environment with benchmarks/requirements.txt)

120,000 calls of 20 minutes (lognormal), exponential patience of 4 minutes, six persons round the clock. The
team never changes: Ciw's schedules add a whole new team at each change of shift, and would be wrong.
"""

import datetime as dt
import math
import random
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import ciw  # type: ignore[import-not-found,unused-ignore]
import simpy  # type: ignore[import-not-found,unused-ignore]

from benchmarks import simulation_vs_c
from benchmarks.side_by_side import interleaved, shown, verdict
from scoring.engine import model
from scoring.engine.simulation.run import prepare_bid, replicate
from scoring.engine.simulation.scenario import draw
from scoring.engine.simulation.state import ANSWERED, FIRST, Rules, ShiftEnd

Steps = Generator[Any, Any, None]
AGENTS, CALLS, MINUTES = 6, 120_000.0, 524_160.0
HANDLE, PATIENCE = 20.0, 4.0
SIGMA = math.sqrt(math.log(2.0))
MU = math.log(HANDLE) - SIGMA**2 / 2
YEARS, CIW_PART = 20, 8  # Ciw is given an eighth of a year


def one_pool() -> model.EngineInput:
    item = model.ContactType(
        id="call",
        label="Appels",
        channel=model.Channel.CALL,
        language="fr",
        level=1,
        annual_volume=CALLS * 8766 / 8736,
        handle_time=model.HandleTime(HANDLE),
        patience=model.Patience(PATIENCE),
    )
    shifts = tuple(model.Shift(tuple(range(7)), start, start + 480, AGENTS) for start in (0, 480, 960))
    team = model.Group("team", "Équipe", model.Employer("fictif"), ("call",), shifts, declared_staff=40)
    return model.EngineInput(model.Calendar(dt.date(2027, 1, 4), 52, "UTC"), (item,), (team,)).check()


def engine() -> float:
    bid = prepare_bid(one_pool(), Rules(ShiftEnd.FIRST_FREE))
    flows = sum(replicate(bid, draw(bid.asked, 1, year)).counts.flows[0] for year in range(YEARS))
    return float(flows[ANSWERED] / flows[FIRST])


def with_simpy() -> float:
    site, tally = simpy.Environment(), [0, 0]
    agents = simpy.Resource(site, AGENTS)

    def caller() -> Steps:
        tally[0] += 1
        with agents.request() as asked:
            found = yield asked | site.timeout(random.expovariate(1 / PATIENCE))
            if asked in found:
                tally[1] += 1
                yield site.timeout(random.lognormvariate(MU, SIGMA))

    def callers() -> Steps:
        while True:
            yield site.timeout(random.expovariate(CALLS / MINUTES))
            site.process(caller())

    site.process(callers())
    site.run(until=MINUTES)
    return tally[1] / tally[0]


def with_ciw() -> float:
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(CALLS / MINUTES)],
        service_distributions=[ciw.dists.Lognormal(MU, SIGMA)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / PATIENCE)],
        number_of_servers=[AGENTS],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(MINUTES / CIW_PART)
    kinds = [record.record_type for record in simulation.get_all_records()]
    return kinds.count("service") / len(kinds)


def main() -> None:
    random.seed(1)
    engine()
    with tempfile.TemporaryDirectory() as folder:
        program = simulation_vs_c.compile_c(Path(folder))
        found = interleaved(
            {
                "engine, 20 years": engine,
                "SimPy, 1 year": with_simpy,
                "Ciw, an eighth": with_ciw,
                "C, 40 years": lambda: simulation_vs_c.in_c(program)[1],
            }
        )
        c_seconds = min(simulation_vs_c.in_c(program)[0] for _ in range(3))
    shown(found, "engine, 20 years", "answered")
    year = found["engine, 20 years"].seconds / YEARS
    print(f"engine {year * 1e3:.2f} ms a year, C {c_seconds * 1e3:.2f} ms a year")
    verdict("SimPy / engine", found["SimPy, 1 year"].seconds / year, 90.0, at_least=True)
    print(f"Ciw / engine: {CIW_PART * found['Ciw, an eighth'].seconds / year:,.0f}")
    verdict("engine / C", year / c_seconds, 1.5, at_least=False)


if __name__ == "__main__":
    main()
