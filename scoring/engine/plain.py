"""Dataclasses to plain JSON types: tuples become lists, days ISO dates, enums their value."""

import dataclasses
import datetime as dt
from enum import StrEnum
from typing import Any


def plain(value: Any) -> Any:
    """The same value in types that `json.dumps` takes. Dictionary keys become text."""
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
