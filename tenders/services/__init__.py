"""Every change of a consultation: keyword-only, by an actor, at a moment, in one transaction."""

from .drafts import create_tender, discard_tender, save_tender_fields
from .editing import Save, section_digest
from .lots import add_lot, remove_lot, save_lot_fields, save_lots
from .reference_cases import draft_reference_case
from .rules import (
    replace_criteria,
    replace_price_lines,
    replace_requirements,
    save_ess_clause,
    save_subcontracting,
)
from .state import abandon_tender, publish_tender, transition
from .volumes import replace_contact_types, replace_profile

__all__ = [
    "Save",
    "abandon_tender",
    "add_lot",
    "create_tender",
    "discard_tender",
    "draft_reference_case",
    "publish_tender",
    "remove_lot",
    "replace_contact_types",
    "replace_criteria",
    "replace_price_lines",
    "replace_profile",
    "replace_requirements",
    "save_ess_clause",
    "save_lot_fields",
    "save_lots",
    "save_subcontracting",
    "save_tender_fields",
    "section_digest",
    "transition",
]
