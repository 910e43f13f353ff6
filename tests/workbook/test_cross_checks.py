"""What the sheets must say together."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import Workbook

from bids.workbook.content import BidContent
from bids.workbook.generate import fill_workbook
from bids.workbook.reader import read_bytes
from tests.workbook.samples import (
    CONTENT,
    SPEC,
    content_of,
    edited,
    only_error,
    read,
    with_cell,
)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "message"),
    [
        ("Vacations", "A6", "soir", "« soir » n’existe pas"),
        ("Absences", "A6", "soir", "« soir » n’existe pas"),
        ("Équipes", "H6", 0, "aucun effectif déclaré"),
        ("Équipes", "B7", "Inconnu SARL", "absent de la feuille « Sous-traitants »"),
        ("Équipes", "C7", "cotraitant", "son lien avec l’offre est autre"),
        ("Prix", "D5", 35, "La quantité a été modifiée : le lot demande 36."),
        ("Prix", "A5", "P9", "« P9 » n’est pas une ligne de prix"),
        ("Lisez-moi", "B4", "AUTRE-2026", "d’une autre consultation"),
        ("Lisez-moi", "B6", "2", "d’un autre lot"),
        ("Lisez-moi", "B9", "cd" * 32, "d’une autre version du lot"),
    ],
)
def test_a_contradiction_is_found_at_its_place(sheet: str, cell: str, value: object, message: str) -> None:
    errors = read(with_cell(sheet, cell, value)).errors
    found = next(issue for issue in errors if message in issue.message)
    assert found.sheet == sheet
    assert str(found.row) == cell[1:]
    assert found.remedy


def test_a_price_line_left_out_is_named() -> None:
    def remove(book: Workbook) -> None:
        book["Prix"].delete_rows(6)

    assert "« P2 » (« Appel traité ») est absente" in only_error(edited(remove)).message


def test_every_team_says_its_absences() -> None:
    def remove(book: Workbook) -> None:
        book["Absences"].delete_rows(7)

    assert "n’a pas de ligne dans la feuille « Absences »" in only_error(edited(remove)).message


@pytest.mark.parametrize(("sheet", "value"), [("Équipes", "JOUR"), ("Absences", "Jour")])
def test_a_team_is_described_once(sheet: str, value: str) -> None:
    errors = read(with_cell(sheet, "A7", value)).errors
    assert any("figure déjà plus haut" in issue.message and issue.row == 7 for issue in errors)


def test_a_team_is_found_whatever_its_case() -> None:
    assert content_of(with_cell("Vacations", "A6", " JOUR ")) == CONTENT


def test_the_name_of_a_declared_subcontractor_settles_its_role() -> None:
    assert content_of(with_cell("Équipes", "C7", None)) == CONTENT


def test_an_employer_of_unknown_role_is_asked_for() -> None:
    def edit(book: Workbook) -> None:
        book["Équipes"]["B6"].value = "Association Sud (fictif)"
        book["Équipes"]["C6"].value = None

    assert "ni « titulaire », ni un membre" in only_error(edited(edit)).message


def test_a_consortium_member_needs_no_line_among_subcontractors() -> None:
    def edit(book: Workbook) -> None:
        book["Équipes"]["B6"].value = "Association Sud (fictif)"
        book["Équipes"]["C6"].value = "cotraitant"

    team = content_of(edited(edit)).teams[0]
    assert (team.employer, team.employer_role) == ("Association Sud (fictif)", "member")


def warnings_of(content: BidContent) -> Iterable[str]:
    result = read_bytes(fill_workbook(SPEC, content), SPEC)
    assert result.content == content, result.errors
    return [issue.message for issue in result.warnings]


def test_languages_channels_and_levels_beyond_the_lot_are_told() -> None:
    day = replace(CONTENT.teams[0], languages=("fr", "es"), channels=("call", "email"), levels=(1, 3))
    messages = "\n".join(warnings_of(replace(CONTENT, teams=(day, CONTENT.teams[1]))))
    assert "« espagnol » : langue que le lot ne demande pas" in messages
    assert "« courriel » : canal que le lot ne demande pas" in messages
    assert "Le lot ne demande pas le niveau 3" in messages


def test_a_subcontractor_whose_team_does_more_than_it_is_given_is_told() -> None:
    night = replace(CONTENT.teams[1], levels=(1, 2))
    assert any("N2" in message for message in warnings_of(replace(CONTENT, teams=(CONTENT.teams[0], night))))


def test_subcontracting_the_whole_price_is_told() -> None:
    sub = replace(CONTENT.subcontractors[0], amount_eur=CONTENT.total_price_eur)
    assert any(
        "seule une partie" in message for message in warnings_of(replace(CONTENT, subcontractors=(sub,)))
    )


def test_a_team_without_shifts_and_a_shift_written_twice_are_told() -> None:
    day = CONTENT.shifts[0]
    messages = "\n".join(warnings_of(replace(CONTENT, shifts=(day, day))))
    assert "« nuit » n’a aucune vacation" in messages
    assert "identique à une autre" in messages


def test_a_price_of_zero_is_told() -> None:
    free = (replace(CONTENT.prices[0], unit_price_eur=Decimal(0)), *CONTENT.prices[1:])
    assert any("prix unitaire est nul" in message for message in warnings_of(replace(CONTENT, prices=free)))


def test_the_total_of_the_sheet_is_compared_and_never_taken() -> None:
    result = read(with_cell("Prix", "F8", 1_000_000))
    assert result.content == CONTENT
    assert "1\u202f000\u202f000 €" in result.warnings[0].message


def test_a_refused_team_is_not_also_called_unknown() -> None:
    assert only_error(with_cell("Équipes", "D6", "N9")).sheet == "Équipes"


def test_nothing_is_guessed_from_a_workbook_with_one_error() -> None:
    result = read(with_cell("Vacations", "C6", "tôt"))
    assert result.content is None
    assert [issue.place for issue in result.errors] == ["« Vacations », ligne 6, colonne C"]
