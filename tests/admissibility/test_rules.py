"""The pure rules, case by case."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admissibility.rules.budget import WITHIN_BUDGET, BudgetFacts
from admissibility.rules.ess import ESS_RESERVATION, EssFacts, EssMember
from admissibility.rules.subcontracting import (
    ESSENTIAL_TASK,
    PARTIAL_SUBCONTRACTING,
    DeclaredSubcontractor,
    Scope,
    SubcontractedTeam,
    SubcontractingFacts,
)


def ess(family: str, evidence: str = "RNA W751234567", *, reserved: bool = True) -> str:
    member = EssMember("Une offre", is_lead=True, legal_family=family, evidence=evidence)
    return ESS_RESERVATION.apply(EssFacts(reserved, "all_members", (member,))).code


@pytest.mark.parametrize("family", ["association", "cooperative", "mutual", "mutual_insurer", "foundation"])
def test_a_legal_form_of_the_law_of_2014_is_ess(family: str) -> None:
    assert ess(family) == "ess_proved"


def test_a_commercial_company_is_ess_only_with_the_mention_at_the_register() -> None:
    assert ess("commercial_ess", "Statuts ; extrait Kbis, mention ESS") == "ess_proved"
    assert ess("commercial_ess", "Kbis, mention ESS") == "commercial_incomplete"
    assert ess("commercial_ess", "  ") == "ess_without_evidence"
    assert ess("commercial", "") == "not_ess"


def test_a_public_body_is_never_ess() -> None:
    assert ess("public_body", "") == "not_ess"


def test_an_unknown_form_is_not_a_no() -> None:
    assert ess("other") == "form_unknown"


def test_an_unreserved_lot_looks_at_no_form() -> None:
    assert ess("commercial", reserved=False) == "not_reserved"


def team(level: int, hours: str = "35", channel: str = "call") -> SubcontractedTeam:
    return SubcontractedTeam("EQ2", "Centre d’appels fictif", (channel,), ("fr",), (level,), Decimal(hours))


def declared(level: int, amount: str = "1000") -> DeclaredSubcontractor:
    return DeclaredSubcontractor("Centre d’appels fictif", ("call",), (level,), Decimal(amount))


def facts(
    *teams: SubcontractedTeam,
    declared: tuple[DeclaredSubcontractor, ...] = (),
    allowed: bool = True,
    maximum_share: Decimal | None = None,
    tasks: tuple[tuple[str, Scope], ...] = (
        ("Réponse aux appels de niveau 2", Scope(channel="call", level=2)),
    ),
) -> SubcontractingFacts:
    return SubcontractingFacts(
        allowed=allowed,
        maximum_share=maximum_share,
        essential_tasks=tasks,
        languages=("fr", "en"),
        teams=teams,
        declared=declared,
        total_hours=Decimal(100),
        price_eur=Decimal(10_000),
    )


def test_level_1_may_be_subcontracted() -> None:
    assert ESSENTIAL_TASK.apply(facts(team(1))).code == "essential_tasks_kept"


def test_level_2_calls_may_not() -> None:
    outcome = ESSENTIAL_TASK.apply(facts(team(2)))
    assert (outcome.code, outcome.result) == ("essential_task_subcontracted", "adverse")
    assert outcome.facts["breaches"][0]["team"] == "EQ2"


def test_level_2_chats_are_not_level_2_calls() -> None:
    assert ESSENTIAL_TASK.apply(facts(team(2, channel="chat"))).code == "essential_tasks_kept"


def test_a_declared_entrusting_counts_even_without_a_team() -> None:
    outcome = ESSENTIAL_TASK.apply(facts(declared=(declared(2),)))
    assert outcome.facts["breaches"] == [
        {"task": "Réponse aux appels de niveau 2", "subcontractor": "Centre d’appels fictif", "team": ""}
    ]


def test_no_essential_task_no_breach() -> None:
    assert ESSENTIAL_TASK.apply(facts(team(2), tasks=())).code == "no_essential_task"


@pytest.mark.parametrize(
    ("hours", "amount", "code"),
    [
        ("35", "1000", "part"),
        ("100", "1000", "total"),
        ("35", "10000", "total"),
        ("35", "5001", "above_share"),
    ],
)
def test_subcontracting_is_of_a_part_only(hours: str, amount: str, code: str) -> None:
    case = facts(team(1, hours), declared=(declared(1, amount),), maximum_share=Decimal("0.5"))
    assert PARTIAL_SUBCONTRACTING.apply(case).code == code


def test_where_subcontracting_is_excluded_any_is_adverse() -> None:
    assert PARTIAL_SUBCONTRACTING.apply(facts(team(1), allowed=False)).result == "adverse"


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 10**9, places=2))
def test_a_price_is_opposed_only_above_credits_dated_before_launch(price: Decimal, budget: Decimal) -> None:
    early = WITHIN_BUDGET.apply(BudgetFacts(price, budget, "2026-01-01", "2026-02-01"))
    late = WITHIN_BUDGET.apply(BudgetFacts(price, budget, "2026-03-01", "2026-02-01"))
    assert early.code == ("above_budget" if price > budget else "within_budget")
    assert late.result == "to_examine"
