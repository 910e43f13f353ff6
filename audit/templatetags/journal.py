"""How a value of an event's payload is read on a page."""

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def valeur(value: Any) -> str:
    """Return a value of a payload as text: a dash for nothing, JSON for lists and objects."""
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
