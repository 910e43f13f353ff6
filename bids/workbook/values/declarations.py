"""What the sheets on the application hold: yes or no, a form, a legal family, articles of law, a year."""

import re
from typing import Final

from bids.applications.content import FORM_LABELS, LEGAL_FAMILY_LABELS, UNSAID_FORM
from bids.workbook.values.cell import Cell, ValueRefused, fold, quoted

MAX_ARTICLES: Final = 15
_YES: Final = frozenset({"oui", "o", "yes", "vrai", "true", "x"})
_NO: Final = frozenset({"non", "n", "no", "faux", "false"})

_FORMS: Final = {code: label for code, label in FORM_LABELS.items() if code != UNSAID_FORM}
_FORM_WORDS: Final[dict[str, str]] = {
    **{fold(label): code for code, label in _FORMS.items()},
    "seul": "single",
    "candidat unique": "single",
    "candidature individuelle": "single",
    "conjoint": "joint",
    "solidaire": "joint_and_several",
}
_FAMILY_WORDS: Final[dict[str, str]] = {
    **{fold(label): code for code, label in LEGAL_FAMILY_LABELS.items()},
    "association loi 1901": "association",
    "association loi de 1901": "association",
    "cooperative (scop, scic)": "cooperative",
    "scop": "cooperative",
    "scic": "cooperative",
    "mutuelle ou union de mutuelles": "mutual",
    "union de mutuelles": "mutual",
    "societe commerciale ess": "commercial_ess",
    "entreprise commerciale de l'ess": "commercial_ess",
    "etablissement public": "public_body",
    "autre": "other",
}
#: Exclusions of the code: L. 2141-1 to L. 2141-5 (compulsory), L. 2141-7 to L. 2141-10 (left to the buyer).
_ARTICLE: Final = re.compile(r"(?:art(?:icle|\.)? ?)?l ?\.? ?2141 ?- ?((?:7 ?- ?[12])|[1-5]|[7-9]|10)")
_ARTICLE_REMEDY: Final = "Écrivez les articles séparés par une virgule, par exemple « L. 2141-2 »."


def parse_yes_no(cell: Cell) -> bool | None:
    """None for an empty cell, which is no answer."""
    if cell.is_empty:
        return None
    if isinstance(cell.value, bool):
        return cell.value
    word = fold(cell.text)
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueRefused(f"{quoted(cell)} n’est ni « oui » ni « non ».", "Écrivez « oui » ou « non ».")


def parse_form(cell: Cell) -> str:
    """A form of applications.content.FORM_LABELS; empty for an empty cell."""
    return _word(cell, _FORM_WORDS, "une forme de candidature", tuple(_FORMS.values()))


def parse_legal_family(cell: Cell) -> str:
    """A family of applications.content.LEGAL_FAMILY_LABELS; empty for an empty cell."""
    return _word(cell, _FAMILY_WORDS, "une forme juridique connue", tuple(LEGAL_FAMILY_LABELS.values()))


def _word(cell: Cell, known: dict[str, str], what: str, labels: tuple[str, ...]) -> str:
    if cell.is_empty:
        return ""
    word = known.get(fold(cell.text))
    if word is None:
        raise ValueRefused(f"{quoted(cell)} n’est pas {what}.", f"Choisissez : {', '.join(labels)}.")
    return word


def parse_articles(cell: Cell) -> tuple[str, ...]:
    """« L. 2141-2 » for each article of an exclusion, in the order written, without repetition."""
    if cell.is_empty or fold(cell.text) in {"non", "aucune", "aucun", "neant", "sans objet"}:
        return ()
    found = tuple(dict.fromkeys(_article(part) for part in re.split(r"\s*(?:,|;|\bet\b)\s*", cell.text)))
    if len(found) > MAX_ARTICLES:
        raise ValueRefused(f"{len(found)} articles, c’est trop.", _ARTICLE_REMEDY)
    return found


def _article(text: str) -> str:
    match = _ARTICLE.fullmatch(fold(text))
    if match is None:
        raise ValueRefused(f"{quoted(text)} n’est pas un article d’exclusion.", _ARTICLE_REMEDY)
    return f"L. 2141-{match[1].replace(' ', '')}"


def parse_year(cell: Cell) -> int | None:
    """The year in which a financial year ended; None for an empty cell."""
    if cell.is_empty:
        return None
    if isinstance(cell.value, bool) or not re.fullmatch("(?:19|20)[0-9]{2}", cell.text):
        raise ValueRefused(
            f"{quoted(cell)} n’est pas une année.", "Écrivez quatre chiffres, par exemple 2025."
        )
    return int(cell.text)
