"""Deposited bytes on disk: written whole or not at all, found again only by a random reference.

Only `bids.sealing.access` gives them back, and only after the opening.
"""

import errno
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from .envelope import DamagedFile, NoSpaceLeft, Readable, SealedFile, is_ref, new_ref

CHUNK: Final = 1024 * 1024
#: Left free beside every deposit, so that the database on the same disk can still write the receipt.
MARGIN: Final = 256 * CHUNK
#: What was not finished (written, received or being read) ends with this, and is swept after a day.
UNFINISHED: Final = ".part"

_NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def folder() -> Path:
    """Return the folder of sealed files, open to this account alone."""
    path = Path(settings.SEALED_DIR)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def require_space(size: int) -> None:
    """Raise NoSpaceLeft when ``size`` more bytes would leave the disk nearly full."""
    if shutil.disk_usage(folder()).free < size + MARGIN:
        raise NoSpaceLeft


def keep(stream: Readable, *, size: int) -> SealedFile:
    """Put away what ``stream`` gives (about ``size`` bytes), on disk for good when this returns.

    Raises NoSpaceLeft, or whatever the stream raises; nothing is left behind then.
    """
    require_space(size)
    ref = new_ref()
    part = folder() / f"{ref}{UNFINISHED}"
    try:
        sealed = _write(stream, part, ref)
        part.rename(folder() / ref)
        _sync_folder()
    except BaseException as error:
        part.unlink(missing_ok=True)
        discard(ref)
        if is_full(error):
            raise NoSpaceLeft from error
        raise
    return sealed


def is_full(error: BaseException) -> bool:
    """Is this the operating system saying that the disk is full?"""
    return isinstance(error, OSError) and error.errno in _NO_SPACE


def discard(ref: str) -> None:
    """Remove what a failed transaction will never name."""
    _path(ref).unlink(missing_ok=True)


def temporary() -> IO[bytes]:
    """Return a file of mode 0600 in the same folder, which vanishes when closed."""
    return tempfile.NamedTemporaryFile(dir=folder(), suffix=UNFINISHED)


def release(ref: str, *, size: int, sha256: str) -> IO[bytes]:
    """Return a private copy of the file, checked whole before its first byte is given.

    Raises DamagedFile (missing, cut or changed on disk) and NoSpaceLeft.
    """
    require_space(size)
    copy = temporary()
    try:
        with _open(ref) as source:
            found = _copy(source, copy, ref)
        _compare(found, SealedFile(ref, size, sha256))
    except BaseException:
        copy.close()
        raise
    copy.flush()
    copy.seek(0)
    return copy


def verify(ref: str, *, size: int, sha256: str) -> None:
    """Raise DamagedFile unless the file on disk is the one that was received; its content stays closed."""
    with _open(ref) as source, Path(os.devnull).open("wb") as nowhere:
        found = _copy(source, nowhere, ref)
    _compare(found, SealedFile(ref, size, sha256))


def _write(stream: Readable, part: Path, ref: str) -> SealedFile:
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        sealed = _copy(stream, target, ref)
        target.flush()
        os.fsync(target.fileno())
    return sealed


def _copy(source: Readable, target: IO[bytes], ref: str) -> SealedFile:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        target.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return SealedFile(ref, size, digest.hexdigest())


def _compare(found: SealedFile, expected: SealedFile) -> None:
    if found != expected:
        raise DamagedFile(expected.ref, "n’est plus identique à celui qui a été reçu")


def _open(ref: str) -> IO[bytes]:
    try:
        return _path(ref).open("rb")
    except FileNotFoundError as error:
        raise DamagedFile(ref, "a disparu") from error


def _path(ref: str) -> Path:
    if not is_ref(ref):
        raise ValueError("not a reference of this store")
    return folder() / ref


def _sync_folder() -> None:
    descriptor = os.open(folder(), os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
