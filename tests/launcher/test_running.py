"""While a copy runs."""

import json
import urllib.request
from pathlib import Path

from tests.launcher.conftest import Copy, run


def test_the_site_says_that_all_parts_are_well(running: Copy) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/healthz", timeout=10) as answer:
        parts = json.load(answer)
    assert answer.status == 200
    assert set(parts.values()) == {"ok"}


def test_a_second_copy_on_the_same_state_is_refused(running: Copy) -> None:
    refused = run(running.state)
    assert refused.returncode == 1
    assert f"http://127.0.0.1:{running.port}/" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_a_reset_is_refused(running: Copy) -> None:
    refused = run(running.state, "reset", "--yes")
    assert refused.returncode == 1
    assert (running.state / "data/secret_key").exists()


def test_another_copy_on_its_port_is_refused_at_once(running: Copy, tmp_path: Path) -> None:
    refused = run(tmp_path / "state", "--port", str(running.port))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Le port {running.port} est déjà pris")
    assert not (tmp_path / "state/data/postgres").exists()


def test_manage_uses_its_database(running: Copy) -> None:
    shown = run(
        running.state,
        "manage",
        "shell",
        "-v",
        "0",
        "-c",
        "from django.conf import settings; print(settings.DATABASES)",
    )
    assert shown.returncode == 0, shown.stderr
    assert running.record().run_dir in shown.stdout


def test_the_database_listens_on_its_private_socket_alone(running: Copy) -> None:
    log = (running.state / "logs/postgres.log").read_text()
    assert f'listening on Unix socket "{running.record().run_dir}/pg/' in log
    assert "listening on IP" not in log


def test_secrets_are_closed_to_others(running: Copy) -> None:
    for path in (running.state / "data/secret_key", running.state / "copie.json"):
        assert path.stat().st_mode & 0o077 == 0
    assert Path(running.record().run_dir, "pg").stat().st_mode & 0o077 == 0
