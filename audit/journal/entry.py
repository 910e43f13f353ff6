"""What of an event is hashed, and the check of a whole journal."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from .canonical import canonical_bytes
from .merkle import leaf_hash, root_of

FORMAT = "event/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is hashed; ``sequence`` counts from 1 without a gap."""

    sequence: int
    recorded_at: datetime
    kind: str
    actor_id: int | None
    actor_name: str
    tender_reference: str
    object_type: str
    object_id: str
    payload: dict[str, Any] = field(default_factory=dict)

    def digest(self) -> bytes:
        """Return the 32-byte leaf hash."""
        return leaf_hash(canonical_bytes({"format": FORMAT, **asdict(self)}))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of a check: entries read, Merkle root (32 bytes), and what is wrong with which entry."""

    size: int
    root: bytes
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.faults


def verify(entries: Iterable[tuple[Entry, bytes]]) -> Verdict:
    """Check (entry, stored leaf hash) pairs in order: no gap, no changed entry."""
    faults: list[str] = []
    leaves: list[bytes] = []
    for expected, (entry, stored) in enumerate(entries, start=1):
        if entry.sequence != expected:
            faults.append(f"événement {entry.sequence} : le numéro {expected} était attendu")
        if entry.digest() != stored:
            faults.append(f"événement {entry.sequence} : son contenu ne correspond plus à son empreinte")
        leaves.append(stored)
    return Verdict(size=len(leaves), root=root_of(leaves), faults=tuple(faults))
