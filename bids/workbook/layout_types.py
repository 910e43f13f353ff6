"""What a sheet and a column of the workbook are made of."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "percent", "money", "fixed"]


@dataclass(frozen=True, slots=True)
class Column:
    """`header` carries the unit in brackets. `spreads`: a merged area gives its value to each of its rows."""

    key: str
    header: str
    width: int
    help: str
    kind: Kind = "text"
    aliases: tuple[str, ...] = ()
    spreads: bool = False
    required: bool = True


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """`example` has one text a column; a row whose first cell begins with « Exemple » is never read."""

    name: str
    title: str
    intro: str
    columns: tuple[Column, ...]
    example: tuple[str, ...] = ()
    blank_rows: int = 30
    may_be_missing: bool = False

    @property
    def headers(self) -> str:
        return ", ".join(f"« {column.header} »" for column in self.columns if column.required)
