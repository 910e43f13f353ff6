"""The names about which one signs: each company once, however it is written."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bids.applications.content import Subcontractor
from bids.interests.names import Party, each_once, parties_in, party, party_key
from bids.workbook.content import BidContent
from tests.bids.builders import TEAM

SIRET, OTHER_SITE = "73282932000074", "73282932000082"


def content(**fields: object) -> BidContent:
    bare = BidContent("2026-0001", 1, "a" * 64, (TEAM,), (), (), (), (), ())
    return replace(bare, **fields)  # type: ignore[arg-type]


def relay(name: str = "Relais", siret: str = SIRET) -> Subcontractor:
    return Subcontractor(name, siret, "Niveau 1", (1,), ("call",), Decimal(1))


def test_two_sites_of_a_company_are_one_name() -> None:
    found = parties_in(content(subcontractors=(relay(), relay("RELAIS SUD", OTHER_SITE))))
    assert [one.name for one in found] == ["Relais"]


def test_an_employer_that_the_teams_alone_name_is_found() -> None:
    lent = replace(TEAM, employer="Écoute  Ouest", employer_role="member")
    assert parties_in(content(teams=(TEAM, lent))) == [
        Party("nom:ecoute ouest", "Écoute Ouest", "", "cotraitant")
    ]


def test_an_employer_declared_with_its_siret_is_asked_once() -> None:
    lent = replace(TEAM, employer="relais", employer_role="subcontractor")
    found = parties_in(content(teams=(lent,), subcontractors=(relay(),)))
    assert [one.key for one in found] == ["732829320"]


def test_parts_are_joined_and_names_sorted() -> None:
    parties = [party("Zénith", "", "cotraitant"), party("Alpha", SIRET, "soumissionnaire")]
    joined = each_once([*parties, party("Alpha", OTHER_SITE, "sous-traitant")])
    assert [(one.name, one.part) for one in joined] == [
        ("Alpha", "soumissionnaire, sous-traitant"),
        ("Zénith", "cotraitant"),
    ]


@given(st.text(alphabet="aàâeéèEÉ  oôÔ\u00a0", min_size=1, max_size=20))
def test_case_accents_and_spaces_do_not_make_another_name(name: str) -> None:
    assert party_key("", f"  {name.upper()} ") == party_key("", name)
    assert party("x", "", "y").field.isascii()
