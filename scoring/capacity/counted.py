"""What an offer is measured on: of the roster promised, what its staff can lawfully work. Pure.

A quick look takes mean presence: each group keeps a share of it. A simulation follows persons: each group
leaves shifts empty, evenly, until as many hours are left.
"""

from scoring.capacity.lawful import lawful_shares
from scoring.capacity.variants import with_fewer_duties, with_presence
from scoring.engine.feasibility import paper_check
from scoring.engine.model import EngineInput


def counted(promised: EngineInput) -> EngineInput:
    """For quick looks: each group keeps the share of its hours that it can lawfully work."""
    return with_presence(promised, lawful_shares(paper_check(promised).to_dict()))


def simulated(promised: EngineInput) -> EngineInput:
    """For simulations: each group works whole shifts, as many as it lawfully can."""
    return with_fewer_duties(promised, lawful_shares(paper_check(promised).to_dict()))
