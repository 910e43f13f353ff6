"""Each (rule, code) has its explanation, each alert its question, and nothing lies unused."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string

from awards.abnormally_low.pages import FOLDER
from awards.abnormally_low.rules.registry import RULES, asking, codes

HERE = Path(settings.BASE_DIR) / "templates" / FOLDER
UNSET = "VARIABLE-INCONNUE"
LINE = {
    "code": "appel",
    "label": "Appel traité",
    "quantity": "360000",
    "unit_price_eur": "5.10",
    "reference_eur": "12.00",
    "gap": "0.5750",
    "weight": "0.8000",
}
SUBCONTRACT = {"name": "Renfort (fictif)", "declared_eur": "1000", "low_eur": "2000", "high_eur": "2500"}
FACTS: dict[str, Any] = {
    "price_eur": "620000.00",
    "reference_eur": "1000000.00",
    "gap": "0.3800",
    "others": 3,
    "lots": 2,
    "problem": "pas de durée",
    "low_eur": "700000",
    "high_eur": "800000",
    "lacking_eur": "80000",
    "months": 24,
    "lines": [LINE],
    "subcontracts": [SUBCONTRACT],
}


@pytest.fixture(autouse=True)
def _no_unknown_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UNSET)  # type: ignore[attr-defined]


def test_templates_and_codes_are_the_same_list() -> None:
    templates = {(path.parent.name, path.stem) for path in (HERE / "alerts").glob("*/*.html")}
    assert templates == set(codes())


def test_each_alert_has_its_question() -> None:
    assert {path.stem for path in (HERE / "questions").glob("*.txt")} == {*asking(), "every_price"}


@pytest.mark.parametrize(("rule", "code"), codes())
def test_each_explanation_is_a_french_sentence(rule: str, code: str) -> None:
    text = render_to_string(f"{FOLDER}/alerts/{rule}/{code}.html", {"facts": FACTS}).strip()
    assert text.endswith(".")
    assert UNSET not in text


@pytest.mark.parametrize("rule", asking())
def test_no_question_tells_a_rival_price_or_the_estimate(rule: str) -> None:
    text = render_to_string(f"{FOLDER}/questions/{rule}.txt", {"facts": FACTS})
    plain = text.replace("\u202f", "").replace("\u00a0", "")
    assert UNSET not in text
    assert not any(secret in plain for secret in ("1000000", "12,00", "38,0", "57,5"))


def test_rule_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
