"""A problem of a draft, in words that say how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..sections import Section
from .declared import Basis, Declared, Severity
from .facts import Draft, LotDraft
from .of_lot import OF_LOT
from .of_tender import OF_TENDER

SECTIONS = list(Section)
CODES: dict[str, Declared] = {declared.code: declared for declared in (*OF_TENDER, *OF_LOT)}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem.

    ``code`` is one of ``CODES``, which say its section, its severity and the text it cites (KeyError for any
    other); ``field`` is the name of the form's control to mend (« title », « rows-2-weight » for the third
    row, or empty); ``lot`` a lot's number, None for the whole; ``place`` the section where the same fault
    stands elsewhere than where it is declared.
    """

    code: str
    field: str
    message: str
    remedy: str
    lot: int | None = None
    place: Section | None = None

    def __post_init__(self) -> None:
        CODES[self.code]

    @property
    def declared(self) -> Declared:
        return CODES[self.code]

    @property
    def section(self) -> Section:
        return self.place or self.declared.section

    @property
    def article(self) -> str:
        return self.declared.article

    @property
    def severity(self) -> Severity:
        return self.declared.severity

    @property
    def order(self) -> int:
        return SECTIONS.index(self.section)

    @property
    def blocks(self) -> bool:
        return self.severity == Severity.BLOCKING

    @property
    def rests_on(self) -> str:
        """Return the article, and how well it is known when no official text was read."""
        basis = self.declared.basis
        doubtful = basis in (Basis.SECONDARY, Basis.MEMORY)
        return " ; ".join(part for part in (self.article, str(basis.label) if doubtful else "") if part)


Check = Callable[[Draft], Iterable[Problem]]
LotCheck = Callable[[LotDraft], Iterable[Problem]]
