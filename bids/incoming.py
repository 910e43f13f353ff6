"""What a bidder hands over, before anything of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from audit.journal.canonical import canonical_bytes
from tenders.models import Lot

from .enums import FileRole
from .names import display_name
from .sealing.envelope import Readable, SealedFile

MAX_FILES = 50


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """One file; ``lot`` is None for a document of the whole candidature. ``size`` in bytes."""

    name: str
    stream: Readable
    size: int
    role: FileRole
    lot: Lot | None = None

    @property
    def shown_name(self) -> str:
        return display_name(self.name, fallback=FileRole(self.role).label)


def request_sha256(files: Sequence[IncomingFile], sealed: Sequence[SealedFile]) -> str:
    """Return what makes two sendings the same: lots, roles, names and content of their files, in order."""
    parts = [
        [file.lot.number if file.lot else None, str(file.role), file.shown_name, kept.sha256]
        for file, kept in zip(files, sealed, strict=True)
    ]
    return sha256(canonical_bytes(parts)).hexdigest()
