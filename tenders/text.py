"""Text folded for searching."""

import unicodedata


def folded(text: str) -> str:
    """Return ``text`` in lower case, accents and ligatures removed, blanks single."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(
        "".join(char for char in decomposed if not unicodedata.combining(char)).replace("’", "'").split()
    )
