"""Reads the command line, runs the command, and turns every refusal into one sentence and an exit code."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from launcher import say
from launcher.commands import check, manage, reset, start, testing
from launcher.errors import Interrupted, Refusal, StepFailed, sentence_for
from launcher.services import raise_on_signals
from launcher.state import CHECKOUT, State, open_state

DEFAULT_PORT = 8000
COMMANDS = ("start", "test", "manage", "check", "reset")
#: What follows these belongs to another program.
PASSED_ON = {"test", "manage"}
OPTIONS_WITH_VALUE = ("--state", "--port")
USAGE = """\
python3 run.py                 démarre tout : base de données, file de tâches, calculs, site, démonstration
python3 run.py test …          passe les tests (arguments de pytest)
python3 run.py check           vérifie le style, les types, les imports, les gabarits, les migrations
python3 run.py manage …        manage.py dans le même environnement
python3 run.py reset [--yes]   supprime les données de cette copie, après confirmation"""


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the words that are ours from those of pytest or manage.py."""
    for position, word in enumerate(words):
        value_of_option = position > 0 and words[position - 1] in OPTIONS_WITH_VALUE
        if word in PASSED_ON and not value_of_option:
            return list(words[: position + 1]), list(words[position + 1 :])
    return list(words), []


def parser() -> argparse.ArgumentParser:
    """Return the reader of our own words."""
    reader = argparse.ArgumentParser(
        prog="run.py",
        usage=USAGE,
        add_help=False,
        allow_abbrev=False,
        epilog="Aussi : les variables PORT, STATE_DIR, et PG_BIN (dossier bin d’un PostgreSQL installé).",
    )
    reader.add_argument("command", nargs="?", choices=COMMANDS, default="start", help=argparse.SUPPRESS)
    reader.add_argument(
        "--state", default=os.environ.get("STATE_DIR"), help="dossier d’état de cette copie (.state)"
    )
    reader.add_argument("--port", default=os.environ.get("PORT"), help=f"port du site ({DEFAULT_PORT})")
    reader.add_argument("--no-demo", action="store_true", help="ne charge pas la démonstration")
    reader.add_argument("--yes", action="store_true", help="reset : ne demande pas de confirmation")
    reader.add_argument("-h", "--help", action="help", help="affiche cette aide")
    return reader


def port_number(text: str | None) -> int:
    """Read the port."""
    if not text:
        return DEFAULT_PORT
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Refusal(f"« {text} » n’est pas un port : un nombre entre 1 et 65535 est attendu.")
    return int(text)


def dispatch(options: argparse.Namespace, rest: list[str]) -> int:
    """Run the command that was asked for."""
    port = port_number(options.port)
    state: State = open_state(Path(options.state) if options.state else CHECKOUT / ".state")
    match options.command:
        case "test":
            return testing.run(state, rest)
        case "manage":
            return manage.run(state, rest, port=port)
        case "check":
            return check.run(state)
        case "reset":
            return reset.run(state, assume_yes=options.yes)
        case _:
            return start.run(state, port=port, with_demo=not options.no_demo)


def main(words: Sequence[str]) -> int:
    """Run the launcher; return its exit code."""
    say.prepare()
    ours, rest = split(words)
    options = parser().parse_args(ours)
    raise_on_signals()
    try:
        return dispatch(options, rest)
    except Interrupted as request:
        say.line("\nTout est arrêté.")
        return 0 if options.command == "start" else 128 + request.signum
    except StepFailed as failure:
        say.problem(report(failure))
        return 1
    except Refusal as refusal:
        say.problem(str(refusal))
        return 1
    except OSError as error:
        say.problem(sentence_for(error))
        return 1


def report(failure: StepFailed) -> str:
    """Return the sentence, then the end of the output, then where the rest is."""
    parts = [str(failure)]
    if failure.tail:
        parts += ["", *(f"    {line}" for line in failure.tail.splitlines()), ""]
    if failure.log:
        parts.append(f"Journal complet : {failure.log}")
    return "\n".join(parts)
