"""File names as bidders' computers give them: text to show, never a path."""

import re
import unicodedata
from typing import Final

MAX_LENGTH: Final = 255
LONGEST_SUFFIX: Final = 16

#: Control, format (bidi overrides, zero-width), surrogate, private and unassigned characters.
INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def display_name(raw: str, fallback: str = "document") -> str:
    """Return ``raw`` as it may be shown: last component, one line, nothing invisible, 255 characters at most.

    The extension survives the cut, so that « offre….pdf » does not pass for something else.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", raw))[-1]
    spaced = "".join(" " if char.isspace() else char for char in last)
    visible = "".join(char for char in spaced if unicodedata.category(char) not in INVISIBLE)
    name = " ".join(visible.split())
    return _shortened(name) if name.strip(". ") else fallback


def has_suffix(name: str, suffix: str) -> bool:
    """Does the name end with ``suffix`` (".xlsx"), whatever its case?"""
    return name.casefold().endswith(suffix)


def _shortened(name: str) -> str:
    if len(name) <= MAX_LENGTH:
        return name
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > LONGEST_SUFFIX:
        return name[: MAX_LENGTH - 1] + "…"
    kept = MAX_LENGTH - len(dot + suffix) - 1
    return f"{stem[:kept]}…{dot}{suffix}"
