"""Housekeeping of the sealed folder: what no deposit names goes, what a deposit names is checked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from . import store
from .envelope import DamagedFile, is_ref
from .holders import Held, held_files, is_destroyed, is_named

#: No deposit lasts a day: what is older and unnamed belongs to a process that died.
ORPHAN_AGE = timedelta(days=1)


def sweep_orphans(*, now: datetime) -> int:
    """Remove unfinished files and files that no row names, once a day old; return how many."""
    orphans = [path for path in _old_files(now) if not is_named(path.name)]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def damaged_files() -> Iterator[tuple[Held, DamagedFile]]:
    """Yield each deposited file whose bytes on disk are no longer those received; reads nothing to anyone."""
    for file in held_files():
        try:
            store.verify(file.sealed_ref, size=file.size_bytes, sha256=file.sha256)
        except DamagedFile as error:
            if not is_destroyed(file):
                yield file, error


def _old_files(now: datetime) -> Iterator[Path]:
    oldest_kept = (now - ORPHAN_AGE).timestamp()
    for path in store.folder().iterdir():
        if _modified_at(path) < oldest_kept and (path.suffix == store.UNFINISHED or is_ref(path.name)):
            yield path


def _modified_at(path: Path) -> float:
    """Seconds since 1970; a file that vanished meanwhile counts as new."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
