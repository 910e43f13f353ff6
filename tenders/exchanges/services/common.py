"""What the changes share."""

import hashlib

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.models import User

from ...models import Lot, Tender
from ..models import Answer, Question
from ..permissions import operators_of


def hold(tender: Tender) -> Tender:
    """Return the consultation as it is now, held: numbers follow each other, no state changes meanwhile."""
    held = Tender.objects.select_for_update(of=("self",), no_key=True).select_related("buyer")
    return held.get(pk=tender.pk)


def next_number(model: type[Question] | type[Answer], tender: Tender) -> int:
    """Return the next number of the consultation's questions or answers; it must be held."""
    last = model._default_manager.filter(tender=tender).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def require_lot(lot: Lot | None, tender: Tender) -> None:
    if lot is not None and lot.tender_id != tender.pk:
        raise ValidationError({"lot": "Ce lot n’est pas de cette consultation."})


def single_operator(actor: User) -> int | None:
    """Return the operator for which the person acts, None when there are several or none."""
    operators = operators_of(actor)
    return operators[0].pk if len(operators) == 1 else None


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
