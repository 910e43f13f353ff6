"""What each finding would lead to: every rule has its line, and every kind its article."""

from typing import get_args

import pytest

from admissibility.decisions.enums import ARTICLES, DecisionKind
from admissibility.rules.qualification import (
    BY_CODE,
    BY_RULE,
    MISSING_PIECES,
    Kind,
    proposed,
    qualification,
)
from admissibility.rules.registry import RULES, codes

QUALIFIED = [(rule.name, code) for rule in RULES for code, one in rule.results.items() if one != "conform"]


@pytest.mark.parametrize(("rule", "code"), QUALIFIED)
def test_each_finding_that_does_not_conform_is_qualified(rule: str, code: str) -> None:
    found = qualification(rule, code)
    assert found.kind in set(DecisionKind.values)
    assert found.article


def test_no_line_is_of_another_rule() -> None:
    assert set(BY_RULE) == {rule.name for rule in RULES}
    assert set(BY_CODE) <= set(codes())


def test_each_kind_has_its_article() -> None:
    assert set(ARTICLES) == set(DecisionKind.values)
    assert set(get_args(Kind)) <= set(DecisionKind.values)


def test_an_unacceptable_price_and_an_exclusion_are_never_put_right() -> None:
    assert qualification("within_budget", "above_budget").regularised_by == ""
    assert qualification("ess_reservation", "not_ess").regularised_by == ""


def test_a_missing_proof_is_asked_of_all_concerned() -> None:
    assert qualification("ess_reservation", "ess_without_evidence").regularised_by == MISSING_PIECES


def test_the_heaviest_is_proposed() -> None:
    found = proposed([("within_budget", "above_budget"), ("essential_task", "essential_task_subcontracted")])
    assert found is not None
    assert found.kind == "irregular"
    assert proposed([]) is None
