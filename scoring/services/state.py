"""One change of state of a run: a conditional update and its event."""

from datetime import datetime
from typing import Any

from accounts.models import User
from audit.enums import EventKind
from audit.services import record

from ..errors import StaleRun
from ..lifecycle import RUN_TRANSITIONS
from ..models import CapacityRun


def transition(*, run: CapacityRun, name: str, **values: Any) -> CapacityRun:
    """Change the state by one conditional UPDATE that also sets ``values``; return the fresh row.

    A run that is over lets go of its pieces' bytes.
    Raises StaleRun when the run is not (or no longer) in a state that allows it. The caller writes the event.
    """
    step = RUN_TRANSITIONS[name]
    changed = CapacityRun.objects.filter(pk=run.pk, state__in=step.sources).update(
        state=step.target, **values
    )
    fresh = CapacityRun.objects.select_related("bid__lot__tender", "bid__organisation").get(pk=run.pk)
    if not changed:
        raise StaleRun(fresh.get_state_display())
    if not fresh.is_active:
        # Nobody reads them any more; what they were stays proven by their fingerprints.
        fresh.pieces.filter(content__isnull=False).update(content=None)
    return fresh


def tell(run: CapacityRun, kind: EventKind, *, actor: User | None, now: datetime, **payload: Any) -> None:
    """Write the event of a change of ``run``, with what identifies the computation."""
    record(
        kind=kind,
        actor=actor,
        now=now,
        subject=run,
        tender_reference=run.bid.lot.tender.reference,
        payload={"bid": run.bid_id, "method": run.method, "input_sha256": run.input_sha256, **payload},
    )
