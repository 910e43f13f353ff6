"""What a reader is shown of two contents: labels in French, both values, whole rows, no code."""

import copy
from typing import Any

import pytest

from tenders.fingerprint import frozen_content
from tenders.law.amendments import Kind
from tenders.sections import Section
from tenders.versions.comparison import Change, changes_between
from tests.tender_builders import lead_case_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(db: None) -> Any:
    return frozen_content(lead_case_draft())


def only(before: Any, after: Any) -> Change:
    (found,) = changes_between(before, after)
    return found


def test_a_volume(content: Any) -> None:
    after = copy.deepcopy(content)
    contact = after["lots"][0]["contact_types"][0]
    contact["annual_volume"] = 98_765
    found = only(content, after)
    assert (found.lot, found.section, found.field) == (1, Section.VOLUMES, "contact_types.annual_volume")
    assert found.label == f"« {contact['label']} » : volume annuel (contacts)"
    assert found.words.after == "98\u202f765"


@pytest.mark.parametrize(
    ("field", "value", "label", "shown"),
    [
        ("duration_months", 48, "Durée (mois)", "48"),
        ("starts_on", "2027-02-01", "Début du service", "lundi 1er\u00a0février 2027"),
        ("procedure", "open", "Procédure", "Appel d’offres ouvert"),
    ],
)
def test_a_field_of_the_whole(content: Any, field: str, value: Any, label: str, shown: str) -> None:
    found = only(content, {**content, field: value})
    assert (found.lot, found.label, found.words.after) == (None, label, shown)


def test_a_share_is_a_percentage(content: Any) -> None:
    after = copy.deepcopy(content)
    criterion = next(row for row in after["lots"][0]["criteria"] if row["target_share"])
    criterion["target_share"] = "0.875"
    assert only(content, after).words.after == "87,5\u00a0%"


def test_a_criterion_that_goes_is_one_change_with_all_it_said(content: Any) -> None:
    after = copy.deepcopy(content)
    gone = after["lots"][0]["criteria"].pop()
    found = only(content, after)
    assert (found.kind, found.field) == (Kind.REMOVED, "criteria")
    assert found.label == f"Critère d’attribution « {gone['name']} »"
    assert "Poids (%) : " in found.words.before
    assert found.words.after == "—"


def test_the_last_line_that_goes_is_told(content: Any) -> None:
    after = copy.deepcopy(content)
    tasks = after["lots"][0]["subcontracting"]["essential_tasks"]
    gone = len(tasks)
    tasks.clear()
    assert [one.kind for one in changes_between(content, after)] == [Kind.REMOVED] * gone


def test_words_that_change_are_marked(content: Any) -> None:
    found = only({**content, "title": "Écoute de jour"}, {**content, "title": "Écoute de <nuit>"})
    assert found.words.before == "Écoute de <del>jour</del>"
    assert found.words.after == "Écoute de <ins>&lt;nuit&gt;</ins>"


def test_an_hour_of_the_week(content: Any) -> None:
    after = copy.deepcopy(content)
    after["lots"][0]["profiles"][0]["weights"][0] = "7"
    assert "(1 heure de la semaine sur 168)" in only(content, after).words.after


def test_a_lot_that_comes(content: Any) -> None:
    after = copy.deepcopy(content)
    after["lots"].append({**copy.deepcopy(after["lots"][0]), "number": 2, "title": "Tchat"})
    found = only(content, after)
    assert (found.kind, found.field, found.lot, found.label) == (Kind.ADDED, "lot", 2, "Lot « Tchat »")


def test_a_field_that_an_older_content_did_not_have_and_that_says_nothing_is_no_change(content: Any) -> None:
    before = {name: value for name, value in content.items() if name != "no_allotment_reason"}
    assert changes_between(before, {**content, "no_allotment_reason": ""}) == []
