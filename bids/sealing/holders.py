"""Which tables name sealed files, and when each opens: a later stage that seals adds its own here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model

from ..enums import SubmissionState
from ..models import SubmissionFile

#: Asks the database, not the object in hand, whether the content of a row's file may be read.
IsOpen = Callable[[Any], bool]


class Held(Protocol):
    """A row that names a sealed file and proves it."""

    pk: Any
    sealed_ref: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A model with the fields of `Held`; container: the column of what its files were received in."""

    model: type[Model]
    is_open: IsOpen
    container: str


def is_opened(file: SubmissionFile) -> bool:
    """Late and replaced submissions are never open."""
    return SubmissionFile.objects.filter(
        pk=file.pk,
        submission__state=SubmissionState.OPENED,
        submission__tender__opened_at__isnull=False,
    ).exists()


_holders: dict[type[Model], Holder] = {
    SubmissionFile: Holder(SubmissionFile, is_opened, container="submission_id")
}


def register(holder: Holder) -> None:
    """Add a table at start-up; without it the sweeper would take its files for orphans."""
    _holders[holder.model] = holder


_destructions: list[Callable[[str], bool]] = []


def on_destroyed(check: Callable[[str], bool]) -> None:
    """Have ``check(id)`` say of a row whether a later stage decided to destroy its file (AppConfig.ready)."""
    _destructions.append(check)


def is_destroyed(file: Held) -> bool:
    return any(check(str(file.pk)) for check in _destructions)


def may_open(file: Held) -> bool:
    return _holders[type(file)].is_open(file)  # type: ignore[index]


def container_of(file: Held) -> str:
    """The id of the submission or the answer that the file came in."""
    return str(getattr(file, _holders[type(file)].container))  # type: ignore[index]


def held_files() -> Iterator[Any]:
    """Yield every row that names a sealed file."""
    for model in _holders:
        yield from model._default_manager.iterator()


def is_named(ref: str) -> bool:
    return any(model._default_manager.filter(sealed_ref=ref).exists() for model in _holders)
