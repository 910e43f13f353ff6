"""The verdict on an offer: replications until precise enough, and three bands kept apart.

Cut in pieces that any worker may simulate: `next_pieces` says which, `simulate_piece` does one,
`give_verdict` puts them together; `verdict` does all of it in one process, with the same numbers.
"""

from scoring.engine.verdict.document import SCHEMA, give_verdict, verdict
from scoring.engine.verdict.pairs import paired
from scoring.engine.verdict.piece import Piece
from scoring.engine.verdict.planning import expected_pieces, next_pieces
from scoring.engine.verdict.simulating import simulate_piece

__all__ = [
    "SCHEMA",
    "Piece",
    "expected_pieces",
    "give_verdict",
    "next_pieces",
    "paired",
    "simulate_piece",
    "verdict",
]
