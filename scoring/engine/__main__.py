"""`python -m scoring.engine COMMAND INPUT.json`: recompute a capacity result without the web application."""

import argparse
import io
import json
import signal
import sys
from pathlib import Path

from scoring.engine import ENGINE_VERSION
from scoring.engine.commands import COMMANDS, INPUT_SCHEMA_FILE, Options, Progress, RefusedError, answer

BAD_INPUT = 2
HELP = """score : le verdict, simulé, avec ses trois marges, le coup d’œil, le papier et l’épreuve ;
de plusieurs fichiers du même lot, aussi leurs différences. quick : le coup d’œil, sans hasard. exact : sans
approximation, pour un type de contact et un groupe. paper : les heures que l’effectif peut légalement
travailler. staff : le moindre effectif qui tient les cibles. stress : ce que l’offre devient quand volumes et
durées montent, et jusqu’où la promesse tient."""


def main(arguments: list[str] | None = None) -> int:
    """Prints JSON and returns 0; or one line per fault on standard error and returns 2."""
    parser = _parser()
    asked = parser.parse_intermixed_args(arguments)
    if asked.schema:
        sys.stdout.write(INPUT_SCHEMA_FILE.read_text(encoding="utf-8"))
        return 0
    if not asked.command or not asked.inputs:
        parser.error("une commande et un fichier sont attendus")
    options = Options(asked.replications, asked.seed, asked.precision)
    try:
        found = answer(asked.command, asked.inputs, options, _progress())
    except RefusedError as error:
        sys.stderr.writelines(f"{line}\n" for line in error.lines)
        return BAD_INPUT
    json.dump(found, sys.stdout, ensure_ascii=False, allow_nan=False, indent=1)
    sys.stdout.write("\n")
    return 0


def _progress() -> Progress:
    """On the screen of whoever waits; nothing in a file or a pipe."""
    is_watched = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if is_watched:
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{done} / {total} au plus{end}")
            sys.stderr.flush()

    return tell


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring.engine", description="Moteur de capacité")
    parser.add_argument("--version", action="version", version=ENGINE_VERSION)
    parser.add_argument("--schema", action="store_true", help="affiche le schéma JSON des entrées")
    parser.add_argument("--replications", type=int, metavar="N", help="réplications au plus")
    parser.add_argument("--precision", type=float, metavar="P", help="demi-intervalle visé ; 0 : toutes")
    parser.add_argument("--seed", type=int, metavar="S", help="graine : d’autres appelants")
    parser.add_argument("command", nargs="?", choices=sorted(COMMANDS), help=HELP)
    parser.add_argument(
        "inputs", nargs="*", type=Path, metavar="INPUT", help="fichier JSON (capacity-input/1), ou - "
    )
    return parser


def _as_a_program() -> None:
    """French in UTF-8 whatever the locale; silence when the reader of a pipe has left."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


if __name__ == "__main__":
    _as_a_program()
    sys.exit(main())
