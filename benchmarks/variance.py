"""What the exact twin and the same callers for all spare, in replications.

python -m benchmarks.variance
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.side_by_side import verdict
from scoring.engine import model
from scoring.engine.model import EngineInput
from scoring.engine.simulation.run import prepare_bid, replications
from scoring.engine.simulation.state import ANSWERED, FIRST, PLAIN, Rules, ShiftEnd
from scoring.engine.simulation.twin import with_exact_twin
from tests.engine.validation.sites import handle, site

LOGNORMAL = handle(model.Distribution.LOGNORMAL)
EXPONENTIAL = handle(model.Distribution.EXPONENTIAL)
UNCERTAIN = model.VolumeUncertainty(0.05, 0.05)
WEEKS, SIZE = 26, 100
TWINS = (
    ("exponential, teams counted by heads", site(EXPONENTIAL, weeks=WEEKS), Rules(ShiftEnd.FIRST_FREE)),
    ("exponential", site(EXPONENTIAL, weeks=WEEKS), PLAIN),
    ("lognormal", site(LOGNORMAL, weeks=WEEKS), PLAIN),
    ("lognormal, 8 % absent", site(LOGNORMAL, weeks=WEEKS, absence=0.08), PLAIN),
    ("lognormal, redials", site(LOGNORMAL, weeks=WEEKS, redial=model.Redial(0.5, 20.0)), PLAIN),
    ("lognormal, uncertain volume", site(LOGNORMAL, weeks=WEEKS, volume_uncertainty=UNCERTAIN), PLAIN),
)
PAIRS: tuple[tuple[str, dict[str, Any], int], ...] = (
    ("certain volume, one shift of 150 fewer", {}, 1),
    ("certain volume, five fewer", {}, 5),
    ("uncertain volume, one fewer", {"volume_uncertainty": UNCERTAIN}, 1),
    ("uncertain volume, five fewer", {"volume_uncertainty": UNCERTAIN}, 5),
)


def shares(data: EngineInput) -> NDArray[np.float64]:
    flows = np.array([one.counts.flows[0] for one in replications(prepare_bid(data), 5, 0, SIZE)])
    found: NDArray[np.float64] = flows[:, ANSWERED] / flows[:, FIRST]
    return found


def main() -> None:
    print(f"The exact twin, {SIZE} replications of {WEEKS} weeks: variance divided by")
    best = []
    for name, data, rules in TWINS:
        found = with_exact_twin(data, replications=SIZE, seed=3, rules=rules)
        ratios = [one.variance_ratio or 0.0 for one in (found.answered_share, found.service_level)]
        best.append(ratios[0])
        print(f"  {name:<40} answered {ratios[0]:8.1f}   within 20 s {ratios[1]:8.1f}")
    print(f"The same callers, {SIZE} replications: variance of the difference between two bids divided by")
    pairs = []
    for name, changes, fewer in PAIRS:
        one, two = (shares(site(LOGNORMAL, weeks=WEEKS, fewer=k, **changes)) for k in (0, fewer))
        pairs.append(float((one.var() + two.var()) / (one - two).var()))
        print(f"  {name:<40} {pairs[-1]:8.1f}   (difference {100 * (one - two).mean():.2f} points)")
    verdict("least of the pairs", min(pairs), 11.0, at_least=True)
    verdict("least of the twins", min(best), 5.0, at_least=True)


if __name__ == "__main__":
    main()
