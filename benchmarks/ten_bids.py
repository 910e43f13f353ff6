"""Ten bids for the lead case, the same callers for all, on one core: against one single-pool year in C.

    python -m benchmarks.ten_bids [REPLICATIONS]

The bids differ by who comes, by absence, by training and by how many chats a person holds. Processor time,
so that other work on the machine counts for little; peak memory is that of the whole process.
"""

import dataclasses
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.simulation_vs_c import compile_c, in_c
from scoring.engine import model
from scoring.engine.simulation.run import Bid, prepare_bid, replicate
from scoring.engine.simulation.scenario import draw
from tests.engine.builders import lead_case

BIDS = 10


def bids() -> list[model.EngineInput]:
    lead = lead_case()
    return [
        dataclasses.replace(lead, groups=tuple(_varied(group, rank) for group in lead.groups))
        for rank in range(BIDS)
    ]


def _varied(group: model.Group, rank: int) -> model.Group:
    """One more person in the first `rank` modulo five shifts, and other habits."""
    shifts = tuple(
        dataclasses.replace(shift, headcount=shift.headcount + (k < rank % 5))
        for k, shift in enumerate(group.shifts)
    )
    return dataclasses.replace(
        group,
        shifts=shifts,
        absence_share=0.04 + 0.01 * rank,
        shrinkage_share=0.03 + 0.005 * rank,
        chat_concurrency=1 + rank % 3,
    )


def years(ready: list[Bid], replications: int) -> tuple[float, float]:
    """(seconds of draws, seconds of simulation) of all bids together."""
    draws, simulation = 0.0, 0.0
    for number in range(replications):
        start = time.process_time()
        callers = draw(ready[0].asked, 1, number)
        middle = time.process_time()
        for bid in ready:
            replicate(bid, callers)
        draws, simulation = draws + middle - start, simulation + time.process_time() - middle
    return draws, simulation


def main(replications: int) -> None:
    ready = [prepare_bid(data) for data in bids()]
    years(ready, 1)
    with tempfile.TemporaryDirectory() as folder:
        program = compile_c(Path(folder))
        before = in_c(program)[0]
        draws, simulation = years(ready, replications)
        c = min(before, in_c(program)[0])
    year = (draws + simulation) / replications / BIDS
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"a single-pool year in C  {c * 1e3:8.2f} ms")
    print(f"a bid-year               {year * 1e3:8.2f} ms, draws {draws / (draws + simulation):.0%} of it")
    print(f"ratio                    {year / c:8.2f}")
    print(f"1000 bid-years           {year * 1000:8.2f} s of one core")
    print(f"peak memory              {memory:8.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
