"""Whatever happens to the child process, its parent gets one clear sentence."""

import hashlib
import multiprocessing
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bids.workbook import child
from bids.workbook.child import read_in_child
from bids.workbook.limits import DEFAULT_LIMITS, MIB
from bids.workbook.report import ReadResult
from tests.workbook.hostile import sheet
from tests.workbook.samples import CONTENT, FILLED, SPEC


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "offre.xlsx"
    path.write_bytes(FILLED)
    return path


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    """Within every cap, and a second or two of work."""
    row = b"".join(b"<c><v>%d</v></c>" % (n * 7919) for n in range(90))
    path = tmp_path / "lourd.xlsx"
    path.write_bytes(sheet(b"".join(b"<row>" + row + b"</row>" for _ in range(1000))))
    return path


def only_message(result: ReadResult) -> str:
    assert result.content is None
    assert len(result.issues) == 1
    assert result.issues[0].remedy
    return result.issues[0].message


def test_reads_the_filled_workbook_and_identifies_it(filled: Path) -> None:
    result = read_in_child(filled, SPEC)
    assert result.content == CONTENT
    assert (result.sha256, result.size) == (hashlib.sha256(FILLED).hexdigest(), len(FILLED))


def test_a_file_too_large_is_not_even_opened_by_a_child(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_run", pytest.fail)
    assert "dépasse" in only_message(read_in_child(filled, SPEC, replace(DEFAULT_LIMITS, file_size=100)))


def test_the_clock_ends_a_long_reading(heavy: Path) -> None:
    limits = replace(DEFAULT_LIMITS, wall_seconds=1)
    assert "temps accordé" in only_message(read_in_child(heavy, SPEC, limits))


def test_the_processor_limit_ends_a_long_reading(heavy: Path) -> None:
    assert "temps accordé" in only_message(read_in_child(heavy, SPEC, replace(DEFAULT_LIMITS, cpu_seconds=1)))


def test_memory_runs_out_in_the_child_alone(heavy: Path) -> None:
    limits = replace(DEFAULT_LIMITS, memory=64 * MIB)
    assert "mémoire" in only_message(read_in_child(heavy, SPEC, limits))


@pytest.mark.parametrize(
    "program",
    ["print('n’importe quoi')", "print('{}')", "print('[' * 100000)", "print('null')", "pass",
     "print('{\"content\": null, \"issues\": [{\"a\": 1}], \"sha256\": \"\", \"size\": 0}')"],
)  # fmt: skip
def test_a_senseless_answer_is_not_believed(
    filled: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(child, "_START", program)
    assert "incohérente" in only_message(read_in_child(filled, SPEC))


def test_an_answer_about_another_file_is_not_believed(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = '{"content": null, "issues": [], "sha256": "00", "size": 1}'
    monkeypatch.setattr(child, "_START", f"print({answer!r})")
    assert "a changé" in only_message(read_in_child(filled, SPEC))


@pytest.mark.parametrize(("signal", "words"), [(9, "mémoire"), (11, "interrompu"), (14, "temps accordé")])
def test_a_killed_child_gives_one_sentence(
    filled: Path, monkeypatch: pytest.MonkeyPatch, signal: int, words: str
) -> None:
    monkeypatch.setattr(child, "_START", f"import os; os.kill(os.getpid(), {signal})")
    assert words in only_message(read_in_child(filled, SPEC))


def test_the_child_sees_no_environment(filled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("SECRET_KEY", "not-for-children")
    monkeypatch.setattr(child, "_START", f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))")
    read_in_child(filled, SPEC)
    assert "SECRET_KEY" not in seen.read_text()


PROBE = """
import sys; sys.path.append(sys.argv[1])
from bids.workbook.limits import DEFAULT_LIMITS, confine
from bids.workbook.__main__ import _refuse_to_reach_out
confine(DEFAULT_LIMITS)
sys.addaudithook(_refuse_to_reach_out)
try:
    {attempt}
except (PermissionError, OSError):
    print("held")
"""


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
    ],
)
def test_the_confined_child_reaches_nothing(attempt: str) -> None:
    command = [sys.executable, "-I", "-c", PROBE.format(attempt=attempt), str(Path.cwd())]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"held\n"


def _read_and_send(path: Path, target: Path) -> None:
    target.write_text(str(read_in_child(path, SPEC).content == CONTENT))
    os._exit(0)


def test_works_from_a_daemonic_process_as_celery_workers_are(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "result"
    worker = multiprocessing.get_context("spawn").Process(
        target=_read_and_send, args=(filled, target), daemon=True
    )
    worker.start()
    worker.join(30)
    assert target.read_text() == "True"
