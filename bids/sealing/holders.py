"""Which tables name sealed files: a later stage that seals adds its own, or the sweeper takes its files."""

from collections.abc import Iterator
from typing import Any, Protocol

from django.db.models import Model

from ..models import SubmissionFile


class Held(Protocol):
    """A row that names a sealed file and proves it."""

    pk: Any
    sealed_ref: str
    size_bytes: int
    sha256: str


_holders: list[type[Model]] = [SubmissionFile]


def register(model: type[Model]) -> None:
    """Add a model with the fields of `Held` (AppConfig.ready)."""
    if model not in _holders:
        _holders.append(model)


def held_files() -> Iterator[Any]:
    """Yield every row that names a sealed file."""
    for model in _holders:
        yield from model._default_manager.iterator()


def is_named(ref: str) -> bool:
    return any(model._default_manager.filter(sealed_ref=ref).exists() for model in _holders)
