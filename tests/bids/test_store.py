"""Deposited bytes are put away whole or not at all, and a changed byte is found."""

import errno
import io
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from bids.sealing import store
from bids.sealing.envelope import DamagedFile, NoSpaceLeft, SealedFile


class Failing(io.BytesIO):
    """A stream that gives a little, then breaks."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(b"debut")
        self.error = error

    def read(self, size: int | None = -1, /) -> bytes:
        chunk = super().read(size)
        if not chunk:
            raise self.error
        return chunk


def kept(data: bytes = b"contenu") -> SealedFile:
    return store.keep(io.BytesIO(data), size=len(data))


def left_behind(settings: Settings) -> list[str]:
    return [path.name for path in Path(settings.SEALED_DIR).iterdir()]


def test_file_is_private_and_named_by_chance(settings: Settings) -> None:
    first, second = kept(), kept()
    path = Path(settings.SEALED_DIR) / first.ref
    assert path.stat().st_mode & 0o777 == 0o600
    assert Path(settings.SEALED_DIR).stat().st_mode & 0o777 == 0o700
    assert first.ref != second.ref
    assert first.sha256 == second.sha256


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.binary(max_size=5000))
def test_what_is_kept_is_given_back(data: bytes) -> None:
    sealed = kept(data)
    with store.release(sealed.ref, size=sealed.size, sha256=sealed.sha256) as copy:
        assert copy.read() == data


@pytest.mark.parametrize("error", [ValueError("coupe"), KeyboardInterrupt()])
def test_broken_stream_leaves_nothing(settings: Settings, error: BaseException) -> None:
    with pytest.raises(type(error)):
        store.keep(Failing(error), size=10)
    assert left_behind(settings) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_is_said_and_leaves_nothing(settings: Settings, code: int) -> None:
    with pytest.raises(NoSpaceLeft, match="Rien n’a été enregistré"):
        store.keep(Failing(OSError(code, "plein")), size=10)
    assert left_behind(settings) == []


def test_nearly_full_disk_is_refused_before_writing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=store.MARGIN + 9))
    with pytest.raises(NoSpaceLeft):
        store.keep(io.BytesIO(b"0123456789"), size=10)
    assert left_behind(settings) == []


def spoil(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    match how:
        case "changed":
            data[2] ^= 1
        case "cut":
            del data[-1]
        case "longer":
            data += b"x"
    path.write_bytes(data)


@pytest.mark.parametrize("how", ["changed", "cut", "longer"])
def test_changed_byte_is_found(settings: Settings, how: str) -> None:
    sealed = kept()
    spoil(Path(settings.SEALED_DIR) / sealed.ref, how)
    with pytest.raises(DamagedFile, match="n’est plus identique"):
        store.release(sealed.ref, size=sealed.size, sha256=sealed.sha256)
    with pytest.raises(DamagedFile):
        store.verify(sealed.ref, size=sealed.size, sha256=sealed.sha256)


def test_lost_file_is_found() -> None:
    sealed = kept()
    store.discard(sealed.ref)
    with pytest.raises(DamagedFile, match="a disparu"):
        store.verify(sealed.ref, size=sealed.size, sha256=sealed.sha256)


@pytest.mark.parametrize("ref", ["../secret", "", "A" * 40, "0" * 39, "/etc/passwd"])
def test_only_references_reach_the_disk(ref: str) -> None:
    with pytest.raises(ValueError, match="not a reference"):
        store.discard(ref)
