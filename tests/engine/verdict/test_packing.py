"""Bytes of a piece: the same for the same work, refused for anything else."""

import zlib
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.simulation.collect import Counts, Weekly
from scoring.engine.simulation.run import prepare_bid, replications
from scoring.engine.verdict import Piece, simulate_piece
from scoring.engine.verdict.packing import MAGIC, pack, unpack
from scoring.engine.verdict.simulating import asked_of
from tests.engine.verdict.sites import pool, two_queues

DATA, PIECE = two_queues(), Piece("base", 2, 4)


def test_what_is_unpacked_is_what_was_packed() -> None:
    found = replications(prepare_bid(DATA), DATA.seed, 2, 4)
    for before, after in zip(found, unpack(asked_of(DATA), PIECE, simulate_piece(DATA, PIECE)), strict=True):
        for part in (Counts, Weekly):
            there, here = ((one.counts if part is Counts else one.weekly) for one in (before, after))
            assert all(np.array_equal(getattr(there, f.name), getattr(here, f.name)) for f in fields(part))


def test_the_same_work_gives_the_same_bytes() -> None:
    assert simulate_piece(DATA, PIECE) == simulate_piece(replace(DATA), PIECE)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_garbage_is_refused(garbage: bytes, keep: int) -> None:
    packed = simulate_piece(DATA, PIECE)
    for wrong in (garbage, packed[:keep] + garbage, MAGIC + garbage, packed + b"\0"):
        with pytest.raises(ValueError, match="bytes"):
            unpack(asked_of(DATA), PIECE, wrong)


def test_a_changed_byte_is_seen() -> None:
    packed = bytearray(simulate_piece(DATA, PIECE))
    packed[len(packed) // 2] ^= 1
    with pytest.raises(ValueError, match="not the bytes of a piece"):
        unpack(asked_of(DATA), PIECE, bytes(packed))


def test_the_bytes_of_another_input_or_piece_are_refused() -> None:
    packed = simulate_piece(DATA, PIECE)
    with pytest.raises(ValueError, match="another"):
        unpack(asked_of(DATA), Piece("base", 3, 5), packed)
    with pytest.raises(ValueError, match="another"):
        unpack(asked_of(pool()), PIECE, packed)


def test_a_bomb_is_not_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, packed = asked_of(DATA), simulate_piece(DATA, PIECE)
    content = zlib.decompress(packed[len(MAGIC) + 32 :])
    monkeypatch.setattr(zlib, "compress", lambda *_: zlib_of(content + bytes(50_000_000)))
    bomb = pack(asked, PIECE, replications(prepare_bid(DATA), DATA.seed, 2, 4))
    with pytest.raises(ValueError, match="another"):
        unpack(asked, PIECE, bomb)


def zlib_of(content: bytes) -> bytes:
    deflate = zlib.compressobj(6)
    return deflate.compress(content) + deflate.flush()
