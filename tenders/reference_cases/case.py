"""What a reference case says: rows as the services take them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReferenceCase:
    """One lot; dates are left to whoever drafts from it."""

    title: str
    object_fields: Row
    budget_fields: Row
    clauses: Row
    no_allotment_reason: str
    cpv: str
    lot_description: str
    calendar: Row
    weights: Sequence[Decimal]
    contact_types: Sequence[Row]
    requirements: Sequence[Row]
    criteria: Sequence[Row]
    ess: Row
    subcontracting: Row
    essential_tasks: Sequence[Row]
    price_lines: Sequence[Row]
