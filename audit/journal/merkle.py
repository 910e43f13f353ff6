"""Merkle tree hashes of RFC 9162 (Certificate Transparency), section 2.1."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the 32-byte hash of an entry: SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the 32-byte hash of an inner node: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the Merkle tree hash of leaf hashes in order, in one pass and log(n) memory."""
    peaks: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, node = 1, leaf
        while peaks and peaks[-1][0] == size:
            left_size, left = peaks.pop()
            size, node = left_size + size, node_hash(left, node)
        peaks.append((size, node))
    return fold(peaks)


def fold(peaks: Sequence[tuple[int, bytes]]) -> bytes:
    """Join the perfect subtrees from the right, as RFC 9162 splits an uneven tree."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1][1]
    for _, left in reversed(peaks[:-1]):
        root = node_hash(left, root)
    return root
