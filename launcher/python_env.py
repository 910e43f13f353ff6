"""The virtual environment: made once from the hash-locked lists, made anew only when a list changes."""

import contextlib
import fcntl
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from launcher import say
from launcher.errors import Refusal
from launcher.processes import Crew, Plan
from launcher.state import CHECKOUT, GIGABYTE, State, fingerprint, require_space

RUNTIME, DEVELOPMENT, NODE = "requirements.txt", "requirements-dev.txt", "requirements-node.txt"
#: Room that each list takes once installed, with what pip needs meanwhile.
NEEDED_BYTES = {RUNTIME: 2 * GIGABYTE, DEVELOPMENT: int(2.5 * GIGABYTE), NODE: GIGABYTE}
#: An interpreter that already has the packages: for packagers, and for the launcher's own tests.
GIVEN_PYTHON = "LAUNCHER_PYTHON"
#: Variables of the caller that would lead our processes astray.
ASTRAY = (
    "PYTHON",
    "VIRTUAL_ENV",
    "PG",
    "DJANGO_",
    "CELERY_",
    "GUNICORN_",
    "PYTEST_",
    "PIP_TARGET",
    "PIP_USER",
)


def clean_environment() -> dict[str, str]:
    """Return the caller's environment without what would lead our processes astray."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ASTRAY)}
    kept.setdefault("LANG", "C.UTF-8")
    return kept


def require_venv() -> None:
    """Refuse, with the remedy, a Python that cannot make virtual environments."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Refusal(
            "Le module venv de Python manque sur cette machine : installez-le "
            f"(Debian, Ubuntu : « apt install python3-venv » ou « python{version}-venv »), puis relancez."
        )


def identity(lists: tuple[str, ...], venv: Path) -> dict[str, str]:
    """Return what an up-to-date environment was made from."""
    made_by = f"{sys.version}{sys.base_prefix}{venv}"
    return {name: fingerprint([CHECKOUT / name], extra=made_by) for name in lists}


def installed(venv: Path) -> dict[str, str]:
    """Return what the environment was made from; nothing when it is absent, broken or half-made."""
    try:
        noted = json.loads((venv / "installe.json").read_text())
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) and (venv / "bin/python").exists() else {}


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one process at a time install into a folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def ensure(crew: Crew, *, development: bool = False) -> Path:
    """Return the interpreter of an environment that has the runtime packages, and the tools if asked."""
    given = os.environ.get(GIVEN_PYTHON)
    if given:
        return Path(given)
    wanted = (RUNTIME, DEVELOPMENT) if development else (RUNTIME,)
    return ensure_lists(crew, crew.state.tools / "venv", wanted)


def ensure_lists(crew: Crew, venv: Path, wanted: tuple[str, ...]) -> Path:
    """Install the lists that are not there yet. The last list of ``wanted`` contains the ones before it."""
    with alone(venv.with_name(f".{venv.name}.verrou")):
        target, noted = identity(wanted, venv), installed(venv)
        if not target.items() <= noted.items():
            require_venv()
            require_space(venv, NEEDED_BYTES[wanted[-1]])
            fresh = target if outdated(target, noted) else noted | target
            install(crew, venv, wanted[-1], anew=outdated(target, noted))
            (venv / "installe.json").write_text(json.dumps(fresh))
    return venv / "bin/python"


def outdated(target: dict[str, str], noted: dict[str, str]) -> bool:
    """Was it made from other lists, or by another Python? Then no package of the past may stay."""
    return not noted or any(noted.get(name, value) != value for name, value in target.items())


def install(crew: Crew, venv: Path, requirements: str, *, anew: bool) -> None:
    """Make the environment and let pip fill it: pip honours the machine's mirrors and certificates."""
    environment = clean_environment() | {"TMPDIR": str(_temporary(crew.state))}
    stem = venv.name
    if anew:
        with say.step("Environnement de Node" if requirements == NODE else "Environnement Python"):
            argv = [sys.executable, "-m", "venv", "--clear", str(venv)]
            crew.run(Plan(f"{stem}-creation", "Créer l’environnement Python", argv, environment))
    with say.step(f"Paquets de {requirements}"):
        argv = [str(venv / "bin/python"), "-m", "pip", "install", "--require-hashes", "--only-binary=:all:"]
        argv += [
            "--no-input",
            "--no-compile",
            "--disable-pip-version-check",
            "--progress-bar=off",
            "-r",
            requirements,
        ]
        crew.run(Plan(f"{stem}-installation", "Installer les paquets Python", argv, environment))


def _temporary(state: State) -> Path:
    """A temporary folder beside the environment: /tmp is often small."""
    folder = state.tools / "cache/tmp"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def site_packages(python: Path) -> Path:
    """Return the folder of the installed packages of an environment's interpreter."""
    found = sorted((python.parent.parent / "lib").glob("python3.*/site-packages"))
    if not found:
        raise Refusal(
            f"L’environnement Python de {python} est incomplet : supprimez son dossier, puis relancez."
        )
    return found[-1]
