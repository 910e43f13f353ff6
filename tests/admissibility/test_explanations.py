"""Each (rule, code) has its explanation, and each explanation its (rule, code)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from admissibility.regularisation.candidates import POINTS as POINTS_FOLDER
from admissibility.rules.qualification import qualification
from admissibility.rules.registry import RULES, codes
from admissibility.templatetags.findings import explanation

FOLDER = Path(settings.BASE_DIR) / "templates" / "admissibility" / "findings"

FACTS = {
    "operator": "Offre fictive",
    "evidence": "RNA W751234567",
    "sirene_on": "2026-11-02",
    "breaches": [{"task": "Niveau 2", "subcontractor": "Centre fictif", "team": "EQ2"}],
    "subcontracted_weekly_hours": "35",
    "weekly_hours": "100",
    "amount_eur": "1000",
    "price_eur": "6000000",
    "budget_eur": "6000000",
    "maximum_share": "0.3",
    "subcontractors": ["Centre fictif"],
    "missing": ["le SIRET"],
    "gaps": [{"subcontractor": "Centre fictif", "missing": ["le SIRET"]}],
    "declared": [{"name": "Centre fictif", "article": "L. 2141-2"}],
    "required_eur": "100000",
    "years": [{"year": 2025, "amount_eur": "90000"}],
    "silent": ["Membre fictif"],
    "members": 2,
    "elsewhere": ["Autre offre fictive"],
    "signatory": "Dominique Fictif",
    "late_seconds": 25,
    "cut_before": 1,
    "started_at": "2027-02-01T10:59:00+00:00",
    "received_at": "2027-02-01T11:00:25+00:00",
}


def test_templates_and_codes_are_the_same_list() -> None:
    templates = {(path.parent.name, path.stem) for path in FOLDER.glob("*/*.html")}
    assert templates == set(codes())


@pytest.mark.parametrize(("rule", "code"), codes())
def test_each_explanation_is_a_french_sentence(rule: str, code: str) -> None:
    text = explanation(rule, code, FACTS)
    assert text.endswith(".")
    assert "{" not in text


POINTS = Path(settings.BASE_DIR) / "templates" / POINTS_FOLDER
REGULARISABLE = [
    (rule.name, code)
    for rule in RULES
    for code, result in rule.results.items()
    if result != "conform" and qualification(rule.name, code).regularised_by
]


def test_each_point_that_can_be_asked_has_its_words() -> None:
    templates = {(path.parent.name, path.stem) for path in POINTS.glob("*/*.txt")}
    assert templates == set(REGULARISABLE)


@pytest.mark.parametrize(("rule", "code"), REGULARISABLE)
def test_each_point_speaks_to_the_bidder(rule: str, code: str) -> None:
    text = render_to_string(f"{POINTS_FOLDER}/{rule}/{code}.txt", {"facts": FACTS}).strip()
    assert text.endswith(".")
    assert "l’acheteur" not in text


def test_rule_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
