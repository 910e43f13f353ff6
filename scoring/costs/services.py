"""Adding a dated value to the parameters of the cost floor. Nothing is ever changed or removed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Organisation, User
from audit.enums import EventKind
from audit.services import record
from scoring.engine.labour_rates import RateKind

from .models import LabourRate
from .permissions import can_add_rates


@dataclass(frozen=True, slots=True)
class RateData:
    """What an officer writes: shares of 0 to 1, euros an hour, or a pure number, by the kind's unit."""

    kind: RateKind
    value: Decimal
    value_high: Decimal
    applies_from: date
    source: str
    to_verify: bool
    reason: str


@transaction.atomic
def add_rate(*, buyer: Organisation, data: RateData, actor: User, now: datetime) -> LabourRate:
    """Append a value of the buyer's own. Raises PermissionDenied, ValidationError (by field)."""
    if not can_add_rates(actor, buyer):
        raise PermissionDenied("Seul un agent de cet acheteur ajoute une valeur à ses paramètres de coût.")
    rate = LabourRate(buyer=buyer, entered_by=actor, entered_at=now, **asdict(data))
    rate.full_clean()
    rate.save(force_insert=True)
    payload = {name: str(value) for name, value in asdict(data).items()}
    record(
        kind=EventKind.LABOUR_RATE_ADDED,
        actor=actor,
        now=now,
        subject=rate,
        payload={**payload, "to_verify": data.to_verify, "buyer": str(buyer)},
    )
    return rate
