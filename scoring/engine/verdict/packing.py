"""Replications as bytes: the same replications give the same bytes.

magic and version (8 bytes), sha256 of what follows (32), then zlib: sha256 of the input, of the code and of
the piece's name (32), then for each replication its arrays in the order of `_layout`, little-endian.
"""

import hashlib
import json
import zlib
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.engine import code_fingerprint
from scoring.engine.model import HOURS_PER_WEEK, EngineInput
from scoring.engine.simulation.collect import Counts, Replication, Weekly
from scoring.engine.simulation.state import FLOWS, WAITS
from scoring.engine.simulation.workload import FINE_SIZE, Workload
from scoring.engine.verdict.piece import Piece

MAGIC = b"CPPIECE\x01"
_LEVEL, _DIGEST = 6, 32
_INTEGER, _FLOAT = np.dtype("<i8"), np.dtype("<f8")
_Layout = dict[str, tuple[np.dtype[np.generic], tuple[int, ...]]]


def pack(asked: Workload, piece: Piece, found: list[Replication]) -> bytes:
    parts = [_identity(asked.data, piece)]
    layout = _layout(asked)
    for one in found:
        for name, (kind, shape) in layout.items():
            parts.append(_array(one, name).astype(kind, copy=False).reshape(shape).tobytes())
    body = zlib.compress(b"".join(parts), _LEVEL)
    return MAGIC + hashlib.sha256(body).digest() + body


def unpack(asked: Workload, piece: Piece, packed: bytes) -> list[Replication]:
    """Raises ValueError for anything that `pack` did not make of this piece, this input and this code."""
    head = len(MAGIC) + _DIGEST
    body = packed[head:]
    if packed[: len(MAGIC)] != MAGIC or packed[len(MAGIC) : head] != hashlib.sha256(body).digest():
        raise ValueError(f"{piece}: these are not the bytes of a piece")
    layout = _layout(asked)
    one = sum(kind.itemsize * int(np.prod(shape)) for kind, shape in layout.values())
    size = _DIGEST + one * (piece.last - piece.first)
    content = _inflated(body, size)
    if content[:_DIGEST] != _identity(asked.data, piece) or len(content) != size:
        raise ValueError(f"{piece}: these bytes come from another input, another code or another piece")
    return [_replication(layout, content, _DIGEST + one * k) for k in range(piece.last - piece.first)]


def _inflated(body: bytes, size: int) -> bytes:
    """At most one byte more than `size`, whatever the body says."""
    try:
        return zlib.decompressobj().decompress(body, size + 1)
    except zlib.error as error:
        raise ValueError("these bytes cannot be decompressed") from error


def _identity(data: EngineInput, piece: Piece) -> bytes:
    document = json.dumps(data.to_dict(), sort_keys=True, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256("\n".join([document, code_fingerprint(), str(piece)]).encode()).digest()


def _layout(asked: Workload) -> _Layout:
    """Type and shape of each array of a replication. aa, ab, bb are products of a and b."""
    lanes, types, groups = asked.lanes.size, asked.types.size, len(asked.data.groups)
    thresholds = len(asked.threshold_seconds)
    return {
        "flows": (_INTEGER, (lanes, FLOWS)),
        "waits": (_INTEGER, (lanes, WAITS, thresholds + 1)),
        "fine": (_INTEGER, (lanes, FINE_SIZE + 1)),
        "minutes": (_FLOAT, (lanes, 2)),
        "worked": (_FLOAT, (types, groups)),
        "handled": (_INTEGER, (types, groups)),
        "busy": (_FLOAT, (groups,)),
        "present": (_FLOAT, (groups,)),
        "overtime": (_FLOAT, (groups,)),
        "staffed": (_INTEGER, (groups,)),
        "high": (_INTEGER, (groups,)),
        "a": (_INTEGER, (types, HOURS_PER_WEEK)),
        "b": (_INTEGER, (types, HOURS_PER_WEEK)),
    }


def _array(one: Replication, name: str) -> NDArray[Any]:
    found: NDArray[Any] = getattr(one.weekly if name in ("a", "b") else one.counts, name)
    return found


def _replication(layout: _Layout, content: bytes, place: int) -> Replication:
    arrays: dict[str, NDArray[Any]] = {}
    for name, (kind, shape) in layout.items():
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(content, kind, count, place).reshape(shape)
        place += count * kind.itemsize
    a, b = arrays.pop("a"), arrays.pop("b")
    counts = Counts(**{field.name: arrays[field.name] for field in fields(Counts)})
    return Replication(counts, Weekly(a, b, a * a, a * b, b * b))
