"""The discrete-event simulation, by its usual name: what `scoring.engine.simulation` answers to a caller."""

from scoring.engine.simulation.result import SimulationResult
from scoring.engine.simulation.run import paired_difference, simulate, simulate_bids
from scoring.engine.simulation.state import Routing, Rules, ShiftEnd
from scoring.engine.simulation.statistics import Figure

__all__ = [
    "Figure",
    "Routing",
    "Rules",
    "ShiftEnd",
    "SimulationResult",
    "paired_difference",
    "simulate",
    "simulate_bids",
]
