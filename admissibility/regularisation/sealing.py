"""When what a bidder answered may be read: once the answers are opened, and only the one that counts."""

from typing import IO

from bids.errors import StillSealed
from bids.sealing import store

from .enums import AnswerState, RoundState
from .models import RegularisationAnswer, RegularisationFile


def is_open(file: RegularisationFile) -> bool:
    """Ask the database, not the object in hand: late and replaced answers are never open."""
    return RegularisationFile.objects.filter(
        pk=file.pk, answer__state=AnswerState.OPENED, answer__round__state=RoundState.OPENED
    ).exists()


def open_sealed(file: RegularisationFile) -> IO[bytes]:
    """Return a private copy, for the caller to close.

    Raises StillSealed whoever asks before the opening, DamagedFile and NoSpaceLeft.
    """
    if not is_open(file):
        raise StillSealed
    return store.release(file.sealed_ref, size=file.size_bytes, sha256=file.sha256)


def text_of(answer: RegularisationAnswer) -> str:
    """Return the typed text of an opened answer, empty without any. Raises as `open_sealed`."""
    file = answer.files.filter(is_text=True).first()
    if file is None:
        return ""
    with open_sealed(file) as copy:
        return copy.read().decode()
