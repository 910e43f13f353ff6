"""Opening a file that the guard let pass: the only module that reads one with openpyxl."""

import io
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from bids.workbook.guard import SheetScan
from bids.workbook.source import Merge, Sheet, SourceCell
from bids.workbook.values.cell import Cell, fold


def read_sheets(data: bytes, scans: dict[str, SheetScan]) -> list[Sheet]:
    """Sheets in their order. Formulas are never computed: a second look takes the values saved with them."""
    formulas = load_workbook(io.BytesIO(data), keep_links=False)
    sheets = [_sheet(sheet, scans[sheet.title]) for sheet in formulas.worksheets if sheet.title in scans]
    if any(cell.formula for sheet in sheets for cell in sheet.cells.values()):
        values = load_workbook(io.BytesIO(data), keep_links=False, data_only=True)
        for sheet in sheets:
            _take_saved_values(sheet, values[sheet.name])
    return sheets


def _sheet(source: Worksheet, scan: SheetScan) -> Sheet:
    sheet = Sheet(source.title, last_row=scan.last_row, last_column=scan.last_column)
    if scan.cells:
        for row in source.iter_rows(max_row=scan.last_row, max_col=scan.last_column):
            for cell in row:
                if isinstance(cell, ExcelCell) and cell.value is not None:
                    sheet.cells[cell.row, cell.column] = _source_cell(cell)
    sheet.merges = [Merge(a.min_row, a.max_row, a.min_col, a.max_col) for a in source.merged_cells.ranges]
    sheet.hidden_rows = {number for number, row in source.row_dimensions.items() if row.hidden}
    return sheet


def _source_cell(cell: ExcelCell) -> SourceCell:
    if cell.data_type == "f":
        return SourceCell(Cell(), formula=_formula_text(cell.value))
    return _valued(cell)


def _valued(cell: ExcelCell, formula: str = "") -> SourceCell:
    value: Any = cell.value
    if cell.data_type == "e":
        return SourceCell(Cell(), formula=formula, error=str(value))
    return SourceCell(Cell(value, percent="%" in fold(cell.number_format or "")), formula=formula)


def _formula_text(value: object) -> str:
    text = value.text if isinstance(value, ArrayFormula) else value
    return str(text) if text else "="


def _take_saved_values(sheet: Sheet, values: Worksheet) -> None:
    for (row, column), source in sheet.cells.items():
        cell = values.cell(row, column)
        if source.formula and isinstance(cell, ExcelCell):
            sheet.cells[row, column] = _valued(cell, source.formula)
