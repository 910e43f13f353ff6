"""A cell as the spreadsheet library gives it, and the text forms that comparisons use."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import Final

Raw = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None

QUOTE_LENGTH: Final = 60
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_APOSTROPHES: Final = dict.fromkeys(map(ord, "’‘ʼ`´"), "'")


@dataclass(frozen=True, slots=True)
class Cell:
    """`percent`: the cell is displayed with a percent format, so that 0.08 shows as 8 %."""

    value: Raw = None
    percent: bool = False

    @property
    def text(self) -> str:
        """The value as one line of text, trimmed; empty for an empty cell."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer() and abs(self.value) < 1e15:
            return str(int(self.value))
        return one_line(str(self.value))

    @property
    def is_empty(self) -> bool:
        return self.text == ""


class ValueRefused(ValueError):  # noqa: N818 - a refusal is an answer to the bidder, not a failure of ours
    """`message`: what is wrong, naming the value; `remedy`: what to write instead. Both in French."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def one_line(text: str) -> str:
    """Collapse white space; drop control and direction characters, which can forge what is shown."""
    visible = "".join(
        char if not unicodedata.category(char).startswith("C") else " " if char in "\t\r\n" else ""
        for char in text
    )
    return " ".join(visible.split())


def fold(text: str) -> str:
    """Lower case, no accents, plain spaces, dashes, apostrophes: « Équipe » and « EQUIPE » are one word.

    Canonical decomposition only: the compatible one would turn « 10² » into « 102 ».
    """
    plain = one_line(text).translate(_DASHES).translate(_APOSTROPHES)
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def quoted(cell: Cell | str) -> str:
    """« value », shortened. The leading guillemet keeps a spreadsheet from running a message as a formula."""
    text = cell.text if isinstance(cell, Cell) else one_line(cell)
    return f"« {text[: QUOTE_LENGTH - 1]}… »" if len(text) > QUOTE_LENGTH else f"« {text} »"


def refuse_empty(cell: Cell, what: str, remedy: str) -> None:
    if cell.is_empty:
        raise ValueRefused(f"La cellule est vide : il y faut {what}.", remedy)
