import io
from dataclasses import replace

from openpyxl import Workbook, load_workbook

from bids.workbook import layout
from bids.workbook.generate import fill_workbook, write_workbook
from bids.workbook.guard import inspect
from tests.workbook.samples import CONTENT, SPEC, read


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_same_lot_same_bytes() -> None:
    assert write_workbook(SPEC) == write_workbook(SPEC)
    assert fill_workbook(SPEC, CONTENT) == fill_workbook(SPEC, CONTENT)


def test_sheets_headers_and_frozen_panes() -> None:
    book = opened(write_workbook(SPEC))
    assert tuple(book.sheetnames) == layout.SHEET_NAMES
    for table in layout.TABLES:
        headers = tuple(cell.value for cell in book[table.name][layout.HEADER_ROW])
        assert headers == tuple(column.header for column in table.columns)
        assert book[table.name].freeze_panes == "B5"


def test_a_blank_workbook_passes_the_guard_and_misses_only_what_is_to_fill() -> None:
    data = write_workbook(SPEC)
    assert set(inspect(data)) == set(layout.SHEET_NAMES)
    messages = {issue.message for issue in read(data).errors}
    assert messages == {
        "Aucune équipe n’est décrite.",
        "Aucune vacation n’est décrite.",
        "La cellule est vide : il y faut un nombre.",
    }


def test_every_example_row_is_readable_once_it_is_no_example() -> None:
    book = opened(write_workbook(SPEC))
    for table in (layout.TEAMS, layout.SHIFTS, layout.ABSENCES):
        book[table.name]["A5"].value = "jour-N1"
    book["Sous-traitants"]["A5"].value = None
    for row in (5, 6, 7):
        book["Prix"][f"E{row}"].value = 1
    for cell in book["Sous-traitants"][5]:
        cell.value = None
    target = io.BytesIO()
    book.save(target)
    content = read(target.getvalue()).content
    assert content is not None
    assert content.teams[0].languages == ("fr", "en")


def test_days_levels_and_channels_are_proposed_and_not_imposed() -> None:
    validations = opened(write_workbook(SPEC))["Vacations"].data_validations.dataValidation
    assert [item.type for item in validations] == ["list", "list"]
    assert not any(item.showErrorMessage for item in validations)


def test_a_title_that_looks_like_a_formula_stays_a_text() -> None:
    trap = '=HYPERLINK("http://exemple.invalid","Cliquez")'
    book = opened(write_workbook(replace(SPEC, tender_title=trap)))
    cell = next(c for row in book["Lisez-moi"].iter_rows() for c in row if c.value == trap)
    assert cell.data_type == "s"
    assert cell.quotePrefix
