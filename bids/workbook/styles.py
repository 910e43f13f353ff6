"""The look of the workbook: one ink, one accent, one tint for the cells to fill."""

from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from bids.workbook.values.cell import one_line

FONT_NAME: Final = "Calibri"
INK: Final = "FF1B2733"
MUTED: Final = "FF5B6875"

TITLE: Final = Font(name=FONT_NAME, size=16, bold=True, color=INK)
TEXT: Final = Font(name=FONT_NAME, size=11, color=INK)
STRONG: Final = Font(name=FONT_NAME, size=11, bold=True, color=INK)
NOTE: Final = Font(name=FONT_NAME, size=10, color=MUTED)
EXAMPLE: Final = Font(name=FONT_NAME, size=10, italic=True, color=MUTED)
HEADER: Final = Font(name=FONT_NAME, size=11, bold=True, color="FFFFFFFF")
MONO: Final = Font(name="Consolas", size=10, color=INK)

HEADER_FILL: Final = PatternFill("solid", start_color="FF1F4E79")
INPUT_FILL: Final = PatternFill("solid", start_color="FFFFF8E1")
FIXED_FILL: Final = PatternFill("solid", start_color="FFEEF1F4")
EXAMPLE_FILL: Final = PatternFill("solid", start_color="FFF7F8F9")

_LINE: Final = Side("thin", color="FFC9D1D9")
GRID: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

WRAP: Final = Alignment(wrap_text=True, vertical="top")
MIDDLE: Final = Alignment(vertical="center", wrap_text=True)
CENTERED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)

ALIGNMENTS: Final = {
    "text": MIDDLE,
    "fixed": MIDDLE,
    "number": CENTERED,
    "percent": CENTERED,
    "money": Alignment(horizontal="right", vertical="center"),
}
FORMATS: Final[dict[str, str]] = {
    # Text keeps « 24:00 », « 1-2 » and a SIRET as they are typed; a percent cell takes 8 for 8 %.
    "text": "@",
    "number": "General",
    "percent": "0.0#%",
    "money": "#,##0.00##",
    "fixed": "General",
}


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write text as text: what begins like a formula is not one."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    shown = one_line(text)
    cell.value = shown
    cell.data_type = "s"
    if shown.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True
    return cell
