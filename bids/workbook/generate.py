"""The workbook of a lot, blank or filled. The same lot and content give the same bytes."""

import datetime as dt
import io
import re
import zipfile
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bids.workbook import layout, styles
from bids.workbook.application_layout import APPLICATION, ITEMS
from bids.workbook.choices import add_choices
from bids.workbook.content import BidContent
from bids.workbook.layout_types import Column, SheetLayout
from bids.workbook.readme import write_readme
from bids.workbook.rows import Value, answers_of, rows_of
from bids.workbook.spec import LotSpec, PriceLineSpec
from bids.workbook.values.cell import one_line

_EPOCH: Final = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed stamp in the file, not a moment
_ZIP_DATE: Final = (2026, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_AMOUNT_COLUMN: Final = "F"


def write_workbook(spec: LotSpec) -> bytes:
    """An XLSX file that a bidder fills: instructions, the tables of the offer, those of the application."""
    return _stable_bytes(_build(spec))


def fill_workbook(spec: LotSpec, content: BidContent) -> bytes:
    """The same file with `content` written where a bidder would. Unknown price codes are left out."""
    book = _build(spec)
    for table in layout.TABLES:
        if table is layout.PRICES:
            _fill_prices(book[table.name], spec, content)
        elif table is APPLICATION:
            _write_items(book[table.name], answers_of(content.application) if content.application else {})
        else:
            _fill_rows(book[table.name], table, rows_of(table, content))
    return _stable_bytes(book)


def _build(spec: LotSpec) -> Workbook:
    book = Workbook()
    book.properties.creator = one_line(spec.buyer_name)
    book.properties.title = f"Plan d’effectifs et prix, {spec.tender_reference}, lot {spec.lot_number}"
    book.properties.created = _EPOCH
    readme = book.active
    assert isinstance(readme, Worksheet)
    write_readme(readme, spec)
    for table in layout.TABLES:
        sheet = book.create_sheet(table.name)
        _write_head(sheet, table)
        if table is layout.PRICES:
            _write_price_lines(sheet, spec.price_lines)
        elif table is APPLICATION:
            _write_items(sheet, {})
        else:
            _write_example(sheet, table)
            _write_blank_rows(sheet, table, layout.FIRST_ROW, layout.FIRST_ROW + table.blank_rows)
            add_choices(sheet, table, spec)
        _set_page(sheet, table, spec)
    return book


def _write_head(sheet: Worksheet, table: SheetLayout) -> None:
    styles.put_text(sheet, layout.TITLE_ROW, 1, table.title).font = styles.TITLE
    styles.put_text(sheet, layout.INTRO_ROW, 1, table.intro).font = styles.NOTE
    for index, column in enumerate(table.columns, start=1):
        cell = styles.put_text(sheet, layout.HEADER_ROW, index, column.header)
        cell.font, cell.fill, cell.border = styles.HEADER, styles.HEADER_FILL, styles.GRID
        cell.alignment = styles.CENTERED
        cell.comment = Comment(column.help, "Acheteur", height=70, width=260)
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.row_dimensions[layout.HEADER_ROW].height = 62


def _write_example(sheet: Worksheet, table: SheetLayout) -> None:
    for index, text in enumerate(table.example, start=1):
        cell = styles.put_text(sheet, layout.EXAMPLE_ROW, index, text)
        cell.font, cell.fill, cell.border = styles.EXAMPLE, styles.EXAMPLE_FILL, styles.GRID
        cell.number_format = "@"
        cell.alignment = styles.ALIGNMENTS[table.columns[index - 1].kind]


def _write_blank_rows(sheet: Worksheet, table: SheetLayout, first: int, end: int) -> None:
    for row in range(first, end):
        sheet.row_dimensions[row].height = 20
        for index, column in enumerate(table.columns, start=1):
            _style_input(sheet, row, index, column)


def _style_input(sheet: Worksheet, row: int, index: int, column: Column) -> None:
    cell = sheet.cell(row, index)
    cell.font, cell.border = styles.TEXT, styles.GRID
    cell.alignment = styles.ALIGNMENTS[column.kind]
    cell.fill = styles.FIXED_FILL if column.kind == "fixed" else styles.INPUT_FILL
    cell.number_format = styles.FORMATS[column.kind]


def _write_price_lines(sheet: Worksheet, lines: tuple[PriceLineSpec, ...]) -> None:
    first = layout.EXAMPLE_ROW
    _write_blank_rows(sheet, layout.PRICES, first, first + len(lines))
    for row, line in enumerate(lines, start=first):
        for index, text in enumerate((line.code, line.label, line.unit), start=1):
            styles.put_text(sheet, row, index, text)
        sheet.cell(row, 4).value = line.quantity
        sheet.cell(row, 4).number_format = "#,##0.###" if line.quantity % 1 else "#,##0"
        sheet.cell(row, 6).value = f"=D{row}*E{row}"
        sheet.cell(row, 6).number_format = "#,##0.00"
    _write_total(sheet, first, first + len(lines))


def _write_items(sheet: Worksheet, answers: dict[str, str]) -> None:
    first = layout.EXAMPLE_ROW
    _write_blank_rows(sheet, APPLICATION, first, first + len(ITEMS))
    for row, (key, label, note) in enumerate(ITEMS, start=first):
        for index, text in ((1, label), (2, answers.get(key, "")), (3, note)):
            if text:
                styles.put_text(sheet, row, index, text)
        sheet.row_dimensions[row].height = 34


def _write_total(sheet: Worksheet, first: int, row: int) -> None:
    for index in range(1, 7):
        cell = sheet.cell(row, index)
        cell.font, cell.border, cell.fill = styles.STRONG, styles.GRID, styles.FIXED_FILL
    styles.put_text(sheet, row, 1, layout.TOTAL_LABEL)
    total = sheet[f"{_AMOUNT_COLUMN}{row}"]
    total.value = f"=SUM({_AMOUNT_COLUMN}{first}:{_AMOUNT_COLUMN}{row - 1})" if row > first else 0
    total.number_format = "#,##0.00"


def _set_page(sheet: Worksheet, table: SheetLayout, spec: LotSpec) -> None:
    sheet.freeze_panes = f"B{layout.HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{layout.HEADER_ROW}:{layout.HEADER_ROW}"
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.left is not None
    assert footer.right is not None
    reference = one_line(spec.tender_reference).replace("&", "&&")
    footer.left.text = f"{reference}, lot {spec.lot_number} : {table.name}"
    footer.right.text = "Page &P sur &N"


def _fill_rows(sheet: Worksheet, table: SheetLayout, rows: list[tuple[Value, ...]]) -> None:
    for row, values in enumerate(rows, start=layout.FIRST_ROW):
        for index, (column, value) in enumerate(zip(table.columns, values, strict=True), start=1):
            _style_input(sheet, row, index, column)
            if isinstance(value, str):
                styles.put_text(sheet, row, index, value)
            else:
                sheet.cell(row, index).value = value


def _fill_prices(sheet: Worksheet, spec: LotSpec, content: BidContent) -> None:
    prices = {line.code: line.unit_price_eur for line in content.prices}
    for row, line in enumerate(spec.price_lines, start=layout.EXAMPLE_ROW):
        sheet.cell(row, 5).value = prices.get(line.code)


def _stable_bytes(book: Workbook) -> bytes:
    """The library stamps the moment of saving on the properties and on every entry: set them all alike."""
    raw, stable = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(stable, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            stamp = _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
            data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", source.read(name), count=1)
            target.writestr(entry, data)
    return stable.getvalue()
