"""What the reader has to say of a workbook: problems with their place and their remedy, and the result."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, NamedTuple, Self

from bids.workbook.content import BidContent

Severity = Literal["error", "warning"]

MAX_ISSUES: Final = 200


class Place(NamedTuple):
    """Where in a workbook; the default is the whole file."""

    sheet: str = ""
    row: int | None = None
    column: str = ""


WHOLE_FILE: Final = Place()


@dataclass(frozen=True, slots=True)
class Issue:
    """`row` as the sheet numbers it (from 1), `column` its letters; None or empty: the whole is meant."""

    severity: Severity
    sheet: str
    row: int | None
    column: str
    message: str
    remedy: str

    @property
    def place(self) -> str:
        """« Vacations », ligne 7, colonne C"""
        parts = [f"« {self.sheet} »" if self.sheet else "Fichier"]
        parts += [f"ligne {self.row}"] if self.row else []
        parts += [f"colonne {self.column}"] if self.column else []
        return ", ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        return cls(**data)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """`content` is None as soon as the offer holds an error; `sha256` (hex) and `size` (bytes) of the file.

    An error in the sheets on the application leaves `content` with no application: those may be completed.

    `interrupted`: the reading was cut short by the clock or from outside, which a loaded server does to an
    honest file as well: nothing may be concluded against the file from it alone.
    """

    content: BidContent | None
    issues: tuple[Issue, ...]
    sha256: str
    size: int
    interrupted: bool = False

    @property
    def errors(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.severity == "error")

    @property
    def warnings(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.severity == "warning")

    def to_dict(self) -> dict[str, Any]:
        return {
            "content": self.content.to_dict() if self.content else None,
            "issues": [issue.to_dict() for issue in self.issues],
            "sha256": self.sha256,
            "size": self.size,
        }


@dataclass(slots=True)
class Report:
    """Collects the issues of one reading; keeps the first MAX_ISSUES and counts the others."""

    has_error: bool = False
    _kept: list[Issue] = field(default_factory=list)
    _more: int = 0

    def error(self, place: Place, message: str, remedy: str) -> None:
        self.add(Issue("error", *place, message, remedy))

    def warning(self, place: Place, message: str, remedy: str) -> None:
        self.add(Issue("warning", *place, message, remedy))

    def add(self, issue: Issue) -> None:
        self.has_error = self.has_error or issue.severity == "error"
        if len(self._kept) < MAX_ISSUES:
            self._kept.append(issue)
        else:
            self._more += 1

    def absorb(self, apart: "Report") -> None:
        """Add the issues of a part whose errors leave the rest readable: `has_error` stays as it is."""
        room = MAX_ISSUES - len(self._kept)
        self._kept += apart._kept[:room]
        self._more += apart._more + len(apart._kept[room:])

    def issues(self) -> tuple[Issue, ...]:
        """Errors before warnings, in the order they were found; a last line counts those not shown."""
        ordered = sorted(self._kept, key=lambda issue: issue.severity != "error")
        return (*ordered, *([self._overflow()] if self._more else []))

    def _overflow(self) -> Issue:
        return Issue(
            "error" if self.has_error else "warning",
            *WHOLE_FILE,
            f"{self._more} autres remarques ne sont pas affichées.",
            "Corrigez celles-ci, puis vérifiez de nouveau le classeur : la suite s’affichera.",
        )
