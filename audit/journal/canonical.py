"""One and only one sequence of bytes for a value, so that anyone can recompute a hash."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any


def canonical_bytes(value: Any) -> bytes:
    """Return the canonical UTF-8 JSON of ``value``: keys sorted, no blanks, no floats.

    Accepts None, bool, int, str, lists, tuples and dicts with str keys. Decimals become strings,
    moments ISO 8601 in UTC with microseconds. Raises TypeError for anything else (floats above
    all: two machines may print them differently).
    """
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """Return ``value`` made of JSON's own types, or raise TypeError."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return str(value)
        case datetime():
            return moment(value)
        case list() | tuple():
            return [plain(item) for item in value]
        case dict():
            return {key_of(key): plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no canonical form")


def key_of(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError("only str keys have a canonical form")
    return key


def moment(value: datetime) -> str:
    """Return an aware moment as ``2026-11-21T19:04:33.000000Z``."""
    if value.tzinfo is None:
        raise TypeError("a moment without time zone has no canonical form")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
