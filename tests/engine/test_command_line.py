"""The engine runs from a file, without the web application."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scoring.engine import ENGINE_VERSION, code_fingerprint
from scoring.engine.__main__ import main
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look
from tests.engine.builders import LEAD_CASE, ROOT, lead_case, lead_case_document

EXAMPLES = ROOT / "docs" / "spec" / "examples"


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


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(list(arguments)) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("name", ["3919", "equipe-unique", "rappels-et-courriels"])
def test_each_example_has_its_score(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = EXAMPLES / f"{name}.json"
    found = printed(capsys, "score", str(path), "--replications", "3")
    data = EngineInput.from_dict(json.loads(path.read_text(encoding="utf-8")))
    assert found["schema"] == "capacity-score/1"
    assert found["file_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [found[key]["schema"] for key in ("verdict", "quick", "paper")] == [
        "capacity-verdict/1",
        "capacity-quick/1",
        "capacity-paper/1",
    ]
    assert found["stress"] is not None
    assert found["verdict"]["replications"] == 3
    assert {target.id for target in data.targets} < found["verdict"]["bands"].keys()


def test_the_verdict_of_the_single_pool_holds_the_exact_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """The exact layer counts teams by heads: its answer is that reading of the end of shifts."""
    path = str(EXAMPLES / "equipe-unique.json")
    exact = printed(capsys, "exact", path)
    found = printed(capsys, "score", path)["verdict"]
    reading = next(item for item in found["variants"] if item["id"] == "spec:shift_end")
    for target in exact["targets"]:
        band = found["bands"][target["id"]]
        low, high = band["monte_carlo"]
        noise = (high - low) / 2.0 + reading["differences"][target["id"]]["half_width_95"]
        assert abs(band["specification_by"]["spec:shift_end"] - target["reached_share"]) < noise < 0.01


def test_two_bids_are_compared_on_the_same_callers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = EXAMPLES / "equipe-unique.json", tmp_path / "more.json"
    document = json.loads(first.read_text(encoding="utf-8"))
    document["groups"][0]["shifts"][0]["headcount"] += 1
    second.write_text(json.dumps(document), encoding="utf-8")
    found = printed(capsys, "score", str(second), str(first), "--replications", "12")
    (difference,) = found["differences"]
    assert (difference["first"], difference["second"]) == ("more.json", "equipe-unique.json")
    gap = difference["measures"]["appels-repondus"]
    assert gap["mean"] > gap["half_width_95"] > 0.0
    assert len(found["scores"]) == 2


def test_bids_for_different_lots_are_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(EXAMPLES / f"{name}.json") for name in ("equipe-unique", "3919")]
    assert main(["score", *paths]) == 2
    assert "ni le calendrier ni les contacts" in capsys.readouterr().err
    assert main(["quick", *paths]) == 2
    assert "seule la commande score" in capsys.readouterr().err


def test_a_fault_among_several_files_says_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    assert main(["score", str(LEAD_CASE), str(bad)]) == 2
    assert all(line.startswith(f"{bad} : $") for line in capsys.readouterr().err.splitlines())


def test_without_a_promise_there_is_no_stress(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "input.json"
    document = json.loads((EXAMPLES / "equipe-unique.json").read_text(encoding="utf-8"))
    path.write_text(json.dumps(document | {"targets": []}), encoding="utf-8")
    assert main(["stress", str(path)]) == 2
    assert capsys.readouterr().err.startswith("$.targets : ")
    assert printed(capsys, "score", str(path), "--replications", "2")["stress"] is None


def test_staff_prints_what_it_would_take(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(EXAMPLES / "equipe-unique.json")
    found = printed(capsys, "staff", path, "--replications", "8", "--seed", "5")
    assert (found["schema"], found["replications"], found["seed"]) == ("capacity-staffing/1", 8, 5)
    assert all(target["is_held"] for target in found["targets"])


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--schema")["properties"]["schema"] == {"const": "capacity-input/1"}


def test_a_command_without_a_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["score"])
    assert stopped.value.code == 2
    assert "un fichier" in capsys.readouterr().err


def test_the_standard_input_is_a_file_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scoring.engine", "paper", "-"],
        input=LEAD_CASE.read_bytes(),
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["schema"] == "capacity-paper/1"


def test_progress_is_told_to_a_screen_and_to_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(EXAMPLES / "equipe-unique.json")
    printed(capsys, "score", path, "--replications", "2")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["score", path, "--replications", "2"])
    assert " / " in capsys.readouterr().err
