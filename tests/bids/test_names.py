"""File names are text to show, never paths."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bids.names import MAX_LENGTH, display_name


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Mémoire technique.pdf", "Mémoire technique.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\offre.xlsx", "offre.xlsx"),
        ("offre\u202efdp.exe", "offrefdp.exe"),
        ("a\x00b\nc\td.pdf", "ab c d.pdf"),
        ("Me\u0301moire.pdf", "Mémoire.pdf"),
        ("..", "document"),
        ("", "document"),
        ("\u200b\u202e", "document"),
        ("<script>alert(1)</script>.pdf", "script>.pdf"),
    ],
)
def test_known_names(raw: str, shown: str) -> None:
    assert display_name(raw) == shown


def test_long_name_keeps_its_extension() -> None:
    shown = display_name("é" * 400 + ".xlsx")
    assert len(shown) == MAX_LENGTH
    assert shown.endswith("….xlsx")


@given(st.text(max_size=600))
def test_any_name_is_one_visible_line(raw: str) -> None:
    shown = display_name(raw)
    assert 0 < len(shown) <= MAX_LENGTH
    assert not set(shown) & set("/\\\n\r\x00")
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in shown)
    assert display_name(shown) == shown
