"""The two services below the application, and the environment in which its programs find them."""

import contextlib
import os
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from launcher import guardian, postgres, procfs, python_env, say, valkey
from launcher.cluster import Cluster, cluster_for
from launcher.errors import Interrupted
from launcher.processes import Crew
from launcher.record import Record
from launcher.state import State, make_run_dir, require_space, secret_key, take_lock

#: Room for logs and notes; each step that writes more asks for its own.
WORKING_BYTES = 50_000_000
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Site:
    """A copy whose database and broker answer."""

    crew: Crew
    state: State
    python: Path
    environment: Mapping[str, str]


def raise_on_signals() -> None:
    """Turn the first request to stop into Interrupted; say the next ones are heard.

    Set even when the signal came in ignored, as it does for a command put in the background by a script.
    """

    def interrupt(signum: int, _frame: FrameType | None) -> None:
        be_patient()
        raise Interrupted(signum)

    for signum in STOP_SIGNALS:
        signal.signal(signum, interrupt)


def be_patient() -> None:
    """From here on, a request to stop only gets the answer that the stop is under way."""
    for signum in STOP_SIGNALS:
        signal.signal(signum, lambda _signum, _frame: say.line("Arrêt en cours, encore un instant."))


def clean_up_after(state: State) -> None:
    """End what a killed launcher and a killed guardian left behind."""
    record = Record.load(state.record_path)
    if record is not None:
        with say.step("Reprise après un arrêt brutal"):
            guardian.end_members(record.members)
            record.erase()


def gather(record: Record, state: State, lock: int) -> Crew:
    """Return a crew; if it cannot even be noted (full disk), leave no folder behind."""
    try:
        return Crew(state, record, lock)
    except BaseException:
        record.erase()
        raise


@contextlib.contextmanager
def open_crew(state: State, *, port: int = 0) -> Iterator[Crew]:
    """Hold the state folder; on leaving, by whatever way, stop every process and leave nothing behind."""
    lock = take_lock(state)
    try:
        clean_up_after(state)
        require_space(state.root, WORKING_BYTES)
        ticks = procfs.start_ticks(os.getpid()) or 0
        record = Record(state.record_path, os.getpid(), ticks, str(make_run_dir()), port)
        crew = gather(record, state, lock)
        try:
            yield crew
        finally:
            be_patient()
            crew.stop()
    finally:
        os.close(lock)


def django_environment(state: State, cluster: Cluster, sockets: Path, *, port: int) -> dict[str, str]:
    """Return the environment of every program of the application."""
    broker = sockets / "valkey.sock"
    return python_env.clean_environment() | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": cluster.url,
        "BROKER_URL": f"redis+socket://{broker}?virtual_host=0",
        "CACHE_URL": f"unix://{broker}?db=1",
        "SECRET_KEY": secret_key(state),
        "STATE_DIR": str(state.files),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DEBUG": "0",
        "PYTHONUNBUFFERED": "1",
        # Compiled code is kept in the state folder: the checkout stays as it was cloned.
        "PYTHONPYCACHEPREFIX": os.environ.get("PYTHONPYCACHEPREFIX", str(state.cache / "python")),
        "NUMBA_CACHE_DIR": os.environ.get("NUMBA_CACHE_DIR", str(state.cache / "numba")),
    }


def open_services(crew: Crew, python: Path, *, port: int, durable: bool = True, demo: bool = False) -> Site:
    """Start PostgreSQL and Valkey, make sure of the database, return the site."""
    state, run_dir = crew.state, Path(crew.record.run_dir)
    cluster = cluster_for(state, python, run_dir)
    with say.step("Valkey"):
        valkey.start(crew, python, run_dir)
    with say.step("PostgreSQL"):
        postgres.start(crew, cluster, durable=durable)
        postgres.prepare_database(cluster, for_tests=not durable)
    environment = django_environment(state, cluster, run_dir / "valkey", port=port)
    environment["DEMO"] = "1" if demo else "0"
    crew.record.environment = {
        name: value for name, value in environment.items() if os.environ.get(name) != value
    }
    crew.record.save()
    return Site(crew, state, python, environment)
