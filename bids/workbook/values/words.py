"""Closed vocabularies (levels, languages, channels, roles), SIRET numbers and free text."""

import re
from collections.abc import Iterable
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.fr import siret as stdnum_siret

from bids.workbook.values.cell import Cell, ValueRefused, fold, quoted, refuse_empty
from bids.workbook.vocabulary import LANGUAGE_LABELS, LEVELS, ROLE_LABELS

MAX_TEXT: Final = 300
_LIST: Final = re.compile(r"\s*(?:,|;|/|\+|&|\n|\bet\b)\s*")
_LEVEL: Final = re.compile(r"(?:n|niv\.?|niveaux?|level)? ?([0-9])")
_LEVEL_RANGE: Final = re.compile(r"(?:n|niv\.?|niveaux?)? ?([0-9]) ?(?:-|a) ?(?:n|niv\.?|niveau)? ?([0-9])")
_LEVELS_REMEDY: Final = "Écrivez « N1 », « N2 » ou « N1 et N2 »."

_CHANNEL_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            "call",
            "appel",
            "appels",
            "appel entrant",
            "appels entrants",
            "telephone",
            "tel",
            "tel.",
            "voix",
            "phone",
        ),
        "call",
    ),
    **dict.fromkeys(("chat", "chats", "tchat", "tchats", "clavardage", "messagerie instantanee"), "chat"),
    **dict.fromkeys(("callback", "rappel", "rappels"), "callback"),
    **dict.fromkeys(
        ("email", "emails", "e-mail", "e-mails", "mail", "mails", "mel", "courriel", "courriels"), "email"
    ),
    **dict.fromkeys(("outbound", "appel sortant", "appels sortants", "sortant", "sortants"), "outbound"),
}
_LANGUAGE_WORDS: Final[dict[str, str]] = {
    **{fold(label): code for code, label in LANGUAGE_LABELS.items()},
    **{code: code for code in LANGUAGE_LABELS},
    "francaise": "fr", "french": "fr", "anglaise": "en", "english": "en", "espagnole": "es",
    "castillan": "es", "spanish": "es", "allemande": "de", "german": "de",
    "italienne": "it", "portugaise": "pt", "mandarin": "zh",
    "farsi": "fa", "dari": "fa", "pachtou": "ps", "lsf": "fsl", "langue des signes": "fsl",
}  # fmt: skip
_ROLE_WORDS: Final[dict[str, str]] = {
    **{fold(label): code for code, label in ROLE_LABELS.items()},
    "mandataire": "lead", "candidat": "lead", "soumissionnaire": "lead", "membre": "member",
    "membre du groupement": "member", "co-traitant": "member", "groupement": "member",
    "sous traitant": "subcontractor",
}  # fmt: skip


def parse_levels(cell: Cell) -> tuple[int, ...]:
    """Sorted levels among 1, 2, 3."""
    refuse_empty(cell, "un niveau", _LEVELS_REMEDY)
    if isinstance(cell.value, bool) or not isinstance(cell.value, str | int | float):
        raise ValueRefused(
            f"{quoted(cell)} n’est pas un niveau (le tableur en a fait une date ?).", _LEVELS_REMEDY
        )
    found: set[int] = set()
    for part in _LIST.split(fold(cell.text)) if isinstance(cell.value, str) else [cell.text]:
        found.update(_levels_of(part, cell))
    if not found <= set(LEVELS):
        raise ValueRefused(f"{quoted(cell)} n’est pas un niveau connu (1, 2 ou 3).", _LEVELS_REMEDY)
    return tuple(sorted(found))


def _levels_of(part: str, cell: Cell) -> Iterable[int]:
    if match := _LEVEL.fullmatch(part):
        return (int(match[1]),)
    if (span := _LEVEL_RANGE.fullmatch(part)) and int(span[1]) < int(span[2]):
        return range(int(span[1]), int(span[2]) + 1)
    raise ValueRefused(f"{quoted(cell)} n’est pas un niveau.", _LEVELS_REMEDY)


def parse_languages(cell: Cell) -> tuple[str, ...]:
    """ISO 639-1 codes in the order written, without repetition."""
    remedy = "Écrivez par exemple « français », « FR » ou « français et anglais »."
    refuse_empty(cell, "une langue", remedy)
    return _words(cell, _LANGUAGE_WORDS, "une langue connue", remedy)


def parse_channels(cell: Cell) -> tuple[str, ...]:
    """Channels in the order written, without repetition."""
    remedy = (
        "Écrivez « appel », « chat », « rappel », « courriel » ou « appel sortant », séparés par une virgule."
    )
    refuse_empty(cell, "un canal", remedy)
    return _words(cell, _CHANNEL_WORDS, "un canal connu", remedy)


def _words(cell: Cell, known: dict[str, str], what: str, remedy: str) -> tuple[str, ...]:
    text = fold(cell.text)
    if text in known:
        return (known[text],)
    parts = re.split(r"\s*(?:,|;|/|\+|&|\bet\b|\s-\s)\s*", text)
    if len(parts) == 1:
        parts = text.split("-")
    for part in parts:
        if part.strip() not in known:
            raise ValueRefused(f"{quoted(part or text)} n’est pas {what}.", remedy)
    return tuple(dict.fromkeys(known[part.strip()] for part in parts))


def parse_employer_role(cell: Cell) -> str | None:
    """ "lead", "member" or "subcontractor"; None when empty, which the name of the employer may settle."""
    if cell.is_empty:
        return None
    role = _ROLE_WORDS.get(fold(cell.text))
    if role is None:
        raise ValueRefused(
            f"{quoted(cell)} n’est pas un lien connu.",
            "Choisissez « titulaire », « cotraitant » ou « sous-traitant ».",
        )
    return role


def parse_siret(cell: Cell) -> str:
    """14 digits whose check digit holds; La Poste's own rule is in python-stdnum."""
    remedy = "Saisissez les 14 chiffres du SIRET, dans une cellule au format Texte."
    refuse_empty(cell, "un numéro SIRET", remedy)
    try:
        return str(stdnum_siret.validate(cell.text))
    except ValidationError:
        pass
    digits = re.sub("[ .]", "", cell.text)
    if not re.fullmatch("[0-9]{14}", digits):
        raise ValueRefused(f"{quoted(cell)} n’est pas un numéro SIRET : il en faut 14 chiffres.", remedy)
    raise ValueRefused(
        f"{quoted(cell)} n’est pas un SIRET valide : sa clé de contrôle est fausse.",
        "Vérifiez chaque chiffre.",
    )


def parse_text(cell: Cell) -> str:
    """One line of visible text, at most 300 characters; empty for an empty cell."""
    if len(cell.text) > MAX_TEXT:
        raise ValueRefused(
            f"Le texte {quoted(cell)} dépasse {MAX_TEXT} caractères.",
            "Raccourcissez-le, ou joignez un document.",
        )
    return cell.text
