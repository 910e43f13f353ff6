"""What a check may say: each code declared once, with what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from ..sections import Section


class Severity(TextChoices):
    BLOCKING = "blocking", "À corriger avant de publier"
    WARNING = "warning", "À vérifier"


class Basis(TextChoices):
    """How well what a code rests on is known; the first two alone may keep a draft from being published."""

    TEXT = "text", "texte officiel lu"
    PRODUCT = "product", "règle du produit"
    SECONDARY = "secondary", "source secondaire"
    MEMORY = "memory", "usage, à vérifier"


MAY_BLOCK = frozenset({Basis.TEXT, Basis.PRODUCT})


@dataclass(frozen=True, slots=True)
class Declared:
    """A code; ``article`` is the text or the decision it cites, ``meaning`` one French sentence."""

    code: str
    section: Section
    severity: Severity
    basis: Basis
    article: str
    meaning: str


Row = tuple[str, str, str]


def must(section: Section, *rows: Row) -> list[Declared]:
    """Declare (code, article, meaning) rows that an official text asks and that block."""
    return declare(section, Severity.BLOCKING, Basis.TEXT, rows)


def needed(section: Section, *rows: Row) -> list[Declared]:
    """Declare rows without which no ranking could be computed, or that the product refuses."""
    return declare(section, Severity.BLOCKING, Basis.PRODUCT, rows)


def advised(section: Section, *rows: Row, basis: Basis = Basis.TEXT) -> list[Declared]:
    """Declare rows that warn."""
    return declare(section, Severity.WARNING, basis, rows)


def declare(section: Section, severity: Severity, basis: Basis, rows: Iterable[Row]) -> list[Declared]:
    return [Declared(code, section, severity, basis, article, meaning) for code, article, meaning in rows]
