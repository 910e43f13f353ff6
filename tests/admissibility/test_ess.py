"""The ESS reservation, member by member: what the register adds, and what it never says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import LegalFamily
from admissibility.rules.ess import ESS_RESERVATION, EssFacts, EssMember, code_of
from admissibility.rules.legal_categories import CATEGORIES
from tenders.enums import EssScope

ASSOCIATION = EssMember("Écoute (fictif)", is_lead=True, legal_family="association", evidence="", siren="1")
KNOWN = replace(
    ASSOCIATION, sirene_on="2026-11-02", sirene_category="9220", sirene_ess=None, sirene_active=True
)
COMPANY = EssMember("Contact (fictif)", is_lead=False, legal_family="commercial", evidence="", siren="2")


def facts(*members: EssMember, scope: str = EssScope.ALL_MEMBERS, reserved: bool = True) -> EssFacts:
    return EssFacts(reserved, scope, members)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "ess_by_register"),
        ({"sirene_ess": True}, "ess_by_register"),
        ({"evidence": "RNA W751234567"}, "ess_proved"),
        # INSEE says no, the law says that an association is of the ESS by its form: a person looks.
        ({"sirene_ess": False}, "conflicting"),
        ({"sirene_category": "5710"}, "conflicting"),
        ({"sirene_category": "9300"}, "conflicting"),
        ({"sirene_category": "7389"}, "conflicting"),
        # A congregation is an uncertain case: the register confirms nothing and denies nothing.
        ({"sirene_category": "9240"}, "ess_without_evidence"),
        # Not declared, an association has no legal personality.
        ({"sirene_category": "9210"}, "no_personality"),
        ({"sirene_active": False}, "ceased"),
        ({"legal_family": "other"}, "form_unknown"),
        ({"legal_family": ""}, "form_unknown"),
    ],
)
def test_what_the_register_adds(change: dict[str, object], code: str) -> None:
    assert code_of(replace(KNOWN, **change)) == code  # type: ignore[arg-type]


def test_a_register_that_does_not_know_changes_nothing() -> None:
    assert code_of(ASSOCIATION) == "ess_without_evidence"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "not_ess"),
        ({"sirene_ess": False, "sirene_category": "5710"}, "not_ess"),
        ({"sirene_category": "5710"}, "not_ess"),
        ({"sirene_ess": True}, "conflicting"),
        ({"evidence": "Statuts"}, "conflicting"),
        ({"sirene_category": "5558"}, "conflicting"),
        ({"legal_family": "public_body"}, "not_ess"),
        ({"legal_family": "public_body", "sirene_category": "7389"}, "not_ess"),
        ({"legal_family": "public_body", "sirene_category": "9220"}, "conflicting"),
    ],
)
def test_a_form_outside_the_ess(change: dict[str, object], code: str) -> None:
    assert code_of(replace(COMPANY, **change)) == code  # type: ignore[arg-type]


def test_every_member_counts_unless_the_buyer_looks_at_the_lead_only() -> None:
    assert ESS_RESERVATION.apply(facts(KNOWN, COMPANY)).result == "adverse"
    assert ESS_RESERVATION.apply(facts(KNOWN, COMPANY, scope=EssScope.LEAD_ONLY)).code == "ess_by_register"
    led = (replace(KNOWN, is_lead=False), replace(COMPANY, is_lead=True))
    assert ESS_RESERVATION.apply(facts(*led, scope=EssScope.LEAD_ONLY)).code == "not_ess"


def test_without_a_lead_everyone_is_looked_at() -> None:
    members = (replace(KNOWN, is_lead=False), COMPANY)
    assert ESS_RESERVATION.apply(facts(*members, scope=EssScope.LEAD_ONLY)).code == "not_ess"


def test_the_finding_names_those_it_is_about() -> None:
    found = ESS_RESERVATION.apply(facts(KNOWN, COMPANY)).facts
    assert found["operator"] == COMPANY.name
    assert [member["code"] for member in found["members"]] == ["ess_by_register", "not_ess"]


MEMBERS = st.builds(
    EssMember,
    name=st.just("Un membre (fictif)"),
    is_lead=st.booleans(),
    legal_family=st.sampled_from(["", *LegalFamily.values]),
    evidence=st.sampled_from(["", "statuts", "statuts et Kbis"]),
    sirene_category=st.sampled_from(["", "5710", "7389", "9999", *CATEGORIES]),
    sirene_ess=st.sampled_from([None, True, False]),
    sirene_active=st.sampled_from([None, True, False]),
)


@given(st.lists(MEMBERS, min_size=1, max_size=4), st.sampled_from(EssScope.values))
def test_only_a_form_declared_outside_the_ess_is_adverse(members: list[EssMember], scope: str) -> None:
    outcome = ESS_RESERVATION.apply(facts(*members, scope=scope))
    if outcome.result == "adverse":
        assert any(member.legal_family in {"commercial", "public_body"} for member in members)
