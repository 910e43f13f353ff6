from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from bids.workbook.values import (
    Cell,
    ValueRefused,
    fold,
    parse_channels,
    parse_employer_role,
    parse_languages,
    parse_levels,
    parse_siret,
    parse_text,
    quoted,
)
from bids.workbook.values.cell import Raw
from bids.workbook.vocabulary import LANGUAGE_LABELS
from tests.workbook.samples import naive


@pytest.mark.parametrize(
    ("value", "levels"),
    [
        ("N1", (1,)),
        ("niveau 2", (2,)),
        ("1 et 2", (1, 2)),
        ("N1/N2", (1, 2)),
        ("N1-N2", (1, 2)),
        ("1,2", (1, 2)),
        ("niveaux 1 à 3", (1, 2, 3)),
        (1, (1,)),
        (2.0, (2,)),
        ("N2 + N1", (1, 2)),
    ],
)
def test_reads_levels(value: Raw, levels: tuple[int, ...]) -> None:
    assert parse_levels(Cell(value)) == levels


@pytest.mark.parametrize("value", ["", "N4", "N0", 1.2, 12, "tous", naive(2027, 2, 1), True, "N2-N1"])
def test_refuses_levels(value: Raw) -> None:
    with pytest.raises(ValueRefused):
        parse_levels(Cell(value))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("français", ("fr",)),
        ("FR", ("fr",)),
        ("Fr/En", ("fr", "en")),
        ("FR-EN", ("fr", "en")),
        ("LSF", ("fsl",)),
        ("français et anglais", ("fr", "en")),
        ("Langue des signes française", ("fsl",)),
        ("FRANCAIS", ("fr",)),
    ],
)
def test_reads_languages(text: str, codes: tuple[str, ...]) -> None:
    assert parse_languages(Cell(text)) == codes


@given(st.lists(st.sampled_from(sorted(LANGUAGE_LABELS)), min_size=1, unique=True), st.booleans())
def test_every_list_of_languages_survives(codes: list[str], by_code: bool) -> None:
    words = codes if by_code else [LANGUAGE_LABELS[code] for code in codes]
    assert parse_languages(Cell(", ".join(words))) == tuple(codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("appel", ("call",)),
        ("Téléphone", ("call",)),
        ("appels, chat", ("call", "chat")),
        ("e-mail", ("email",)),
        ("appels sortants", ("outbound",)),
        ("appel et tchat", ("call", "chat")),
        ("rappel", ("callback",)),
    ],
)
def test_reads_channels(text: str, codes: tuple[str, ...]) -> None:
    assert parse_channels(Cell(text)) == codes


def test_reads_roles_and_leaves_an_empty_one_open() -> None:
    assert parse_employer_role(Cell("Sous-traitant")) == "subcontractor"
    assert parse_employer_role(Cell("cotraitant")) == "member"
    assert parse_employer_role(Cell(None)) is None


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_languages, "klingon"),
        (parse_languages, "bilingue"),
        (parse_channels, "fax"),
        (parse_channels, ""),
        (parse_employer_role, "ami"),
    ],
)
def test_refuses_unknown_words(parse: Callable[[Cell], object], text: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        parse(Cell(text))
    assert refused.value.remedy


@pytest.mark.parametrize(
    "value", ["732 829 320 00074", "73282932000074", "732\u00a0829\u00a0320\u00a000074", 73282932000074.0]
)
def test_reads_siret(value: Raw) -> None:
    assert parse_siret(Cell(value)) == "73282932000074"


@pytest.mark.parametrize("value", ["35600000000048", "356 000 000 49837"])
def test_reads_la_poste_by_its_own_rule(value: str) -> None:
    assert parse_siret(Cell(value)) == value.replace(" ", "")


@pytest.mark.parametrize(
    "value", ["", "73282932000075", "7328293200007", "1.23E+13", "=1+1", 732829320, "٧٣"]
)
def test_refuses_siret(value: Raw) -> None:
    with pytest.raises(ValueRefused, match="SIRET"):
        parse_siret(Cell(value))


@given(st.integers(0, 10**8 - 1), st.integers(0, 10**4 - 1))
def test_one_wrong_digit_in_a_siret_is_found(head: int, office: int) -> None:
    siren = f"{head:08}" + luhn.calc_check_digit(f"{head:08}")
    siret = f"{siren}{office:04}" + luhn.calc_check_digit(f"{siren}{office:04}")
    if siren == "356000000":
        return
    assert parse_siret(Cell(siret)) == siret
    with pytest.raises(ValueRefused):
        parse_siret(Cell(siret[:-1] + str((int(siret[-1]) + 1) % 10)))


def test_text_is_one_visible_line() -> None:
    assert parse_text(Cell(" Lille\n\u202eCentre\x00 ")) == "Lille Centre"
    with pytest.raises(ValueRefused, match="300 caractères"):
        parse_text(Cell("x" * 301))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1))
def test_a_quoted_value_never_begins_a_formula_and_stays_short(text: str) -> None:
    assert quoted(text).startswith("« ")
    assert len(quoted(text)) <= 64
