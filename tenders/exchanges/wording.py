"""A question or an answer, searched for what names its author."""

import re
from collections.abc import Iterable

from ..text import folded

LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_NOTE = 5_000, 20_000, 2_000
ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
SIRET = re.compile(r"(?<!\d)\d{3}[\s.]?\d{3}[\s.]?\d{3}[\s.]?\d{5}(?!\d)")
PHONE = re.compile(r"(?<!\d)(?:\+33|0033|0)[\s.]?[1-79](?:[\s.-]?\d{2}){4}(?!\d)")
TELLING = (
    (ADDRESS, "une adresse électronique"),
    (SIRET, "un numéro SIRET"),
    (PHONE, "un numéro de téléphone"),
)
#: A name shorter than that is a word that any question may hold.
SHORTEST_NAME = 4


def telling_parts(text: str) -> list[str]:
    """Return what in the text could lead to a person or an organisation: address, SIRET, telephone."""
    return [label for pattern, label in TELLING if pattern.search(text)]


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return those of the names that the text holds as whole words, accents and capitals aside."""
    words = f" {as_words(text)} "
    return [name for name in names if len(name) >= SHORTEST_NAME and f" {as_words(name)} " in words]


def as_words(text: str) -> str:
    return " ".join(re.findall(r"[\w@.]*\w", folded(text)))
