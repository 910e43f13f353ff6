"""A problem of a draft, in words that say how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from ..sections import Section
from .facts import Draft, LotDraft

SECTIONS = list(Section)


class Severity(TextChoices):
    BLOCKING = "blocking", "À corriger avant de publier"
    WARNING = "warning", "À vérifier"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem.

    ``field`` is the name of the form's control to mend (« title », « rows-2-weight » for the third row, or
    empty); ``article`` the text that asks for it, empty when only the computation needs it; ``lot`` a lot's
    number, None for the whole. BLOCKING is kept for what the official texts were read to say and for what
    no ranking could be computed without; the rest warns.
    """

    code: str
    section: Section
    field: str
    message: str
    remedy: str
    article: str = ""
    lot: int | None = None
    severity: Severity = Severity.BLOCKING

    @property
    def order(self) -> int:
        return SECTIONS.index(self.section)

    @property
    def blocks(self) -> bool:
        return self.severity == Severity.BLOCKING


Check = Callable[[Draft], Iterable[Problem]]
LotCheck = Callable[[LotDraft], Iterable[Problem]]
