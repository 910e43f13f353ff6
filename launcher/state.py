"""The state folder: everything a copy installs, writes and keeps, under one lock."""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from launcher import procfs, say
from launcher.errors import Refusal
from launcher.record import Record

CHECKOUT = Path(__file__).resolve().parent.parent
MARKER = "etat.json"
#: A Unix socket's path may have 107 characters; "/pg/.s.PGSQL.5432" must still fit behind the folder.
LONGEST_RUN_DIR = 80
CLEANING_SECONDS = 20
GIGABYTE = 10**9


@dataclass(frozen=True)
class State:
    """The paths of one copy; ``tools`` holds what copies may share (virtual environment, Node)."""

    root: Path
    tools: Path

    @property
    def data(self) -> Path:
        """Database and files: what « reset » deletes."""
        return self.root / "data"

    @property
    def files(self) -> Path:
        """What Django writes: deposits, collected static files."""
        return self.data / "files"

    @property
    def logs(self) -> Path:
        """One file per process."""
        return self.root / "logs"

    @property
    def cache(self) -> Path:
        """Compiled Python and compiled kernels: may be deleted at any time."""
        return self.tools / "cache"

    @property
    def record_path(self) -> Path:
        """The note of the running copy."""
        return self.root / "copie.json"

    @property
    def lock_path(self) -> Path:
        """Held by the launcher and its guardian."""
        return self.root / "verrou"

    def for_tests(self) -> "State":
        """A second state inside this one: own database and broker, same tools."""
        return State(self.root / "test", self.tools)


def open_state(root: Path) -> State:
    """Return the state folder, made if need be; a folder with other people's files is refused."""
    root = root.expanduser().absolute()
    if root.exists() and not root.is_dir():
        raise Refusal(f"{root} n’est pas un dossier : indiquez-en un autre avec --state.")
    if root.is_dir() and not (root / MARKER).exists() and any(root.iterdir()):
        raise Refusal(
            f"Le dossier {root} contient déjà autre chose : indiquez un dossier vide ou nouveau avec --state."
        )
    state = State(root.resolve(), root.resolve())
    lay_out(state)
    return state


def lay_out(state: State) -> None:
    """Make the folders. As root, the database's user must pass through the first two, not list them."""
    passage = 0o711 if os.geteuid() == 0 else 0o700
    for folder, mode in (
        (state.root, passage),
        (state.data, passage),
        (state.files, 0o700),
        (state.logs, 0o700),
    ):
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(mode)
    if not (state.root / MARKER).exists():
        (state.root / MARKER).write_text(json.dumps({"format": 1}))


def free_bytes(path: Path) -> int:
    """Return the room left where the path is or would be."""
    while not path.exists():
        path = path.parent
    return shutil.disk_usage(path).free


def require_space(path: Path, needed: int) -> None:
    """Refuse early rather than fail in the middle."""
    free = free_bytes(path)
    if free < needed:
        raise Refusal(
            f"Il faut {say.size(needed)} libres pour {path} et il en reste {say.size(free)} : "
            "libérez de l’espace, puis relancez."
        )


def describe_holder(record: Record | None, root: Path) -> str:
    """Say who holds the state folder."""
    if record is None:
        return (
            f"Une autre commande emploie le dossier d’état {root} : attendez sa fin, ou choisissez --state."
        )
    address = f", http://127.0.0.1:{record.port}/" if record.port else ""
    return (
        f"Une copie tourne déjà avec le dossier d’état {root} (processus {record.pid}{address}) : "
        "arrêtez-la, ou choisissez un autre dossier avec --state."
    )


def try_lock(descriptor: int) -> bool:
    """Take the lock if it is free."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def running_record(state: State) -> Record | None:
    """Return the record of the copy that runs now, if its launcher lives."""
    record = Record.load(state.record_path)
    return record if record and procfs.is_alive(record.pid, record.ticks) else None


def take_lock(state: State) -> int:
    """Return the descriptor of the lock; wait for a guardian that is still cleaning, refuse otherwise."""
    descriptor = os.open(state.lock_path, os.O_RDWR | os.O_CREAT, 0o600)
    limit = time.monotonic() + CLEANING_SECONDS
    while not try_lock(descriptor):
        left_behind = Record.load(state.record_path) and not running_record(state)
        if not left_behind or time.monotonic() > limit:
            os.close(descriptor)
            raise Refusal(describe_holder(running_record(state), state.root))
        time.sleep(0.2)
    return descriptor


def make_run_dir() -> Path:
    """Return a new private folder with a path short enough for Unix sockets."""
    user_place = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    places = [user_place] if os.geteuid() and os.access(user_place, os.W_OK) else []
    for place in (*places, Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - mkdtemp makes it private
        if len(str(place)) < LONGEST_RUN_DIR - 20 and os.access(place, os.W_OK):
            return Path(tempfile.mkdtemp(prefix="ao-", dir=place))
    raise Refusal(
        "Aucun dossier temporaire au chemin assez court n’est accessible en écriture : libérez /tmp."
    )


def secret_key(state: State) -> str:
    """Return the copy's own secret, drawn once."""
    path = state.data / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(64))
    return path.read_text()


def fingerprint(paths: list[Path], *, extra: str = "") -> str:
    """Return the SHA-256 of the files' names and contents, in hexadecimal."""
    digest = hashlib.sha256(extra.encode())
    for path in sorted(paths):
        digest.update(f"\0{path.relative_to(CHECKOUT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
