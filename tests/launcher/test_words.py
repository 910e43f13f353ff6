"""What the launcher reads and says."""

import ast
import errno
import importlib.util
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher import cli, frontend, python_env, say
from launcher.errors import Refusal, known_sentence, sentence_for
from launcher.pytest_workers import apart, places
from launcher.state import CHECKOUT


@pytest.mark.parametrize(
    ("words", "ours", "theirs"),
    [
        ([], [], []),
        (["test", "-x", "--port", "1"], ["test"], ["-x", "--port", "1"]),
        (["--state", "test", "test", "-k", "manage"], ["--state", "test", "test"], ["-k", "manage"]),
        (["--port", "9000", "manage", "shell"], ["--port", "9000", "manage"], ["shell"]),
        (["reset", "--yes"], ["reset", "--yes"], []),
    ],
)
def test_words_for_other_programs_are_theirs(words: list[str], ours: list[str], theirs: list[str]) -> None:
    assert cli.split(words) == (ours, theirs)


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", "8 000"])
def test_a_wrong_port_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="n’est pas un port"):
        cli.port_number(text)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.25, "0,2\u00a0s"), (9.96, "10,0\u00a0s"), (59, "59\u00a0s"), (61, "1\u00a0min 01\u00a0s")],
)
def test_durations(seconds: float, said: str) -> None:
    assert say.duration(seconds) == said


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1\u00a0ko"), (34_000_000, "34,0\u00a0Mo"), (1_250_000_000, "1,2\u00a0Go")]
)
def test_sizes(count: int, said: str) -> None:
    assert say.size(count) == said


def test_a_full_disk_is_one_sentence() -> None:
    said = sentence_for(OSError(errno.ENOSPC, "No space left on device", "/data/x"))
    assert said.startswith("Il n’y a plus de place sur le disque (/data/x)")
    assert known_sentence("ERROR: [Errno 28] No space left on device: '/x'") is not None


def test_a_missing_venv_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    find: Callable[..., object] = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    with pytest.raises(Refusal, match="apt install python3-venv"):
        python_env.require_venv()


def test_an_old_python_reads_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    ast.parse((CHECKOUT / "run.py").read_text(), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"celui-ci est Python 3\.9\.$"):
        runpy.run_path(str(CHECKOUT / "run.py"), run_name="__main__")


def imported_by(path: Path) -> set[str]:
    """Return the top-level names of the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


def test_the_launcher_needs_the_standard_library_alone() -> None:
    known = sys.stdlib_module_names | {"launcher"}
    for path in (CHECKOUT / "launcher").rglob("*.py"):
        assert imported_by(path) <= known, path


def test_a_change_of_lock_makes_the_environment_anew() -> None:
    noted = {"requirements.txt": "a", "requirements-dev.txt": "b"}
    assert not python_env.outdated({"requirements.txt": "a"}, noted)
    assert python_env.outdated({"requirements.txt": "c"}, noted)
    assert not python_env.outdated({"requirements.txt": "a", "requirements-node.txt": "n"}, noted)


def test_variables_that_would_lead_astray_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "elsewhere")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")
    kept = python_env.clean_environment()
    assert "PGHOST" not in kept
    assert "PYTHONPATH" not in kept
    assert kept["HTTPS_PROXY"] == "http://127.0.0.1:3128"


def test_tests_side_by_side_have_their_own_broker_and_cache() -> None:
    given = {"BROKER_URL": "redis+socket:///s?virtual_host=0", "CACHE_URL": "unix:///s?db=1"}
    assert apart(given) == {}
    first, second = (
        apart(given | {"PYTEST_XDIST_WORKER": "gw0"}),
        apart(given | {"PYTEST_XDIST_WORKER": "gw1"}),
    )
    assert first == {"BROKER_URL": "redis+socket:///s?virtual_host=2", "CACHE_URL": "unix:///s?db=3"}
    assert not set(first.values()) & set(second.values())


def test_long_files_begin_then_those_of_many_tests_and_equals_in_the_order_they_came() -> None:
    given = [
        "tests/b.py",
        "tests/a.py",
        "tests/b.py",
        "tests/c.py",
        "tests/engine/d.py",
        "tests/browser/e.py",
    ]
    found = sorted(set(given), key=places(given).__getitem__)
    assert found == ["tests/browser/e.py", "tests/engine/d.py", "tests/b.py", "tests/a.py", "tests/c.py"]


def test_a_node_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    assert frontend.node_major(str(tmp_path / "node")) == 0
