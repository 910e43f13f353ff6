"""What people write: checked, never changed beyond its line ends, and searched for what names its author."""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from ui.formatting import nombre

from ..text import folded

LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_NOTE = 5_000, 20_000, 2_000
#: They reorder what is read: a published text would not say what it seems to.
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
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


def checked(text: str, field: str, subject: str, longest: int) -> str:
    """Return the text with plain line ends, without blanks around it. Raises ValidationError on the field."""
    said = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not said:
        raise ValidationError({field: f"{subject} : écrivez votre texte."})
    if len(said) > longest:
        raise ValidationError(
            {field: f"{subject} : {nombre(longest)} caractères au plus ({nombre(len(said))} écrits)."}
        )
    for char in said:
        if is_hidden(char):
            raise ValidationError({field: refusal_of(char, said.index(char), subject)})
    return said


def is_hidden(char: str) -> bool:
    return char in REORDERING or (unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t")


def refusal_of(char: str, index: int, subject: str) -> str:
    return (
        f"{subject} : le caractère n° {index + 1} est invisible (U+{ord(char):04X}) et fausserait la "
        "lecture. Effacez-le, ou tapez de nouveau ce passage."
    )


def telling_parts(text: str) -> list[str]:
    """Return what in the text could lead to a person or an organisation: address, SIRET, telephone."""
    return [label for pattern, label in TELLING if pattern.search(text)]


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Return those of the names that the text holds as whole words, accents and capitals aside."""
    words = f" {as_words(text)} "
    return [name for name in names if len(name) >= SHORTEST_NAME and f" {as_words(name)} " in words]


def as_words(text: str) -> str:
    return " ".join(re.findall(r"[\w@.]*\w", folded(text)))
