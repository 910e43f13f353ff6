"""PostgreSQL: its first data, its start; on a private Unix socket, never on the network."""

import shutil
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

from launcher import guardian, procfs, say
from launcher.cluster import DATABASE, OWNER, SUPERUSER, Cluster, environment, own, require_same_version
from launcher.errors import Refusal, StepFailed
from launcher.processes import Child, Crew, Plan, tail, wait_until
from launcher.state import GIGABYTE, require_space

READY_SECONDS = 60
#: PostgreSQL says this while processes of a server that was killed still hold its shared memory.
STILL_THERE = ("pre-existing shared memory block", "lock file")
RETRIES, RETRY_SECONDS = 10, 1.5


def initialise(crew: Crew, cluster: Cluster) -> None:
    """Create the data folder, in a draft first so that an interrupted start leaves no half-made one."""
    require_space(cluster.data.parent, GIGABYTE // 4)
    draft = cluster.data.with_name("postgres.draft")
    shutil.rmtree(draft, ignore_errors=True)
    if cluster.account:
        own(draft, cluster.account)
    argv = [
        str(cluster.programs / "initdb"),
        "-D",
        str(draft),
        "-U",
        SUPERUSER,
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    argv += ["--data-checksums", "--auth-local=trust", "--auth-host=reject", "--no-instructions"]
    with say.step("Base de données : création"):
        crew.run(Plan("initdb", "Créer la base de données", argv, environment(), Path("/"), cluster.account))
    if cluster.data.exists():
        cluster.data.rmdir()
    draft.rename(cluster.data)


def server_plan(cluster: Cluster, *, durable: bool) -> Plan:
    """Return how to run the server. What an acknowledged deposit relies on is said, not left to defaults."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(cluster.sockets),
        "unix_socket_permissions": "0700",
        "logging_collector": "off",
        "log_line_prefix": "%m [%p] ",
        "max_connections": "100",
        "synchronous_commit": "on",
        "fsync": "on" if durable else "off",
        "full_page_writes": "on" if durable else "off",
    }
    argv = [str(cluster.programs / "postgres"), "-D", str(cluster.data)]
    argv += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    # INT is PostgreSQL's fast shutdown, QUIT its immediate one (recovery at the next start).
    stop = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))
    return Plan("postgres", "PostgreSQL", argv, environment(), Path("/"), cluster.account, stop)


def end_leftover(data: Path) -> None:
    """End a server that outlived its launcher and its guardian; drop a note that names nobody."""
    note = data / "postmaster.pid"
    try:
        pid = int(note.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    ticks = procfs.start_ticks(pid)
    if ticks is None:
        return
    if str(data) in procfs.command_line(pid):
        guardian.send(pid, signal.SIGINT)
        if procfs.wait_gone({pid: ticks}, seconds=15):
            raise Refusal(
                f"Un PostgreSQL (processus {pid}) emploie encore {data} : arrêtez-le, puis relancez."
            )
    elif procfs.HAS_PROC:
        # The number now belongs to another program: PostgreSQL could not tell and would refuse to start.
        note.unlink()


def query(cluster: Cluster, sql: str, *, database: str = "postgres") -> str | None:
    """Return what the server answers to the superuser; None when it does not answer."""
    argv = [
        str(cluster.programs / "psql"),
        "-h",
        str(cluster.sockets),
        "-U",
        SUPERUSER,
        "-d",
        database,
        "-XqtAc",
        sql,
    ]
    asked = subprocess.run(
        argv, capture_output=True, text=True, check=False, env=dict(environment()), cwd="/"
    )
    return asked.stdout.strip() if asked.returncode == 0 else None


def is_up(cluster: Cluster) -> bool:
    """Does the server answer a query?"""
    return query(cluster, "SELECT 1") == "1"


def start(crew: Crew, cluster: Cluster, *, durable: bool = True) -> Child:
    """Start the server and return once it answers; wait for the children of a killed server to end."""
    if not (cluster.data / "PG_VERSION").exists():
        initialise(crew, cluster)
    require_same_version(cluster.data, cluster.programs)
    end_leftover(cluster.data)
    plan = server_plan(cluster, durable=durable)
    for _ in range(RETRIES):
        child = crew.start(plan)
        if answered(crew, cluster, child):
            return child
        crew.wait(child)
        time.sleep(RETRY_SECONDS)
    raise Refusal(
        f"Des processus d’un PostgreSQL tué tiennent encore {cluster.data} : relancez dans un instant."
    )


def answered(crew: Crew, cluster: Cluster, child: Child) -> bool:
    """Wait for the answer; False when the server gave way to the remains of a killed one."""
    try:
        wait_until(partial(is_up, cluster), crew, seconds=READY_SECONDS, what="PostgreSQL", needed=child)
    except StepFailed:
        if child.code is not None and any(sign in tail(child) for sign in STILL_THERE):
            return False
        raise
    return True


def prepare_database(cluster: Cluster, *, for_tests: bool = False) -> None:
    """Create the application's role and database if they are not there.

    The role owns its database and nothing else. For the tests it may also create databases, and switch off
    triggers within a transaction, since the append-only journal refuses the emptying of tables between tests.
    """
    statements = []
    if query(cluster, f"SELECT 1 FROM pg_roles WHERE rolname = '{OWNER}'") != "1":  # noqa: S608 - constants
        statements.append(f"CREATE ROLE {OWNER} LOGIN")
    if query(cluster, f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'") != "1":  # noqa: S608 - constants
        statements.append(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    if for_tests:
        statements += [
            f"ALTER ROLE {OWNER} CREATEDB",
            f"GRANT SET ON PARAMETER session_replication_role TO {OWNER}",
        ]
    for statement in statements:
        if query(cluster, statement) is None:
            raise StepFailed(f"La base de données a refusé « {statement} ».")
