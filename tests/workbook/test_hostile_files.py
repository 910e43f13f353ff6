"""Each hostile file goes through the child process: refused in French, in bounded time."""

import re
from pathlib import Path

import pytest

from bids.workbook.child import read_in_child
from tests.workbook.hostile import HOSTILE, sheet
from tests.workbook.samples import SPEC, read


def test_the_corpus_is_wide() -> None:
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_refused_for_its_own_reason(name: str, tmp_path: Path) -> None:
    build, reason = HOSTILE[name]
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(build())
    result = read_in_child(path, SPEC)
    assert result.content is None
    assert re.search(reason, result.errors[0].message), result.errors[0].message
    assert result.errors[0].remedy


def test_the_far_cell_is_placed() -> None:
    issue = read(HOSTILE["far cell"][0]()).errors[0]
    assert issue.place == "« Vacations », ligne 1048576, colonne XFD"


def test_the_sheet_of_100_000_rows_is_named() -> None:
    assert read(HOSTILE["100,000 rows"][0]()).errors[0].sheet == "Vacations"


def test_formatted_but_empty_rows_far_below_are_no_problem() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (n, n) for n in range(1, 20_000))
    messages = [issue.message for issue in read(sheet(rows)).errors]
    assert not any("loin" in message or "lignes remplies" in message for message in messages)
