"""Frozen records as JSON values and back: exact fields, exact types, no guessing."""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def plain(value: Any) -> Any:
    """Decimal become strings, tuples lists, records objects by field."""
    if isinstance(value, Decimal):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if _is_named_tuple(type(value)):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def typed_record(kind: type[Record], data: Any) -> Record:
    """Raise ValueError on a missing or unknown field, or a value of another type."""
    hints = get_type_hints(kind)
    if not isinstance(data, Mapping) or set(data) != set(hints):
        raise ValueError(f"{kind.__name__}: exactly the fields {sorted(hints)} expected")
    return kind(**{name: _typed(hint, data[name], name) for name, hint in hints.items()})


def _typed(hint: Any, value: Any, name: str) -> Any:
    if get_origin(hint) is UnionType:
        return None if value is None else _typed(_without_none(hint), value, name)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_typed(get_args(hint)[0], item, name) for item in value)
    if hint is Decimal and isinstance(value, str):
        return _decimal(value, name)
    if hint in {int, str, bool} and type(value) is hint:
        return value
    if get_origin(hint) is Literal and value in get_args(hint):
        return value
    if dataclasses.is_dataclass(hint) or _is_named_tuple(hint):
        return typed_record(hint, value)
    raise ValueError(f"{name}: {value!r} is not of the expected type")


def _without_none(hint: Any) -> Any:
    (kind,) = (part for part in get_args(hint) if part is not NoneType)
    return kind


def _is_named_tuple(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def _decimal(value: str, name: str) -> Decimal:
    try:
        number = Decimal(value)
    except ArithmeticError as error:
        raise ValueError(f"{name}: {value!r} is not a decimal number") from error
    if not number.is_finite():
        raise ValueError(f"{name}: {value!r} is not finite")
    return number
