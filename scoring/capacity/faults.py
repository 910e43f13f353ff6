"""Why an input cannot be computed, with the names of its teams and contact types instead of JSON places."""

import re
from collections.abc import Mapping
from typing import Any

from scoring.engine.faults import Fault, InvalidInputError

INTRODUCTION = "Le calcul ne peut pas se faire avec ces données."
PLACE = re.compile(r"^\$\.(groups|contact_types|targets)\[(\d+)\]\.?(.*)$")
WHAT = {
    "groups": ("équipe", "id"),
    "contact_types": ("type de contact", "label"),
    "targets": ("exigence ou critère", "label"),
}
SHOWN = 10


def reason_of(error: InvalidInputError, document: Mapping[str, Any]) -> str:
    """One sentence a fault, at most ten."""
    lines = [f"{place_of(fault, document)} : {fault.reason}." for fault in error.faults[:SHOWN]]
    more = len(error.faults) - SHOWN
    rest = [f"Et {more} autre{'s' if more > 1 else ''}."] if more > 0 else []
    return "\n".join([INTRODUCTION, *lines, *rest])


def place_of(fault: Fault, document: Mapping[str, Any]) -> str:
    """« équipe NUIT (shifts[0].days) », or the JSON place when it names neither team nor type."""
    found = PLACE.match(fault.path)
    if not found:
        return fault.path
    kind, rank, rest = found[1], int(found[2]), found[3]
    word, key = WHAT[kind]
    name = document[kind][rank].get(key, rank + 1)
    return f"{word} « {name} » ({rest})" if rest else f"{word} « {name} »"
