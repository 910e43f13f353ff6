"""Simulating one piece."""

from collections.abc import Callable
from functools import lru_cache

from scoring.engine.model import EngineInput
from scoring.engine.simulation.collect import Replication
from scoring.engine.simulation.run import Bid, prepare_bid, replicate
from scoring.engine.simulation.scenario import draw
from scoring.engine.simulation.state import Rules
from scoring.engine.simulation.workload import Workload, workload
from scoring.engine.verdict.design import world
from scoring.engine.verdict.packing import pack
from scoring.engine.verdict.piece import Piece
from scoring.engine.verdict.variants import Band, Variant, scenario_of, variant_of

OnStep = Callable[[int, int], None]


@lru_cache(maxsize=1)
def prepared(data: EngineInput, rules: Rules) -> Bid:
    return prepare_bid(data, rules)


@lru_cache(maxsize=1)
def asked_of(data: EngineInput) -> Workload:
    return workload(data)


def simulate_piece(data: EngineInput, piece: Piece, on_step: OnStep | None = None) -> bytes:
    """The piece's replications, packed: two workers give the same bytes. on_step(done, of) counts them.

    Raises ValueError for a piece that this input has not, InvalidInputError (a ValueError) for an input that
    cannot be simulated.
    """
    variant = variant_of(data, piece.variant)
    if not 0 <= piece.first < piece.last <= variant.replications:
        raise ValueError(f"{piece}: there are {variant.replications} replications of this variant")
    found = []
    for number in range(piece.first, piece.last):
        found.append(_replication(data, variant, number))
        if on_step:
            on_step(number - piece.first + 1, piece.last - piece.first)
    return pack(asked_of(data), piece, found)


def _replication(data: EngineInput, variant: Variant, number: int) -> Replication:
    if variant.band is Band.INPUTS:
        bid = prepare_bid(world(data.uncertainty, number).apply(data), variant.rules)
    else:
        bid = prepared(data, variant.rules)
    return replicate(bid, draw(bid.asked, data.seed, scenario_of(data, variant, number)))
