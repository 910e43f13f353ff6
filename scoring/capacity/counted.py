"""What an offer is measured on: of the roster promised, what its staff can lawfully work. Pure."""

from scoring.capacity.lawful import lawful_shares
from scoring.capacity.variants import with_presence
from scoring.engine.feasibility import paper_check
from scoring.engine.model import EngineInput


def counted(promised: EngineInput) -> EngineInput:
    """The input in which each group keeps the share of its hours that it can lawfully work."""
    return with_presence(promised, lawful_shares(paper_check(promised).to_dict()))
