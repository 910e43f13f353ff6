"""What bidders type, one cell at a time: read when it has one meaning, refused at its place otherwise."""

import datetime as dt

import pytest
from openpyxl import Workbook

from tests.workbook.samples import (
    CONTENT,
    PRICE_ROW,
    SHIFT_ROW,
    content_of,
    edited,
    naive,
    only_error,
    patched,
    read,
    with_cell,
)


@pytest.mark.parametrize("value", ["16h", "16 h 00", 16, dt.time(16), 16 / 24, "16:00:00"])
def test_one_time_in_many_wordings(value: object) -> None:
    assert content_of(with_cell("Vacations", f"D{SHIFT_ROW}", value)) == CONTENT


@pytest.mark.parametrize(
    "value", ["24:00", "24h", "minuit", dt.timedelta(days=1), naive(1900, 1, 1), "00:00"]
)
def test_24_00_ends_the_day(value: object) -> None:
    def edit(book: Workbook) -> None:
        cell = book["Vacations"][f"D{SHIFT_ROW + 1}"]
        cell.number_format = "[h]:mm" if isinstance(value, dt.timedelta) else "hh:mm"
        cell.value = value

    assert content_of(edited(edit)).shifts[1].end_minute == 1440


def test_22h_to_6h_passes_midnight() -> None:
    shift = content_of(with_cell("Vacations", f"C{SHIFT_ROW + 2}", "22h")).shifts[2]
    assert (shift.start_minute, shift.end_minute) == (1320, 1800)


def test_lundi_is_a_day() -> None:
    assert content_of(with_cell("Vacations", f"B{SHIFT_ROW}", "lundi")).shifts[0].days == (0,)


def test_a_comma_makes_a_decimal() -> None:
    content = content_of(with_cell("Prix", f"E{PRICE_ROW}", "2,5"))
    assert str(content.prices[0].unit_price_eur) == "2.5"


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "message"),
    [
        ("Vacations", "F6", "2,5", "n’est pas un nombre entier"),
        ("Vacations", "F6", 0, "effectif de la vacation est nul"),
        ("Vacations", "B7", "jours fériés", "jours fériés"),
        ("Vacations", "C6", "tôt", "n’est pas une heure"),
        ("Vacations", "C6", 1, "01:00 ou 24:00"),
        ("Vacations", "D6", "08:00", "identiques"),
        ("Vacations", "C7", "24:00", "commencer à 24:00"),
        ("Vacations", "E6", "480", "La pause dure autant"),
        ("Vacations", "E6", None, "La cellule est vide"),
        ("Équipes", "D6", "N9", "niveau connu"),
        ("Équipes", "E7", "klingon", "langue connue"),
        ("Équipes", "F7", "pigeon", "canal connu"),
        ("Équipes", "G6", None, "La cellule est vide"),
        ("Équipes", "G6", 40, "n’est pas possible"),
        ("Équipes", "H6", -1, "négatif"),
        ("Équipes", "I6", 1607, "durée hebdomadaire possible"),
        ("Absences", "B6", 8, "100 %"),
        ("Absences", "B6", "0,08", "deux façons"),
        ("Sous-traitants", "B6", "73282932000075", "clé de contrôle"),
        ("Sous-traitants", "F6", "beaucoup", "n’est pas un nombre"),
        ("Preuves", "B6", None, "La cellule est vide"),
        ("Prix", "E5", None, "La cellule est vide"),
        ("Prix", "E6", -14.25, "négatif"),
        ("Prix", "E6", "#N/A", "affiche l’erreur"),
        ("Prix", "E6", True, "n’est pas un nombre"),
    ],
)  # fmt: skip
def test_a_refused_cell_is_named_with_its_remedy(sheet: str, cell: str, value: object, message: str) -> None:
    issue = only_error(with_cell(sheet, cell, value))
    assert (issue.sheet, issue.column, str(issue.row)) == (sheet, cell[0], cell[1:])
    assert message in issue.message
    assert issue.remedy


@pytest.mark.parametrize("text", [b"NaN", b"INF", b"-Infinity", b"1e999", b"abc"])
def test_not_a_finite_number_in_the_file_itself(text: bytes) -> None:
    data = patched("xl/worksheets/sheet7.xml", b"<v>9500</v>", b"<v>" + text + b"</v>")
    issue = only_error(data)
    assert issue.place == "« Prix », ligne 5, colonne E"
    assert "nombre fini" in issue.message


def test_a_text_that_looks_like_a_formula_is_shown_between_guillemets() -> None:
    def edit(book: Workbook) -> None:
        cell = book["Vacations"]["B6"]
        cell.value = "=cmd|'/c calc'!A1"
        cell.data_type = "s"

    assert only_error(edited(edit)).message.startswith("« =cmd")


def test_more_than_200_problems_are_counted() -> None:
    def edit(book: Workbook) -> None:
        for row in range(6, 6 + 250):
            for column, value in zip("ABCDEF", ("jour", "lundi", "tôt", "10:00", 0, 1), strict=True):
                book["Vacations"][f"{column}{row}"].value = value

    issues = read(edited(edit)).issues
    assert len(issues) == 201
    assert (
        issues[-1].message == "51 autres remarques ne sont pas affichées."
    )  # and « nuit » is left without shifts
