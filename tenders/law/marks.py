"""How well what a row of law rests on is known. Only VERIFIED may block; the others advise."""

from collections.abc import Iterable
from enum import StrEnum


class Mark(StrEnum):
    VERIFIED = "V"
    SECONDARY = "V2"
    MEMORY = "M"
    INTERPRETATION = "I"

    @property
    def wording(self) -> str:
        return WORDINGS[self]

    @property
    def may_block(self) -> bool:
        return self is Mark.VERIFIED


WORDINGS = {
    Mark.VERIFIED: "texte officiel lu",
    Mark.SECONDARY: "source secondaire",
    Mark.MEMORY: "usage, à vérifier",
    Mark.INTERPRETATION: "interprétation, le texte ne le dit pas",
}


def weakest(marks: Iterable[Mark]) -> Mark:
    """Return the mark of what rests on several texts: that of the least known. ValueError when empty."""
    return max(marks, key=list(Mark).index)
