"""However a copy ends, none of its processes is left, and nothing is lost."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from launcher import procfs
from tests.launcher.conftest import Copy, begin, free_port, run

GONE_SECONDS = 10


def assert_nothing_left(copy: Copy, members: dict[int, int], run_dir: str) -> None:
    """Check processes, sockets and record, within seconds."""
    left = procfs.wait_gone(members, seconds=GONE_SECONDS)
    assert not left, [procfs.command_line(pid) for pid in left]
    limit = time.monotonic() + GONE_SECONDS
    while (copy.state / "copie.json").exists() or Path(run_dir).exists():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_a_request_to_stop_leaves_nothing(start: Callable[[], Copy]) -> None:
    copy = start()
    members, run_dir = copy.family(), copy.record().run_dir
    copy.process.send_signal(signal.SIGTERM)
    assert copy.process.wait(60) == 0
    assert_nothing_left(copy, members, run_dir)
    assert "database system is shut down" in (copy.state / "logs/postgres.log").read_text()


def test_a_killed_launcher_leaves_nothing_and_the_next_start_recovers(start: Callable[[], Copy]) -> None:
    copy = start()
    members, run_dir = copy.family(), copy.record().run_dir
    assert len(members) > 10, "web workers, pool processes and database processes are all counted"
    copy.process.kill()
    copy.process.wait()
    assert_nothing_left(copy, members, run_dir)
    again = run(copy.state, "manage", "migrate", "--check", "-v", "0")
    assert again.returncode == 0, again.stderr


def test_a_killed_launcher_and_guardian_leave_nothing_either(folder: Path) -> None:
    waiting = "print('ready', flush=True); import time; time.sleep(600)"
    copy = begin(folder, free_port(), "manage", "shell", "-v", "0", "-c", waiting)
    copy.wait_until("ready")
    members = copy.family()
    guardian = next(pid for pid in members if "launcher.guardian" in procfs.command_line(pid))
    for pid in (guardian, copy.process.pid):
        os.kill(pid, signal.SIGKILL)
    copy.process.wait()
    left = procfs.wait_gone(members, seconds=GONE_SECONDS)
    assert not left, [procfs.command_line(pid) for pid in left]
    assert "Reprise après un arrêt brutal" in run(copy.state, "manage", "check").stderr


def test_the_death_of_one_stops_all_and_names_it(start: Callable[[], Copy]) -> None:
    copy = start()
    members, run_dir = copy.family(), copy.record().run_dir
    os.kill(copy.member("worker"), signal.SIGKILL)
    assert copy.process.wait(60) == 1
    assert "Le processus de calcul (Celery) s’est arrêté de façon inattendue (signal 9)." in copy.says()
    assert_nothing_left(copy, members, run_dir)
