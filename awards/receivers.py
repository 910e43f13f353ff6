"""What awards does when a lower stage speaks."""

from typing import Any

from scoring.models import CapacityRun

from .services import hint_at_ranking


def on_run_completed(*, run: CapacityRun, **_: Any) -> None:
    """Ask for the ranking in the transaction in which the last run of a lot ended."""
    hint_at_ranking(run=run)
