"""Days of the week; 0 is Monday, 6 is Sunday."""

import re
from typing import Final

from bids.workbook.values.cell import Cell, ValueRefused, fold, quoted, refuse_empty

_NAMES: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WORDS: Final = {
    **{name: day for day, name in enumerate(_NAMES)},
    **{f"{name}s": day for day, name in enumerate(_NAMES)},
    **{name[:3]: day for day, name in enumerate(_NAMES)},
    **{f"{name[:3]}.": day for day, name in enumerate(_NAMES)},
    "l": 0, "j": 3, "v": 4, "s": 5, "d": 6,
}  # fmt: skip
_EVERY_DAY: Final = frozenset(
    {
        "tous les jours",
        "tous",
        "chaque jour",
        "7j/7",
        "7 j/7",
        "7 j / 7",
        "7/7",
        "7j7",
        "7 jours sur 7",
        "24/7",
    }
)
_INITIALS: Final = "lmmjvsd"
_WEEKEND: Final = re.compile(r"\b(?:les )?week[- ]?ends?\b")
_HOLIDAYS: Final = re.compile(r"\bferies?\b")
_LIST: Final = re.compile(r"\s*(?:,|;|/|\+|&|\bet\b)\s*")
_RANGE: Final = re.compile(r"(?:du )?(\S+?)\s*(?:-|>|\bau?\b)\s*(\S+)")
_REMEDY: Final = "Écrivez par exemple « lundi », « lun-ven », « sam, dim » ou « tous les jours »."


def parse_days(cell: Cell) -> tuple[int, ...]:
    """The days of a shift, sorted. Public holidays are refused: a roster describes an ordinary week."""
    refuse_empty(cell, "un ou plusieurs jours", _REMEDY)
    if not isinstance(cell.value, str):
        raise ValueRefused(f"{quoted(cell)} n’est pas un jour de la semaine.", _REMEDY)
    text = _WEEKEND.sub("samedi,dimanche", fold(cell.value)).strip(" .")
    if _HOLIDAYS.search(text):
        raise ValueRefused(
            f"{quoted(cell)} : le tableau décrit une semaine ordinaire, sans les jours fériés.",
            "Indiquez seulement des jours de la semaine.",
        )
    if text in _EVERY_DAY:
        return tuple(range(7))
    return _initials(text) or _listed(text, cell)


def _initials(text: str) -> tuple[int, ...]:
    """« LMMJV »: both M in their place tell Tuesday from Wednesday."""
    letters = re.sub(r"[\s,;/.-]", "", text)
    whole_start = len(letters) >= 3 and _INITIALS.startswith(letters)
    return tuple(range(len(letters))) if whole_start else ()


def _listed(text: str, cell: Cell) -> tuple[int, ...]:
    days: set[int] = set()
    for part in _LIST.split(text):
        days.update(_part(part, cell))
    return tuple(sorted(days))


def _part(part: str, cell: Cell) -> tuple[int, ...]:
    word = re.sub(r"^(?:le|les) ", "", part.strip())
    if word in _WORDS:
        return (_WORDS[word],)
    span = _RANGE.fullmatch(word)
    if span and span[1] in _WORDS and span[2] in _WORDS and span[1] != span[2]:
        first, last = _WORDS[span[1]], _WORDS[span[2]]
        return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))
    raise _not_days(word, cell)


def _not_days(word: str, cell: Cell) -> ValueRefused:
    if word == "m":
        return ValueRefused(
            f"{quoted(cell)} : « M » peut être mardi ou mercredi.", "Écrivez « mar » ou « mer »."
        )
    if re.search(r"ouvr|semaine|5j|6j|5/7|6/7", word):
        return ValueRefused(
            f"{quoted(cell)} ne dit pas quels jours.", "Écrivez-les, par exemple « lun-ven »."
        )
    return ValueRefused(f"{quoted(cell)} n’est pas un jour de la semaine.", _REMEDY)
