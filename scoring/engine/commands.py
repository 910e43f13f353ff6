"""What each command of `python -m scoring.engine` prints: plain JSON types."""

import hashlib
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scoring.engine import ENGINE_VERSION, code_fingerprint
from scoring.engine.faults import InvalidInputError
from scoring.engine.feasibility import paper_check
from scoring.engine.json_file import UnreadableFileError, read_json
from scoring.engine.minimal import required_staffing
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look
from scoring.engine.stress import scenarios
from scoring.engine.transient_report import exact_look
from scoring.engine.verdict import paired, verdict

SCORE_SCHEMA, COMPARISON_SCHEMA = "capacity-score/1", "capacity-comparison/1"
INPUT_SCHEMA_FILE = Path(__file__).parent / "spec" / "capacity-input-1.schema.json"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What replaces the input's own; None leaves it."""

    replications: int | None = None
    seed: int | None = None
    precision: float | None = None

    def apply(self, data: EngineInput) -> EngineInput:
        """Raises InvalidInputError for a number out of bounds."""
        given = {name: getattr(self, name) for name in self.__slots__}
        return replace(data, **{name: value for name, value in given.items() if value is not None}).check()


@dataclass(frozen=True, slots=True)
class Asked:
    """One input, valid, `options` applied. sha256: of the file's bytes, in hexadecimal."""

    path: Path
    data: EngineInput
    sha256: str
    options: Options = Options()


class RefusedError(Exception):
    """The question cannot be answered as it is put: one line per reason, in French."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))


def quick(asked: Asked, _progress: Progress) -> dict[str, Any]:
    return quick_look(asked.data).to_dict()


def exact(asked: Asked, _progress: Progress) -> dict[str, Any]:
    return exact_look(asked.data)


def paper(asked: Asked, _progress: Progress) -> dict[str, Any]:
    return paper_check(asked.data).to_dict()


def stress(asked: Asked, progress: Progress) -> dict[str, Any]:
    """Raises RefusedError without a target: then there is no promise to break."""
    if not asked.data.targets:
        raise RefusedError(["$.targets : sans cible, il n’y a pas de promesse qui puisse se rompre"])
    return scenarios(asked.data, on_progress=progress).to_dict()


def staff(asked: Asked, progress: Progress) -> dict[str, Any]:
    """Fewer replications than for a verdict, unless a number is asked for: many rosters are tried."""
    found = required_staffing(asked.data, replications=asked.options.replications, on_progress=progress)
    return found.to_dict()


def score(asked: Asked, progress: Progress) -> dict[str, Any]:
    """Everything about one bid (schema `capacity-score/1`); `stress` is null without a target."""
    found = verdict(asked.data, progress)
    return {
        "schema": SCORE_SCHEMA,
        "engine_version": ENGINE_VERSION,
        "code_fingerprint": code_fingerprint(),
        "file": asked.path.name,
        "file_sha256": asked.sha256,
        "verdict": found,
        "quick": quick(asked, progress),
        "paper": paper(asked, progress),
        "stress": stress(asked, progress) if asked.data.targets else None,
    }


def compare(bids: Sequence[Asked], progress: Progress) -> dict[str, Any]:
    """Several bids for one lot (schema `capacity-comparison/1`): their scores, and paired differences.

    Raises RefusedError when they do not answer the same question.
    """
    _same_lot(bids)
    scores = [score(one, progress) for one in bids]
    return {
        "schema": COMPARISON_SCHEMA,
        "scores": scores,
        "differences": [_difference(a, b) for a, b in itertools.combinations(scores, 2)],
    }


def _difference(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    """a - b, for each share that both have."""
    first, second = a["verdict"]["series"], b["verdict"]["series"]
    measures = {key: paired(first[key], second[key]) for key in first if key in second}
    return {"first": a["file"], "second": b["file"], "measures": measures}


def _same_lot(bids: Sequence[Asked]) -> None:
    """Differences on other callers mean nothing."""
    path, first = bids[0].path, bids[0].data
    for bid in bids[1:]:
        if (bid.data.calendar, bid.data.contact_types) != (first.calendar, first.contact_types):
            raise RefusedError([f"{bid.path} : ni le calendrier ni les contacts ne sont ceux de {path}"])
        if bid.data.seed != first.seed:
            raise RefusedError([f"{bid.path} : la graine (seed) n’est pas celle de {path}"])


COMMANDS: dict[str, Callable[[Asked, Progress], dict[str, Any]]] = {
    "exact": exact,
    "paper": paper,
    "quick": quick,
    "score": score,
    "staff": staff,
    "stress": stress,
}


def answer(command: str, paths: Sequence[Path], options: Options, progress: Progress) -> dict[str, Any]:
    """Raises RefusedError."""
    if len(paths) > 1 and command != "score":
        raise RefusedError(["seule la commande score compare plusieurs fichiers"])
    bids = [_read(path, options, is_alone=len(paths) == 1) for path in paths]
    try:
        return compare(bids, progress) if len(bids) > 1 else COMMANDS[command](bids[0], progress)
    except InvalidInputError as error:
        raise RefusedError(map(str, error.faults)) from error


def _read(path: Path, options: Options, *, is_alone: bool) -> Asked:
    try:
        document, content = read_json(path)
        data = options.apply(EngineInput.from_dict(document))
    except InvalidInputError as error:
        before = "" if is_alone else f"{path} : "
        raise RefusedError(f"{before}{fault}" for fault in error.faults) from error
    except UnreadableFileError as error:
        raise RefusedError([f"{path} : {error}"]) from error
    return Asked(path, data, hashlib.sha256(content).hexdigest(), options)
