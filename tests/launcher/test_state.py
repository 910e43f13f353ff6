"""The state folder."""

import os
from pathlib import Path

import pytest

from launcher import procfs, state
from launcher.errors import Refusal
from launcher.record import Member, Record


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "these.odt").touch()
    with pytest.raises(Refusal, match="contient déjà autre chose"):
        state.open_state(tmp_path)


def test_a_folder_is_opened_again(tmp_path: Path) -> None:
    first = state.open_state(tmp_path / "state")
    assert state.open_state(tmp_path / "state") == first


def test_the_tests_have_their_own_data_and_share_the_tools(tmp_path: Path) -> None:
    ours = state.open_state(tmp_path / "state")
    assert ours.for_tests().data != ours.data
    assert ours.for_tests().tools == ours.tools


def test_too_little_space_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "free_bytes", lambda _path: 12_000_000)
    with pytest.raises(Refusal, match=r"Il faut 2,0\sGo libres .* il en reste 12,0\sMo"):
        state.require_space(tmp_path, 2 * state.GIGABYTE)


def test_the_secret_is_drawn_once(tmp_path: Path) -> None:
    ours = state.open_state(tmp_path / "state")
    drawn = state.secret_key(ours)
    assert len(drawn) >= 50
    assert state.secret_key(ours) == drawn


def test_the_fingerprint_follows_the_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(state, "CHECKOUT", tmp_path)
    source = tmp_path / "a.ts"
    source.write_text("1")
    before = state.fingerprint([source])
    source.write_text("2")
    assert state.fingerprint([source]) != before


def test_the_private_folder_leaves_room_for_a_socket_name() -> None:
    folder = state.make_run_dir()
    try:
        assert len(str(folder / "pg/.s.PGSQL.5432.lock")) <= 107
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        folder.rmdir()


def test_a_held_folder_is_refused(tmp_path: Path) -> None:
    ours = state.open_state(tmp_path / "state")
    lock = state.take_lock(ours)
    try:
        with pytest.raises(Refusal, match="Une autre commande"):
            state.take_lock(ours)
    finally:
        os.close(lock)


def test_a_record_survives_writing(tmp_path: Path) -> None:
    record = Record(tmp_path / "copie.json", 12, 34, "", members=[Member("web", 56, 78, 15)])
    record.save()
    assert Record.load(record.path) == record


def test_a_number_used_again_is_another_process() -> None:
    ticks = procfs.start_ticks(os.getpid())
    assert ticks is not None
    assert procfs.is_alive(os.getpid(), ticks)
    assert not procfs.is_alive(os.getpid(), ticks + 1)
