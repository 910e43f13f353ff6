"""Ten bids for the lead case, the same callers for all, on one core: against one single-pool year in C.

    python -m benchmarks.ten_bids [REPLICATIONS]

The bids differ by who comes, by absence, by training and by how many chats a person holds. Processor time,
the two in turn all along; means are compared with means and minima with minima, which other work on the
machine lengthens less. Peak memory is that of the whole process.
"""

import dataclasses
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.side_by_side import verdict
from benchmarks.simulation_vs_c import compile_c, in_c
from scoring.engine import model
from scoring.engine.simulation.run import Bid, prepare_bid, replicate
from scoring.engine.simulation.scenario import draw
from tests.engine.builders import lead_case

Floats = NDArray[np.float64]
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
    """Milliseconds of processor time by replication (R,): a bid-year, with its share of the draws; a year in
    C. Each is the mean of ten."""

    bid_year: Floats
    in_c: Floats


def side_by_side(ready: list[Bid], program: Path, replications: int) -> Spent:
    """Both in turn, replication after replication: whatever slows the machine slows both."""
    spent = Spent(np.empty(replications), np.empty(replications))
    for number in range(replications):
        start = time.process_time()
        callers = draw(ready[0].asked, 1, number)
        for bid in ready:
            replicate(bid, callers)
        spent.bid_year[number] = 1e3 * (time.process_time() - start) / BIDS
        spent.in_c[number] = 1e3 * in_c(program, BIDS)[0]
    return spent


def main(replications: int) -> None:
    ready = [prepare_bid(data) for data in bids()]
    with tempfile.TemporaryDirectory() as folder:
        program = compile_c(Path(folder))
        side_by_side(ready, program, 1)
        spent = side_by_side(ready, program, replications)
    for name, over in (("on average", np.mean), ("at best", np.min)):
        engine, c = float(over(spent.bid_year)), float(over(spent.in_c))
        print(f"{name:<11} a bid-year {engine:6.2f} ms, a year in C {c:6.2f} ms")
        verdict("one over the other", engine / c, TARGET, at_least=False)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdict("peak memory, MB", memory, 500.0, at_least=False)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
