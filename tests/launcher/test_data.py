"""Data that cannot be served, and data to forget."""

import os
from pathlib import Path

import pytest

from launcher import cluster, postgres
from launcher.errors import Refusal
from tests.launcher.conftest import free_port, run


def with_database(state: Path) -> Path:
    """Make a state folder with a database; return the folder of the database."""
    done = run(state, "manage", "check")
    assert done.returncode == 0, done.stderr
    elsewhere = state / "data/postgres.lieu"
    return Path(elsewhere.read_text()) if elsewhere.exists() else state / "data/postgres"


def test_data_of_another_version_are_refused_then_reset(folder: Path) -> None:
    state = folder / "state"
    (with_database(state) / "PG_VERSION").write_text("9\n")
    refused = run(state, "--no-demo", "--port", str(free_port()))
    assert refused.returncode == 1
    assert "ont été écrites par PostgreSQL 9" in refused.stderr
    assert run(state, "reset").returncode == 1, "without a terminal the answer must come with the command"
    emptied = run(state, "reset", "--yes")
    assert emptied.returncode == 0
    assert str(state / "data") in emptied.stdout
    assert not (state / "data/postgres").exists()


def test_a_state_behind_a_closed_door_has_its_data_elsewhere(folder: Path) -> None:
    folder.chmod(0o700)
    data = with_database(folder / "state")
    as_root = os.geteuid() == 0
    assert data.is_relative_to(folder) != as_root
    emptied = run(folder / "state", "reset", "--yes")
    assert str(data.parent) in emptied.stdout
    assert not data.exists()


def test_a_fresh_state_has_nothing_to_reset(tmp_path: Path) -> None:
    assert "aucune donnée" in run(tmp_path / "state", "reset").stdout


def test_the_version_must_match(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "PG_VERSION").write_text("18\n")
    monkeypatch.setattr(cluster, "major_version", lambda _programs: "18")
    cluster.require_same_version(tmp_path, tmp_path)
    monkeypatch.setattr(cluster, "major_version", lambda _programs: "17")
    with pytest.raises(Refusal, match=r"PostgreSQL 18.*PostgreSQL 17"):
        cluster.require_same_version(tmp_path, tmp_path)


def test_a_note_that_names_another_program_is_dropped(tmp_path: Path) -> None:
    note = tmp_path / "postmaster.pid"
    note.write_text("1\n/elsewhere\n")
    postgres.end_leftover(tmp_path)
    assert not note.exists()


def test_an_unknown_pg_bin_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(Refusal, match="PG_BIN="):
        cluster.programs(tmp_path / "python", None, tmp_path)
