"""Reading a bidder's file in a process of its own: whatever the file does, only that process dies of it.

`subprocess` rather than `multiprocessing`: a Celery worker is a daemonic process, which may not have
children of the latter kind.
"""

import hashlib
import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any, Final

from bids.workbook.content import BidContent
from bids.workbook.limits import DEFAULT_LIMITS, MEMORY_EXIT, MIB, Limits
from bids.workbook.report import WHOLE_FILE, Issue, ReadResult
from bids.workbook.spec import LotSpec

_ROOT: Final = Path(__file__).resolve().parents[2]
# -I ignores the environment, the user's packages and the current folder: the project's folder is named here.
_START: Final = "import sys; sys.path.append(sys.argv[1]); from bids.workbook.__main__ import main; main()"
_BLAME: Final = "Repartez du classeur du lot, recopiez-y vos valeurs et enregistrez-le."


def read_in_child(path: Path, spec: LotSpec, limits: Limits = DEFAULT_LIMITS) -> ReadResult:
    """Read the workbook at `path`. Raise OSError only when the file itself cannot be opened."""
    digest, size = _identify(path)
    if size > limits.file_size:
        return _refusal(f"Le fichier dépasse {limits.file_size // MIB} Mio.", _BLAME, digest, size)
    order = {"path": str(path.resolve()), "spec": spec.to_dict(), "limits": asdict(limits)}
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(json.dumps(order).encode())
        question.seek(0)
        code = _run(question, answer, limits)
        if code != 0:
            cut = _refusal(*_cause(code, limits), digest, size)
            return replace(cut, interrupted=_is_cut_short(code))
        answer.seek(0)
        return _result(answer.read(limits.output_size), digest, size)


def _identify(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _run(question: IO[bytes], answer: IO[bytes], limits: Limits) -> int | None:
    """Exit code (negative: minus the signal), None when time ran out.

    The answer goes to a file: its size is bounded by the child's own limit, and no pipe can fill up.
    """
    child = subprocess.Popen(
        [sys.executable, "-I", "-B", "-c", _START, str(_ROOT)],
        stdin=question,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )
    try:
        return child.wait(limits.wall_seconds + 1)
    except subprocess.TimeoutExpired:
        return None
    finally:
        child.kill()
        child.wait()


def _is_cut_short(code: int | None) -> bool:
    """Was it time that ran out, or a kill that the child did not bring on itself?"""
    return code is None or -code in {signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL, signal.SIGTERM}


def _cause(code: int | None, limits: Limits) -> tuple[str, str]:
    if code is None or -code in {signal.SIGALRM, signal.SIGXCPU}:
        return (
            "Le classeur n’a pas pu être lu dans le temps accordé.",
            f"Réessayez une fois ; sinon : {_BLAME}",
        )
    if code == MEMORY_EXIT or -code == signal.SIGKILL:
        return (f"Le classeur demande plus de {limits.memory // MIB} Mio de mémoire.", _BLAME)
    return ("Le classeur a interrompu sa lecture : il est abîmé.", _BLAME)


def _result(answer: bytes, digest: str, size: int) -> ReadResult:
    """Believe nothing that is not of the exact shape, nor an answer about other bytes."""
    try:
        data: dict[str, Any] = json.loads(answer)
        content = BidContent.from_dict(data["content"]) if data["content"] is not None else None
        issues = tuple(Issue.from_dict(issue) for issue in data["issues"])
        same_file = (data["sha256"], data["size"]) == (digest, size)
    except (ValueError, KeyError, TypeError, RecursionError):
        return _refusal("La lecture du classeur a donné une réponse incohérente.", _BLAME, digest, size)
    if not same_file:
        return _refusal("Le fichier a changé pendant sa lecture.", "Déposez-le de nouveau.", digest, size)
    return ReadResult(content, issues, digest, size)


def _refusal(message: str, remedy: str, digest: str, size: int) -> ReadResult:
    return ReadResult(None, (Issue("error", *WHOLE_FILE, message, remedy),), digest, size)
