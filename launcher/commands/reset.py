"""« run.py reset »: forget the data, keep what was installed."""

import os
import shutil
import sys
from pathlib import Path

from launcher import say
from launcher.errors import Refusal
from launcher.record import Record
from launcher.services import clean_up_after
from launcher.state import State, lay_out, take_lock

YES = {"o", "oui", "y", "yes"}


def doomed(state: State) -> list[Path]:
    """Return what a reset deletes: the data, wherever they are, and the logs."""
    elsewhere = state.data / "postgres.lieu"
    outside = [Path(elsewhere.read_text()).parent] if elsewhere.exists() else []
    return [path for path in (state.data, *outside, state.logs) if weight(path)]


def weight(folder: Path) -> int:
    """Return the size of a folder's files, in bytes."""
    return sum(
        entry.stat(follow_symlinks=False).st_size
        for place, _, names in os.walk(folder)
        for entry in (Path(place, name) for name in names)
        if entry.exists()
    )


def confirmed(*, assume_yes: bool) -> bool:
    """Ask, unless the answer was given with the command."""
    if assume_yes:
        return True
    if not (sys.stdin and sys.stdin.isatty()):
        raise Refusal("Rien n’a été supprimé : sans terminal pour confirmer, ajoutez --yes.")
    say.line("Supprimer ? [o/N] ", end="")
    return sys.stdin.readline().strip().lower() in YES


def run(state: State, *, assume_yes: bool) -> int:
    """Say what goes, ask, delete. Refused while the copy runs."""
    lock = take_lock(state)
    try:
        if Record.load(state.record_path):
            clean_up_after(state)
        paths = doomed(state)
        if paths in ([], [state.logs]):
            say.line("Il n’y a aucune donnée à supprimer.")
            return 0
        announce(state, paths)
        if not confirmed(assume_yes=assume_yes):
            say.line("Rien n’a été supprimé.")
            return 1
        delete(state, paths)
    finally:
        os.close(lock)
    say.line("✓ Données supprimées : le prochain démarrage repart de zéro.")
    return 0


def announce(state: State, paths: list[Path]) -> None:
    """Say in full what will be deleted and what will stay."""
    say.line("Seront supprimés définitivement :")
    for path in paths:
        what = (
            "journaux des processus"
            if path == state.logs
            else "base de données, dépôts, fichiers, clé secrète"
        )
        say.line(f"  {path}  ({say.size(weight(path))}) : {what}")
    say.line(f"Seront gardés : les paquets installés et le reste de {state.root}.")


def delete(state: State, paths: list[Path]) -> None:
    """Delete, each folder renamed first, so that an interrupted deletion leaves no half-empty database."""
    for path in sorted(paths, key=lambda path: path == state.data):
        condemned = path.with_name(f"{path.name}.supprime")
        shutil.rmtree(condemned, ignore_errors=True)
        path.rename(condemned)
        shutil.rmtree(condemned)
    lay_out(state)
