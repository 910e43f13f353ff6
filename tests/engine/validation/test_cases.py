"""Each validation case, and the page that tells them."""

import re
from pathlib import Path

import pytest

from tests.engine.validation.cases import CASES
from tests.engine.validation.lines import Case, Line

PAGE = Path(__file__).parents[3] / "docs" / "validation.md"


@pytest.mark.parametrize("case", [pytest.param(case, id=case.key) for case in CASES])
def test_what_is_known_is_found_again(case: Case) -> None:
    far = [line for line in case.run() if not line.is_within]
    assert not far, far


def test_the_page_lists_these_cases_and_no_other() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [key for key, _ in rows if key] == [case.key for case in CASES]
    assert [title.strip() for _, title in rows] == [case.title for case in CASES]


def test_a_line_too_far_is_seen() -> None:
    assert not Line("", 1.0, 1.5, error=0.1).is_within
    assert Line("", 1.0, 1.3, error=0.1).is_within
    assert not Line("", 1.0, 1.2, allowed=0.1).is_within
