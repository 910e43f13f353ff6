"""Ten bids for the lead case, the same callers for all, on one core: against one single-pool year in C.

    python -m benchmarks.ten_bids [REPLICATIONS]

The bids differ by who comes, by absence, by training and by how many chats a person holds. Processor time,
the two in turn all along, sums compared with sums: other work on the machine counts for little. Peak memory
is that of the whole process.
"""

import dataclasses
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.side_by_side import verdict
from benchmarks.simulation_vs_c import compile_c, in_c
from scoring.engine import model
from scoring.engine.simulation.run import Bid, prepare_bid, replicate
from scoring.engine.simulation.scenario import draw
from tests.engine.builders import lead_case

BIDS = 10
# 15 s for 1,000 bid-years, on a machine where the program in C takes 5.3 ms a year.
TARGET = 15.0 / 5.3


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


class Spent(NamedTuple):
    """Seconds of processor time for all replications: the draws, the ten bids, and as many years in C."""

    draws: float
    simulation: float
    c: float


def side_by_side(ready: list[Bid], program: Path, replications: int) -> Spent:
    """Both in turn, replication after replication: whatever slows the machine slows both."""
    draws, simulation, c = 0.0, 0.0, 0.0
    for number in range(replications):
        start = time.process_time()
        callers = draw(ready[0].asked, 1, number)
        middle = time.process_time()
        for bid in ready:
            replicate(bid, callers)
        draws, simulation = draws + middle - start, simulation + time.process_time() - middle
        c += in_c(program, BIDS)[0]
    return Spent(draws, simulation, c)


def main(replications: int) -> None:
    ready = [prepare_bid(data) for data in bids()]
    with tempfile.TemporaryDirectory() as folder:
        program = compile_c(Path(folder))
        side_by_side(ready, program, 1)
        spent = side_by_side(ready, program, replications)
    total = spent.draws + spent.simulation
    engine, c = total / replications / BIDS, spent.c / replications
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"a single-pool year in C  {c * 1e3:8.2f} ms")
    print(f"a bid-year               {engine * 1e3:8.2f} ms, draws {spent.draws / total:.0%} of it")
    print(f"1000 bid-years           {engine * 1000:8.2f} s of one core")
    verdict("a bid-year over the year in C", engine / c, TARGET, at_least=False)
    verdict("peak memory, MB", memory, 500.0, at_least=False)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
