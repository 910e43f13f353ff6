"""The sheets on the application: what is filled is read, what contradicts itself is named at its place."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from stdnum import luhn

from bids.applications.content import (
    LEGAL_FAMILY_LABELS,
    ApplicationContent,
    Member,
    Turnover,
)
from bids.workbook.generate import fill_workbook, write_workbook
from bids.workbook.report import Issue, ReadResult
from tests.workbook.samples import CONTENT, GROUPING, LEAD, SPEC, WITH_APPLICATION, content_of, read, saved
from tests.workbook.test_round_trip import TEXTS

FILLED = fill_workbook(SPEC, WITH_APPLICATION)


def changed(edit: Callable[[Workbook], object]) -> ReadResult:
    book = load_workbook(io.BytesIO(FILLED))
    edit(book)
    return read(saved(book))


def with_cell(sheet: str, cell: str, value: object) -> ReadResult:
    def edit(book: Workbook) -> None:
        book[sheet][cell].value = value

    return changed(edit)


def refused(result: ReadResult) -> Issue:
    """The one error of an application that is refused while the offer is read."""
    assert result.content is not None
    assert result.content.application is None
    assert len(result.errors) == 1, result.errors
    return result.errors[0]


def test_a_grouping_comes_back() -> None:
    assert content_of(FILLED) == WITH_APPLICATION


@st.composite
def sirets(draw: st.DrawFn) -> str:
    siren = str(draw(st.integers(10_000_000, 99_999_999)))
    siren += luhn.calc_check_digit(siren)
    return siren + "0001" + luhn.calc_check_digit(siren + "0001")


@st.composite
def members(draw: st.DrawFn, siret: str, *, is_lead: bool) -> Member:
    year = draw(st.integers(2000, 2099))
    declared = draw(st.booleans())
    return Member(
        name=draw(TEXTS),
        siret=siret,
        legal_family=draw(st.sampled_from(["", *LEGAL_FAMILY_LABELS])),
        is_lead=is_lead,
        is_jointly_liable=True,
        tasks=draw(TEXTS | st.just("")),
        amount_eur=draw(st.none() | st.decimals(0, 10**9, places=2)),
        turnovers=tuple(Turnover(year - back, draw(st.decimals(0, 10**9, places=2))) for back in range(3)),
        ess_evidence=draw(TEXTS | st.just("")),
        no_exclusion_declared=declared,
        exclusions_declared=() if declared else tuple(draw(st.sets(st.just("L. 2141-4")))),
    )


@st.composite
def applications(draw: st.DrawFn) -> ApplicationContent:
    numbers = draw(st.lists(sirets(), min_size=1, max_size=4, unique_by=lambda siret: siret[:9]))
    several = len(numbers) > 1
    return replace(
        GROUPING,
        form="joint_and_several" if several else "single",
        members=tuple(draw(members(siret, is_lead=rank == 0)) for rank, siret in enumerate(numbers)),
        honour_declared=draw(st.booleans()),
        lead_empowered=draw(st.booleans()),
    )


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(applications())
def test_what_is_filled_is_what_is_read(application: ApplicationContent) -> None:
    content = replace(CONTENT, application=application)
    assert content_of(fill_workbook(SPEC, content)) == content


def test_in_a_joint_grouping_only_the_lead_may_answer_for_all() -> None:
    def edit(book: Workbook) -> None:
        book["Candidature"]["B5"].value = "groupement conjoint"
        book["Candidature"]["B6"].value = "oui"

    content = changed(edit).content
    assert content is not None
    assert content.application is not None
    assert [member.is_jointly_liable for member in content.application.members] == [True, False]


@pytest.mark.parametrize("sheets", [("Candidature", "Membres"), ("Candidature",)])
def test_an_older_workbook_reads_the_same(sheets: tuple[str, ...]) -> None:
    def edit(book: Workbook) -> None:
        for sheet in sheets:
            del book[sheet]
        book["Membres"].delete_rows(6, 2) if "Membres" in book.sheetnames else None
        book["Sous-traitants"].delete_cols(7, 4)

    result = changed(edit)
    assert result.content == CONTENT
    assert result.issues == ()


def test_a_blank_application_is_no_application() -> None:
    messages = {issue.sheet for issue in read(write_workbook(SPEC)).issues}
    assert not messages & {"Candidature", "Membres"}


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "place", "message"),
    [
        ("Membres", "B7", LEAD.siret, "Membres B7", "Ce SIRET est celui d’un autre membre"),
        ("Membres", "B7", "99000011900026", "Membres B7", "Ce SIREN est celui d’un autre membre"),
        ("Membres", "B7", "99000012700012", "Membres B7", "sa clé de contrôle est fausse"),
        ("Membres", "B7", "73282932000074", "Membres B7", "aussi déclaré dans « Sous-traitants »"),
        ("Membres", "D7", "oui", "Membres D7", "est un second mandataire"),
        ("Membres", "D6", "non", "Membres D6", "Aucun membre n’est désigné mandataire"),
        ("Membres", "D6", "peut-être", "Membres D6", "n’est ni « oui » ni « non »"),
        ("Membres", "C6", "SPRL", "Membres C6", "n’est pas une forme juridique connue"),
        ("Membres", "M7", "L. 2141-77", "Membres M7", "n’est pas un article d’exclusion"),
        ("Membres", "L7", "oui", "Membres L7", "à la fois aucune exclusion et L. 2141-2"),
        ("Membres", "G6", None, "Membres G6", "sans leur année"),
        ("Membres", "H6", '=WEBSERVICE("http://exemple.invalid")', "Membres H6", "hors du classeur"),
        ("Candidature", "B5", "candidat seul", "Candidature ", "2 membres sont décrits"),
        ("Candidature", "B5", "ensemble", "Candidature B5", "n’est pas une forme de candidature"),
    ],
)
def test_a_contradiction_is_named_at_its_place(
    sheet: str, cell: str, value: object, place: str, message: str
) -> None:
    result = with_cell(sheet, cell, value)
    assert result.content is not None
    assert result.content.application is None
    found = next(issue for issue in result.errors if message in issue.message)
    assert f"{found.sheet} {found.column}{found.row or ''}" == place
    assert found.remedy


def test_a_grouping_needs_two() -> None:
    issue = refused(changed(lambda book: book["Membres"].delete_rows(7)))
    assert "au moins deux membres" in issue.message


def test_la_poste_has_its_own_siret_key() -> None:
    content = with_cell("Membres", "B7", "35600000049837").content
    assert content is not None
    assert content.application is not None
    assert content.application.members[1].siren == "356000000"


def test_an_employer_must_be_a_member() -> None:
    def edit(book: Workbook) -> None:
        book["Équipes"]["B6"].value = "Inconnue (fictif)"
        book["Équipes"]["C6"].value = "cotraitant"

    result = changed(edit)
    assert result.content is None
    assert "absent de la feuille « Membres »" in result.errors[0].message


def test_the_name_of_a_member_settles_its_role() -> None:
    def edit(book: Workbook) -> None:
        book["Équipes"]["B6"].value = "COOPÉRATIVE VOIX (FICTIF)"
        book["Équipes"]["C6"].value = None

    content = changed(edit).content
    assert content is not None
    assert content.teams[0].employer_role == "member"


def test_parts_that_do_not_sum_are_a_remark() -> None:
    result = with_cell("Membres", "F7", 1)
    assert result.content is not None
    assert result.content.application is not None
    assert [issue.message[:10] for issue in result.warnings] == ["La somme d"]


def test_swapped_columns_are_read_by_their_headers() -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Membres"]
        for row in range(4, 8):
            one, other = sheet.cell(row, 1), sheet.cell(row, 3)
            one.value, other.value = other.value, one.value

    assert changed(edit).content == WITH_APPLICATION


def test_more_members_than_any_grouping_are_refused_at_once() -> None:
    def edit(book: Workbook) -> None:
        for row in range(8, 4_900):
            book["Membres"].cell(row, 1).value = f"Membre {row}"

    result = changed(edit)
    assert result.content is not None
    assert result.content.application is None
    assert len(result.issues) <= 201


def test_ten_thousand_members_never_meet_the_reader() -> None:
    def edit(book: Workbook) -> None:
        for row in range(8, 10_000):
            book["Membres"].cell(row, 1).value = f"Membre {row}"

    result = changed(edit)
    assert result.content is None
    assert "lignes" in result.errors[0].message


def test_dc4_data_are_read() -> None:
    def edit(book: Workbook) -> None:
        for cell, value in {"G6": "30 jours", "H6": "oui", "I6": "non", "J6": "oui"}.items():
            book["Sous-traitants"][cell].value = value

    content = changed(edit).content
    assert content is not None
    (sub,) = content.subcontractors
    assert (sub.payment_terms, sub.direct_payment, sub.relies_on_capacities) == ("30 jours", True, False)
    assert sub.no_exclusion_declared
    assert sub.amount_eur == Decimal(250_000)
