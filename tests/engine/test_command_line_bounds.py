"""The real command, given what nobody should give it: an answer or a reason, in bounded time and memory."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.builders import ROOT, lead_case_document
from tests.engine.forked import Done, Parent, parent

SECONDS, MEMORY = 300, 4_000_000_000
Run = Callable[..., Done]


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parent]:
    with parent(tmp_path_factory.mktemp("command")) as imported:
        yield imported


@pytest.fixture
def run(command: Parent) -> Run:
    def run(name: str, path: Path | str, *options: str) -> Done:
        return command.run([name, *options, str(path)], memory=MEMORY, seconds=SECONDS)

    return run


def small(**changes: Any) -> dict[str, Any]:
    """One week, one queue, one team."""
    document = lead_case_document()
    document["calendar"]["weeks"] = 1
    document["contact_types"] = [document["contact_types"][0] | {"escalation": None}]
    document["groups"] = [document["groups"][0] | {"skills": ["call-n1-fr"]}]
    document["targets"] = document["targets"][:1]
    return document | {"replications": 2} | changes


@pytest.fixture
def given(tmp_path: Path) -> Any:
    def write(content: dict[str, Any] | bytes) -> Path:
        path = tmp_path / "input.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


TEXT = json.dumps(small()).encode()
HOSTILE = {
    "not a number": (TEXT.replace(b'"replications": 2', b'"replications": NaN'), "NaN"),
    "infinite": (TEXT.replace(b'"replications": 2', b'"replications": -Infinity'), "Infinity"),
    "beyond doubles": (TEXT.replace(b'"replications": 2', b'"replications": 1e999'), "$.replications"),
    "an endless integer": (
        TEXT.replace(b'"replications": 2', b'"replications": ' + b"9" * 99_999),
        "chiffres",
    ),
    "too deep": (b'{"a":' * 200_000, "profondément"),
    "too deep, closed": (b"[" * 100_000 + b"]" * 100_000, "profondément"),
    "a key twice": (b'{"seed": 1, "seed": 2}', "« seed » est donnée deux fois"),
    "half a pair": (TEXT.replace(b'"call-n1-fr"', b'"\\ud800"'), "$.contact_types[0].id"),
    "a control character": (TEXT.replace(b'"call-n1-fr"', b'"a\\u0000"'), "$.contact_types[0].id"),
    "cut short": (TEXT[:-20], "JSON illisible"),
    "too large": (b" " * 20_000_001, "Mo"),
    "not text": (b"\x80\x81", "UTF-8"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str, given: Any, run: Run) -> None:
    content, reason = HOSTILE[name]
    done = run("score", given(content))
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_a_process_started_by_its_name_says_the_same(given: Any, run: Run) -> None:
    path = given(HOSTILE["a key twice"][0])
    words = [sys.executable, "-m", "scoring.engine", "score", str(path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert Done(done.returncode, done.stdout, done.stderr) == run("score", path)


@pytest.mark.parametrize("path", ["/dev/zero", "/", "/absent/file.json"])
def test_what_is_no_file_is_refused(path: str, run: Run) -> None:
    done = run("quick", path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{path} : ")


def _crowded(document: dict[str, Any]) -> dict[str, Any]:
    """More duties than persons can be followed over three years."""
    shift = {"days": list(range(7)), "start_minute": 0, "end_minute": 1440, "headcount": 40_000}
    document["groups"][0]["shifts"] = [shift]
    document["calendar"]["weeks"] = 156
    return document


def _flooded(document: dict[str, Any]) -> dict[str, Any]:
    document["contact_types"][0]["annual_volume"] = 1e9
    return document


def _endless_shift(document: dict[str, Any]) -> dict[str, Any]:
    document["groups"][0]["shifts"][0]["end_minute"] = 600_000
    return document


@pytest.mark.parametrize(
    ("spoil", "place"),
    [(_flooded, "$.contact_types"), (_crowded, "$.groups"), (_endless_shift, "$.groups[0]")],
)
def test_what_cannot_be_simulated_is_refused_at_once(spoil: Any, place: str, given: Any, run: Run) -> None:
    done = run("score", given(spoil(small())))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(place)


@pytest.mark.parametrize(
    ("option", "value"), [("--replications", "0"), ("--seed", "-1"), ("--precision", "nan")]
)
def test_an_option_out_of_bounds_is_refused(option: str, value: str, given: Any, run: Run) -> None:
    done = run("score", given(small()), option, value)
    assert done.returncode == 2
    assert done.stderr.startswith(f"$.{option[2:]}")


def test_a_thousand_million_calls_have_a_quick_look(given: Any, run: Run) -> None:
    done = run("quick", given(_flooded(small())))
    assert done.returncode == 0
    assert 0.0 <= json.loads(done.stdout)["overall"]["answered_share"] < 0.01


def test_a_load_far_above_the_staff_is_answered(given: Any, run: Run) -> None:
    document = small(replications=1)
    document["contact_types"][0]["annual_volume"] = 10_000_000
    document["contact_types"][0]["redial"] = {"probability": 0.95, "mean_delay_minutes": 0.01}
    done = run("score", given(document))
    assert done.returncode == 0, done.stderr
    assert 0.0 < json.loads(done.stdout)["verdict"]["bands"]["answered_share"]["mean"] < 0.5


def test_nobody_at_work_answers_nobody(given: Any, run: Run) -> None:
    done = run("score", given(small(groups=[])))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["verdict"]["bands"]
    assert found["answered_share"]["mean"] == 0.0
    assert found["occupancy"]["mean"] is None


def test_nobody_who_calls_is_nothing_to_measure(given: Any, run: Run) -> None:
    document = small()
    document["contact_types"][0]["annual_volume"] = 0
    done = run("score", given(document))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["verdict"]["bands"]["answered_share"]["mean"] is None
