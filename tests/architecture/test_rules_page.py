"""docs/regles.md says what the code does, and every rule can be read there."""

import ast
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from admissibility.rules.registry import RULES, codes
from awards.abnormally_low.rules.registry import RULES as ALERTS
from awards.abnormally_low.rules.registry import codes as alert_codes
from procedure.rules_page import rules_page
from tenders.checks import CODES

ROOT = Path(settings.BASE_DIR)
CHECKS = sorted((ROOT / "tenders" / "checks").glob("*.py"))


def test_the_page_is_up_to_date() -> None:
    call_command("write_rules", "--check")


def test_every_code_is_on_the_page() -> None:
    page = rules_page()
    missing = [
        code
        for code in (*CODES, *(code for _, code in (*codes(), *alert_codes())))
        if f"`{code}`" not in page
    ]
    assert not missing


def test_every_rule_says_in_french_what_it_looks_at() -> None:
    assert not [rule.name for rule in (*RULES, *ALERTS) if not rule.title or not rule.looks_at.endswith(".")]


def test_no_explanation_shows_the_language_of_templates() -> None:
    assert not {"{{", "{%", "[…]"} & {mark for mark in ("{{", "{%", "[…]") if mark in rules_page()}


def words(path: Path) -> set[str]:
    """Return the plain strings of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_each_declared_code_is_yielded_by_a_check() -> None:
    declaring = {"of_tender.py", "of_lot.py"}
    said = set().union(*(words(path) for path in CHECKS if path.name not in declaring))
    assert set(CODES) <= said


def first_arguments(path: Path) -> set[str]:
    """Return the codes that a module gives to Problem, both of them where a condition chooses."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    made = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Problem"]
    parts = [[one.body, one.orelse] if isinstance(one, ast.IfExp) else [one] for one in made]
    return {str(one.value) for part in parts for one in part if isinstance(one, ast.Constant)}


def test_each_yielded_code_is_declared() -> None:
    yielded = set().union(*(first_arguments(path) for path in CHECKS))
    assert len(yielded) > 60
    assert yielded <= set(CODES)
