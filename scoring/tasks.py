"""What a worker does for this stage."""

from typing import Any

from outbox.registry import Lease

from .services import give_up_run


def compute_capacity(lease: Lease) -> None:
    """Do the next step of a run; the engine is loaded here, so that web processes start without it."""
    from .services.computing import compute

    compute(lease)


def simulate_piece(lease: Lease) -> None:
    """Simulate a piece of a run."""
    from .services.pieces import simulate

    simulate(lease)


def capacity_given_up(arguments: dict[str, Any]) -> None:
    """End the run of which a step or a piece was lost at each attempt."""
    give_up_run(run_id=arguments["run"])
