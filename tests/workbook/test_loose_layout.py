"""Sheets renamed, columns moved, cells merged, rows left empty, formulas: the life of a spreadsheet."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from tests.workbook.samples import (
    CONTENT,
    FILLED,
    content_of,
    edited,
    only_error,
    patched,
    read,
    saved,
    with_cell,
)


@pytest.mark.parametrize("name", ["equipes", "ÉQUIPES ", "Equipe", "Équipes (2)"])
def test_sheet_names_are_matched_loosely(name: str) -> None:
    def rename(book: Workbook) -> None:
        book["Équipes"].title = name

    assert content_of(edited(rename)) == CONTENT


def test_a_wrong_sheet_name_is_named_with_those_expected() -> None:
    def rename(book: Workbook) -> None:
        book["Vacations"].title = "Planning"

    result = read(edited(rename))
    missing, unknown = result.errors[0], result.warnings[0]
    assert missing.message == "La feuille « Vacations » est absente."
    assert "Équipes, Vacations, Absences" in missing.remedy
    assert "« Planning » n’est pas attendue" in unknown.message


def test_two_sheets_of_one_name() -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book["Absences"]).title = "absence"

    assert "Deux feuilles" in only_error(edited(copy)).message


def test_optional_sheets_may_go_when_nothing_depends_on_them() -> None:
    def remove(book: Workbook) -> None:
        del book["Preuves"], book["Lisez-moi"]

    result = read(edited(remove))
    assert result.content is not None
    assert result.content.evidence == ()
    assert {issue.sheet for issue in result.warnings} == {"Preuves", "Lisez-moi"}


def test_columns_may_be_in_any_order_and_headers_anywhere_in_the_first_rows() -> None:
    def shuffle(book: Workbook) -> None:
        sheet = book["Vacations"]
        rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows(min_row=4, max_row=8)]
        sheet.delete_rows(1, 200)
        for offset, row in enumerate(rows):
            for column, value in enumerate(row, start=3):
                sheet.cell(9 + offset, column).value = value

    assert content_of(edited(shuffle)) == CONTENT


def test_headers_without_units_or_with_other_words() -> None:
    def reword(book: Workbook) -> None:
        book["Vacations"]["C4"].value = "DÉBUT"
        book["Vacations"]["F4"].value = "Effectif"
        book["Prix"]["E4"].value = "Prix unitaire"

    assert content_of(edited(reword)) == CONTENT


def test_a_missing_column_is_named() -> None:
    issue = only_error(with_cell("Vacations", "F4", None))
    assert (issue.sheet, issue.row) == ("Vacations", 4)
    assert "« Effectif présent (personnes) » est absente" in issue.message


def test_missing_headers_are_listed() -> None:
    def wipe(book: Workbook) -> None:
        for cell in book["Absences"][4]:
            cell.value = None

    errors = read(edited(wipe)).errors
    assert "Taux d’absence (%)" in next(e.remedy for e in errors if "en-têtes" in e.message)


def test_an_unknown_column_and_an_unknown_sheet_are_told_and_left_out() -> None:
    def add(book: Workbook) -> None:
        book["Vacations"]["J4"].value = "Commentaire"
        book["Vacations"]["J6"].value = "=1/0"
        book.create_sheet("Calculs")["A1"].value = 1

    result = read(edited(add))
    assert result.content == CONTENT
    assert [issue.sheet for issue in result.warnings] == ["Calculs", "Vacations"]


def test_empty_rows_between_rows_do_not_count() -> None:
    def spread(book: Workbook) -> None:
        book["Vacations"].insert_rows(7, 3)
        book["Équipes"].insert_rows(6, 2)

    assert content_of(edited(spread)) == CONTENT


def test_a_merged_text_applies_to_each_of_its_rows() -> None:
    def merge(book: Workbook) -> None:
        book["Vacations"].merge_cells("A6:A7")
        book["Vacations"].merge_cells("G9:G20")

    assert content_of(edited(merge)) == CONTENT


@pytest.mark.parametrize("area", ["F6:F7", "C6:D6", "A6:B6"])
def test_a_merged_number_or_width_is_refused_at_its_place(area: str) -> None:
    def merge(book: Workbook) -> None:
        book["Vacations"].merge_cells(area)

    issue = read(edited(merge)).errors[0]
    assert (issue.sheet, issue.row, issue.column) == ("Vacations", 6, area[0])
    assert "fusionnées" in issue.message
    assert "Défusionnez" in issue.remedy


def test_a_formula_never_saved_is_refused() -> None:
    issue = only_error(with_cell("Prix", "E6", "=10+4.25"))
    assert issue.place == "« Prix », ligne 6, colonne E"
    assert "enregistrez-le" in issue.remedy


def test_a_formula_saved_with_its_value_is_read_and_told() -> None:
    data = patched("xl/worksheets/sheet7.xml", b"<v>14.25</v>", b"<f>10+4.25</f><v>14.25</v>")
    result = read(data)
    assert result.content == CONTENT
    assert (result.warnings[0].sheet, result.warnings[0].column) == ("Prix", "E")


@pytest.mark.parametrize(
    "formula", [b"[1]Feuil1!A1", b"WEBSERVICE(&quot;http://x&quot;)", b"cmd|&apos;/c&apos;!A1"]
)
def test_a_formula_that_leaves_the_workbook_is_refused(formula: bytes) -> None:
    data = patched("xl/worksheets/sheet7.xml", b"<v>14.25</v>", b"<f>" + formula + b"</f><v>14.25</v>")
    assert "hors du classeur" in only_error(data).message


def test_an_example_that_was_filled_is_not_lost_in_silence() -> None:
    result = read(with_cell("Vacations", "F5", 9))
    assert result.content == CONTENT
    assert "elle n’est pas lue" in result.warnings[0].message


def test_hidden_rows_are_read_and_told() -> None:
    def hide(book: Workbook) -> None:
        book["Vacations"].row_dimensions[7].hidden = True

    result = read(edited(hide))
    assert result.content == CONTENT
    assert (result.warnings[0].row, "masquée" in result.warnings[0].message) == (7, True)


def test_a_workbook_saved_again_by_a_library_reads_the_same() -> None:
    assert content_of(saved(load_workbook(io.BytesIO(FILLED)))) == CONTENT
