"""The sheets of a workbook as plain values, whatever library read them."""

import re
from dataclasses import dataclass, field
from typing import Final

from bids.workbook.values.cell import Cell

_OUTWARD: Final = re.compile(
    r"\[[0-9]+\]|\.xls|https?:|\||\b(?:webservice|hyperlink|rtd|dde|call|filterxml)\(", re.I
)


@dataclass(frozen=True, slots=True)
class SourceCell:
    """`formula`: its text, the value being the one last saved with it; `error`: #DIV/0! and the like."""

    cell: Cell
    formula: str = ""
    error: str = ""

    @property
    def is_empty(self) -> bool:
        return self.cell.is_empty and not self.formula and not self.error

    @property
    def reaches_out(self) -> bool:
        return bool(_OUTWARD.search(self.formula))


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, rows and columns from 1, both ends included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(slots=True)
class Sheet:
    """Only the cells that hold something, by (row, column) from 1."""

    name: str
    cells: dict[tuple[int, int], SourceCell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0

    def cell(self, row: int, column: int) -> SourceCell:
        return self.cells.get((row, column), EMPTY)

    def filled_rows(self, columns: set[int]) -> list[int]:
        """Rows, in order, where one of these columns holds something."""
        return sorted(
            {row for (row, column), cell in self.cells.items() if column in columns and not cell.is_empty}
        )

    def merge_at(self, row: int, column: int) -> Merge | None:
        for area in self.merges:
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                return area
        return None


EMPTY: Final = SourceCell(Cell())
