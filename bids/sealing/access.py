"""When the content of a deposit may be read: after the opening, and only if the opening took it."""

from typing import IO

from ..enums import SubmissionState
from ..errors import StillSealed
from ..models import SubmissionFile
from . import store
from .holders import Held, Holder, may_open, register


def is_open(file: SubmissionFile) -> bool:
    """Ask the database, not the object in hand: late and replaced submissions are never open."""
    return SubmissionFile.objects.filter(
        pk=file.pk,
        submission__state=SubmissionState.OPENED,
        submission__tender__opened_at__isnull=False,
    ).exists()


register(Holder(SubmissionFile, is_open, container="submission_id"))


def open_sealed(file: Held) -> IO[bytes]:
    """Return a private copy of the content, for the caller to close; its ``name`` is a path.

    Raises StillSealed whoever asks before the opening, DamagedFile when the disk no longer holds
    what was received, NoSpaceLeft when there is no room for the copy.
    """
    if not may_open(file):
        raise StillSealed
    return store.release(file.sealed_ref, size=file.size_bytes, sha256=file.sha256)
