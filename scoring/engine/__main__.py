"""`python -m scoring.engine quick INPUT.json`: recompute a score without the web application."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from scoring.engine import ENGINE_VERSION
from scoring.engine.faults import InvalidInputError
from scoring.engine.feasibility import paper_check
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look
from scoring.engine.stress import volume_multiple_at_break
from scoring.engine.transient_report import exact_look

BAD_INPUT = 2
MAX_BYTES = 20_000_000


def main(arguments: list[str] | None = None) -> int:
    """Prints JSON and returns 0; or one line per fault on standard error and returns 2."""
    asked = _parser().parse_args(arguments)
    try:
        answer = _COMMANDS[asked.command](EngineInput.from_dict(_read(asked.input)))
    except InvalidInputError as error:
        sys.stderr.writelines(f"{fault}\n" for fault in error.faults)
        return BAD_INPUT
    except (OSError, ValueError, RecursionError) as error:
        sys.stderr.write(f"{asked.input} : {_plainly(error)}\n")
        return BAD_INPUT
    json.dump(answer, sys.stdout, ensure_ascii=False, allow_nan=False, indent=1)
    sys.stdout.write("\n")
    return 0


def _stress(data: EngineInput) -> dict[str, Any]:
    margin = volume_multiple_at_break(data)
    return {"volume_multiple_at_break": margin.volume_multiple, "is_beyond": margin.is_beyond}


_COMMANDS = {
    "quick": lambda data: quick_look(data).to_dict(),
    "exact": exact_look,
    "paper": lambda data: paper_check(data).to_dict(),
    "stress": _stress,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring.engine", description="Moteur de capacité")
    parser.add_argument("--version", action="version", version=ENGINE_VERSION)
    parser.add_argument(
        "command",
        choices=sorted(_COMMANDS),
        help="quick : ce que vivraient les appelants ; exact : le même, sans approximation, pour un type de "
        "contact et un groupe ; paper : heures que l’effectif peut légalement "
        "travailler ; stress : multiple du volume auquel la promesse se rompt",
    )
    parser.add_argument("input", type=Path, help="fichier JSON (schéma capacity-input/1)")
    return parser


def _read(path: Path) -> object:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"fichier de plus de {MAX_BYTES // 1_000_000} Mo")
    found: object = json.loads(path.read_text(encoding="utf-8"))
    return found


def _plainly(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "fichier introuvable"
    if isinstance(error, json.JSONDecodeError):
        return f"JSON illisible, ligne {error.lineno}, colonne {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return "le fichier n’est pas en UTF-8"
    return str(error)


if __name__ == "__main__":
    sys.exit(main())
