"""What a worker does for this stage."""

from typing import Any

from outbox.registry import Lease

from .services import give_up_run


def compute_capacity(lease: Lease) -> None:
    """Compute the run of the lease; the engine is loaded here, so that web processes start without it."""
    from .services.computing import compute

    compute(lease)


def capacity_given_up(arguments: dict[str, Any]) -> None:
    """End the run whose workers died at each attempt."""
    give_up_run(run_id=arguments["run"])
