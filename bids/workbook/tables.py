"""Finding the tables: which sheet, which row of headers, which column; then one row at a time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar

from bids.workbook.addresses import column_letters
from bids.workbook.layout_types import Column, SheetLayout
from bids.workbook.report import Place, Report
from bids.workbook.source import EMPTY, Sheet, SourceCell
from bids.workbook.values import Cell, ValueRefused, fold, quoted

Value = TypeVar("Value")

_HEADER_SEARCH_ROWS: Final = 20
_EXAMPLE: Final = re.compile(r"exemple\b")
_RESAVE: Final = (
    "Ouvrez le classeur, enregistrez-le, puis déposez-le ; ou remplacez la formule par sa valeur."
)


def name_key(text: str) -> str:
    """« Sous-traitants » and « SOUS TRAITANT » are one name; what is in brackets is a unit."""
    words = re.findall(r"[a-z0-9°]+", re.sub(r"\([^)]*\)", " ", fold(text)))
    return " ".join(word.rstrip("s") for word in words)


def is_example(text: str) -> bool:
    return bool(_EXAMPLE.match(fold(text)))


@dataclass(slots=True)
class Table:
    """A layout found in a sheet: where its headers are and in which column (from 1) each key stands."""

    layout: SheetLayout
    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    formulas: dict[int, int] = field(default_factory=dict)

    def place(self, row: int | None = None, key: str = "") -> Place:
        column = column_letters(self.columns[key]) if key in self.columns else ""
        return Place(self.sheet.name, row, column)


@dataclass(slots=True)
class Row:
    """One filled row. `failed` once a cell was refused: the record is then not made."""

    table: Table
    number: int
    report: Report
    failed: bool = False

    def text(self, key: str) -> str:
        return self._source(key).cell.text

    def is_empty(self, key: str) -> bool:
        """Nothing there at all, not even a formula."""
        return self._source(key).is_empty

    def place(self, key: str = "") -> Place:
        return self.table.place(self.number, key)

    def refuse(self, key: str, message: str, remedy: str) -> None:
        self.failed = True
        self.report.error(self.place(key), message, remedy)

    def read(self, key: str, parse: Callable[[Cell], Value], default: Value) -> Value:
        """The parsed value, or `default` after the refusal is reported at its place."""
        try:
            return parse(self._usable(key))
        except ValueRefused as refusal:
            self.refuse(key, refusal.message, refusal.remedy)
            return default

    def _source(self, key: str) -> SourceCell:
        column = self.table.columns.get(key)
        if column is None:
            return EMPTY
        area = self.table.sheet.merge_at(self.number, column)
        return (
            self.table.sheet.cell(area.top, area.left) if area else self.table.sheet.cell(self.number, column)
        )

    def _usable(self, key: str) -> Cell:
        self._check_merge(key)
        source = self._source(key)
        if source.error:
            raise ValueRefused(f"La cellule affiche l’erreur {quoted(source.error)}.", "Corrigez la formule.")
        if source.formula:
            self._check_formula(source)
            column = self.table.columns[key]
            self.table.formulas[column] = self.table.formulas.get(column, 0) + 1
        return source.cell

    def _check_formula(self, source: SourceCell) -> None:
        if source.reaches_out:
            raise ValueRefused(
                "La formule renvoie hors du classeur : elle n’est pas suivie.",
                "Remplacez la formule par sa valeur.",
            )
        if source.cell.value is None:
            raise ValueRefused("La formule n’a pas de valeur enregistrée.", _RESAVE)

    def _check_merge(self, key: str) -> None:
        column = self.table.columns.get(key, 0)
        area = self.table.sheet.merge_at(self.number, column)
        if area is None:
            return
        spreads = next(item.spreads for item in self.table.layout.columns if item.key == key)
        if area.left != area.right or not (spreads or area.top == area.bottom):
            raise ValueRefused(
                "Des cellules fusionnées ne disent pas à quelle ligne ou colonne leur valeur appartient.",
                "Défusionnez ces cellules et écrivez la valeur dans chacune.",
            )


def match_sheets(sheets: list[Sheet], wanted: tuple[str, ...], report: Report) -> dict[str, Sheet]:
    """Sheets by their expected name, matched whatever the accents, case, spaces or plural."""
    keys = {name_key(name): name for name in wanted}
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        name = keys.get(name_key(sheet.name))
        if name is None:
            _warn_unknown(sheet, wanted, report)
        elif name in found:
            report.error(
                Place(sheet.name), f"Deux feuilles s’appellent {quoted(name)}.", "Gardez-en une seule."
            )
        else:
            found[name] = sheet
    return found


def _warn_unknown(sheet: Sheet, wanted: tuple[str, ...], report: Report) -> None:
    if sheet.cells:
        report.warning(
            Place(sheet.name),
            f"La feuille {quoted(sheet.name)} n’est pas attendue : elle n’est pas lue.",
            f"Les feuilles lues sont : {', '.join(wanted)}.",
        )


def find_table(sheet: Sheet, layout: SheetLayout, report: Report) -> Table | None:
    """The table under its headers, wherever they stand; None once the error is reported."""
    names = {name_key(name): column for column in layout.columns for name in (column.header, *column.aliases)}
    row = _header_row(sheet, names)
    if row is None:
        report.error(
            Place(sheet.name),
            "La ligne d’en-têtes est introuvable.",
            f"Rétablissez les en-têtes : {layout.headers}.",
        )
        return None
    table = Table(layout, sheet, row, {})
    _map_columns(table, names, report)
    missing = [
        column.header for column in layout.columns if column.required and column.key not in table.columns
    ]
    for header in missing:
        report.error(
            table.place(row), f"La colonne {quoted(header)} est absente.", "Rétablissez-la avec son en-tête."
        )
    return None if missing else table


def _header_row(sheet: Sheet, names: dict[str, Column]) -> int | None:
    hits: dict[int, int] = {}
    for (row, _), source in sheet.cells.items():
        if row <= _HEADER_SEARCH_ROWS and name_key(source.cell.text) in names:
            hits[row] = hits.get(row, 0) + 1
    best = max(hits, key=lambda row: (hits[row], -row), default=None)
    return best if best is not None and hits[best] >= 2 else None


def _map_columns(table: Table, names: dict[str, Column], report: Report) -> None:
    for index in range(1, table.sheet.last_column + 1):
        text = table.sheet.cell(table.header_row, index).cell.text
        column = names.get(name_key(text))
        place = Place(table.sheet.name, table.header_row, column_letters(index))
        if column is None:
            if text:
                report.warning(
                    place, f"La colonne {quoted(text)} n’est pas attendue : elle n’est pas lue.", ""
                )
        elif column.key in table.columns:
            report.error(
                place, f"La colonne {quoted(column.header)} est présente deux fois.", "Gardez-en une seule."
            )
        else:
            table.columns[column.key] = index


def rows(table: Table, report: Report) -> Iterator[Row]:
    """Filled rows under the headers, without the examples; a merged area fills no row below its first."""
    numbers = [row for row in table.sheet.filled_rows(set(table.columns.values())) if row > table.header_row]
    for number in numbers:
        row = Row(table, number, report)
        if is_example(row.text(table.layout.columns[0].key)):
            _check_example(row)
        else:
            yield row
    _report_habits(table, numbers, report)


def _check_example(row: Row) -> None:
    layout, known = row.table.layout, row.table.columns
    expected = zip(layout.columns, layout.example, strict=False)
    # An older workbook lacks the columns that were added since: its example is still the example.
    if any(row.text(column.key) != text for column, text in expected if column.key in known):
        row.report.warning(
            row.place(),
            "Cette ligne commence par « Exemple » : elle n’est pas lue.",
            "Si elle compte, remplacez « Exemple » par votre propre code.",
        )


def _report_habits(table: Table, numbers: list[int], report: Report) -> None:
    for column, count in table.formulas.items():
        report.warning(
            Place(table.sheet.name, None, column_letters(column)),
            f"{count} formule(s) : c’est leur dernière valeur enregistrée qui est lue.",
            "Vérifiez ces valeurs dans le récapitulatif.",
        )
    hidden = sorted(table.sheet.hidden_rows.intersection(numbers))
    if hidden:
        report.warning(
            Place(table.sheet.name, hidden[0]),
            f"{len(hidden)} ligne(s) masquée(s) contiennent des valeurs : elles sont lues.",
            "Affichez-les et supprimez celles qui ne comptent pas.",
        )
