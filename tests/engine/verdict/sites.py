"""Small offers whose verdict takes a fraction of a second."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.engine import model
from scoring.engine.verdict import Piece, next_pieces, simulate_piece
from tests.engine.builders import answered_target, call, engine_input, group, prompt_target

CERTAIN = model.InputUncertainty(0.0, 0.0, 0.0, 0.0)


def pool(heads: int = 4, **changes: Any) -> model.EngineInput:
    """One queue, one team, one week."""
    data = engine_input(
        (call(volume_uncertainty=model.VolumeUncertainty(0.1, 0.1)),),
        (group(heads, absence_share=0.05),),
        answered_target(),
        prompt_target(),
        weeks=1,
    )
    return replace(data, **({"replications": 15, "precision": 0.0} | changes)).check()


def two_queues(**changes: Any) -> model.EngineInput:
    """Someone has to choose."""
    mail = call(id="mail", channel=model.Channel.EMAIL, patience=None, due_hours=24.0, annual_volume=10_000.0)
    data = engine_input((call(), mail), (group(4, skills=("call", "mail")),), answered_target(), weeks=1)
    return replace(data, **({"replications": 10, "precision": 0.0} | changes)).check()


def simulated(data: model.EngineInput) -> Mapping[Piece, bytes]:
    """Everything that the verdict needs."""
    done: dict[Piece, bytes] = {}
    while missing := next_pieces(data, done):
        done |= {piece: simulate_piece(data, piece) for piece in missing}
    return done
