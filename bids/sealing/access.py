"""When the content of a deposit may be read: after the opening, and only if the opening took it."""

from typing import IO

from ..errors import StillSealed
from . import store
from .holders import Held, may_open


def open_sealed(file: Held) -> IO[bytes]:
    """Return a private copy of the content, for the caller to close; its ``name`` is a path.

    Raises StillSealed whoever asks before the opening, DamagedFile when the disk no longer holds
    what was received, NoSpaceLeft when there is no room for the copy.
    """
    if not may_open(file):
        raise StillSealed
    return store.release(file.sealed_ref, size=file.size_bytes, sha256=file.sha256)
