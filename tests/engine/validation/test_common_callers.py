"""The same callers for two bids: how much surer their difference is than between strangers."""

import numpy as np

from scoring.engine import model
from scoring.engine.model import EngineInput
from scoring.engine.simulation.run import prepare_bid, replications
from scoring.engine.simulation.state import ANSWERED, FIRST
from tests.engine.validation.lines import mean_line
from tests.engine.validation.sites import handle, site

LOGNORMAL = handle(model.Distribution.LOGNORMAL)
UNCERTAIN = model.VolumeUncertainty(0.05, 0.05)
SIZE = 100


def shares(data: EngineInput, seed: int = 5) -> np.ndarray:
    flows = np.array([one.counts.flows[0] for one in replications(prepare_bid(data), seed, 0, SIZE)])
    found: np.ndarray = flows[:, ANSWERED] / flows[:, FIRST]
    return found


def test_pairs_agree_with_strangers_and_cost_far_fewer_replications() -> None:
    one, two = (shares(site(LOGNORMAL, fewer=fewer, volume_uncertainty=UNCERTAIN)) for fewer in (0, 1))
    stranger = shares(site(LOGNORMAL, fewer=1, volume_uncertainty=UNCERTAIN), seed=6)
    assert mean_line("", float((one - two).mean()), one - stranger).is_within
    assert (one - two).mean() > 0.0
    assert (one.var() + two.var()) / (one - two).var() > 11.0
