"""What people write to be kept or published: checked, changed in nothing but its line ends."""

import unicodedata

from django.core.exceptions import ValidationError

from ui.formatting import nombre

LONGEST_TEXT = 50_000
#: They reorder what is read: a published text would not say what it seems to.
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def checked_text(
    text: str, field: str, subject: str, *, shortest: int = 1, longest: int = LONGEST_TEXT
) -> str:
    """Return the text with plain line ends, without blanks around it; lengths are in characters.

    ``subject`` opens the message in French: « Les motifs ». Raises ValidationError on the field.
    """
    said = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(said) < shortest:
        wanted = f"écrivez au moins {shortest} caractères" if shortest > 1 else "écrivez votre texte"
        raise ValidationError({field: f"{subject} : {wanted} ({len(said)} pour l’instant)."})
    if len(said) > longest:
        limit = f"{nombre(longest)} caractères au plus ({nombre(len(said))} écrits)"
        raise ValidationError({field: f"{subject} : {limit}."})
    for index, char in enumerate(said):
        if is_hidden(char):
            raise ValidationError({field: refusal_of(char, index, subject)})
    return said


def is_hidden(char: str) -> bool:
    return char in REORDERING or (unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t")


def refusal_of(char: str, index: int, subject: str) -> str:
    return (
        f"{subject} : le caractère n° {index + 1} est invisible (U+{ord(char):04X}) et fausserait la "
        "lecture. Effacez-le, ou tapez de nouveau ce passage."
    )
