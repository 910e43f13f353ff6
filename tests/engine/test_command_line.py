"""The engine runs from a file, without the web application."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.engine import ENGINE_VERSION, code_fingerprint
from scoring.engine.__main__ import main
from scoring.engine.quick import quick_look
from tests.engine.builders import LEAD_CASE, lead_case, lead_case_document

ROOT = Path(__file__).parents[2]


def test_quick_prints_what_the_function_returns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quick", str(LEAD_CASE)]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(quick_look(lead_case()).to_dict()))


def test_paper_prints_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paper", str(LEAD_CASE)]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == "capacity-paper/1"


def test_one_line_a_fault_and_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = lead_case_document()
    document["contact_types"][0]["annual_volume"] = -1
    document["groups"][0]["skills"] = ["inconnu"]
    path = tmp_path / "input.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert main(["quick", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" : ")[0] for line in lines] == [
        "$.contact_types[0].annual_volume",
        "$.groups[0].skills[0]",
    ]


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[" * 100_000, b"", b'{"a": NaN}'])
def test_what_is_not_json_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "input.json"
    path.write_bytes(content)
    assert main(["quick", str(path)]) == 2
    assert capsys.readouterr().err


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quick", str(tmp_path / "absent.json")]) == 2
    assert "fichier introuvable" in capsys.readouterr().err


def test_it_needs_neither_django_nor_a_folder_to_write(tmp_path: Path) -> None:
    code = "import sys, scoring.engine.__main__; sys.exit('django' in sys.modules or 'celery' in sys.modules)"
    readonly = tmp_path / "file"
    readonly.write_text("a file where a folder is wanted", encoding="utf-8")
    environment = os.environ | {"NUMBA_CACHE_DIR": str(readonly), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_fingerprint_names_the_code() -> None:
    assert len(code_fingerprint()) == 64
    assert ENGINE_VERSION.count(".") == 2
