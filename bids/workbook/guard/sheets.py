"""The extent of one sheet, measured on its XML: where its values end, what would choke a spreadsheet library.

openpyxl gives no cap of its own: it raises on « NaN », walks a million rows for one far cell,
and expands a merged area cell by cell.
"""

import math
import re
from dataclasses import dataclass
from typing import Final

from bids.workbook.addresses import column_letters, column_number
from bids.workbook.guard.refusal import START_AFRESH, refuse
from bids.workbook.limits import Limits
from bids.workbook.report import MAX_ISSUES, Issue, Place

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGED: Final = frozenset({"mergeCell", "hyperlink"})
_VALUED: Final = frozenset({"v", "f", "is"})
_NUMERIC: Final = frozenset({"", "n"})


@dataclass(frozen=True, slots=True)
class SheetScan:
    """Last row and column (from 1) that hold a value, and how many cells do; zeros for an empty sheet."""

    last_row: int
    last_column: int
    cells: int


class SheetScanner:
    """Fed by an XML parser with the elements of one part; counts only when its root is a worksheet."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.is_worksheet = False
        self._sheet = sheet
        self._limits = limits
        self._root_seen = False
        self._row = self._column = 0
        self._cell_type = ""
        self._cell_counted = False
        self._number: list[str] | None = None
        self._all_cells = self._cells = self._rows = 0
        self._last_row = self._last_column = self._counted_row = 0
        self._issues: list[Issue] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._root_seen:
            self._root_seen = True
            self.is_worksheet = tag == "worksheet"
        elif not self.is_worksheet:
            return
        elif tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            self._start_row(attributes.get("r", ""))
        elif tag in _VALUED:
            self._start_value(tag)
        elif tag in _RANGED:
            self._check_range(attributes.get("ref", ""))

    def _start_row(self, number: str) -> None:
        self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
        self._column = 0
        self._count_any()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._count_any()
        self._cell_counted = False
        self._cell_type = attributes.get("t", "")
        self._column += 1
        if reference := attributes.get("r"):
            self._column, self._row = self._position(reference)

    def _count_any(self) -> None:
        """Rows and cells, empty or not: each costs the library an object."""
        self._all_cells += 1
        if self._all_cells > self._limits.empty_cells:
            refuse(
                f"La feuille a plus de {self._limits.empty_cells} cellules.", START_AFRESH, Place(self._sheet)
            )

    def _position(self, reference: str) -> tuple[int, int]:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            refuse(
                "La feuille est abîmée : une cellule y a une adresse impossible.",
                START_AFRESH,
                Place(self._sheet),
            )
        return column_number(match[1]), int(match[2])

    def _start_value(self, tag: str) -> None:
        if tag == "v" and self._cell_type in _NUMERIC:
            self._number = []
        if not self._cell_counted:
            self._cell_counted = True
            self._count_value()

    def _count_value(self) -> None:
        self._cells += 1
        self._rows += self._row != self._counted_row
        self._counted_row = self._row
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._rows > self._limits.rows_per_sheet or self._cells > self._limits.cells:
            refuse(
                f"La feuille a plus de {self._limits.rows_per_sheet} lignes remplies"
                f" ou de {self._limits.cells} valeurs : elle n’est pas lue.",
                "Une ligne décrit une équipe ou une vacation pour toute l’année : regroupez les lignes.",
                Place(self._sheet),
            )
        if self._row > self._limits.rows_per_sheet or self._column > self._limits.columns_per_sheet:
            self._note("Une valeur se trouve très loin du tableau.", "Effacez cette cellule.")

    def text(self, data: str) -> None:
        if self._number is not None:
            self._number.append(data)

    def end(self, tag: str) -> None:
        if tag == "v" and self._number is not None:
            self._check_number("".join(self._number).strip())
            self._number = None

    def _check_number(self, text: str) -> None:
        try:
            finite = text == "" or math.isfinite(float(text))
        except ValueError:
            finite = False
        if not finite:
            self._note(
                f"La cellule ne contient pas un nombre fini (« {text[:20]} »).", "Saisissez un nombre."
            )

    def _note(self, message: str, remedy: str) -> None:
        if len(self._issues) < MAX_ISSUES:
            place = Place(self._sheet, self._row, column_letters(self._column))
            self._issues.append(Issue("error", *place, message, remedy))

    def _check_range(self, reference: str) -> None:
        """A merged or linked area is expanded cell by cell by the library: bound it."""
        first, _, last = reference.partition(":")
        left, top = self._position(first)
        right, bottom = self._position(last or first)
        if (right - left + 1) * (bottom - top + 1) > self._limits.rows_per_sheet:
            refuse(
                f"La zone {reference} (cellules fusionnées ou lien) est démesurée.",
                "Défusionnez ces cellules et retirez les liens.",
                Place(self._sheet, top),
            )

    def issues(self) -> list[Issue]:
        return self._issues

    def scan(self) -> SheetScan:
        return SheetScan(self._last_row, self._last_column, self._cells)
