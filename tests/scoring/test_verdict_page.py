"""What a page says of a simulated verdict, from invented documents."""

from typing import Any

import pytest

from scoring.pages.tables import means
from scoring.pages.verdict import VerdictPage

QUESTION = {
    "id": "exigence-1",
    "kind": "requirement",
    "label": "Neuf sur dix",
    "measure": "answered_share",
    "scope_label": "tous",
    "channel": "",
    "language": "",
    "level": None,
    "within_seconds": None,
    "threshold_share": "0.9",
    "floor_share": None,
    "target_share": None,
}
HOLES = QUESTION | {"id": "exigence-2", "label": "Jamais personne", "measure": "coverage_holes"}


def band(mean: float, half: float = 0.002) -> dict[str, Any]:
    chance = [mean - half, mean + half]
    wide = {"inputs": [mean - 0.05, mean + 0.04], "specification": [mean, mean + 0.01]}
    return {"mean": mean, "monte_carlo": chance, **wide, "specification_by": {}}


def output(mean: float, half: float = 0.002, **simulation: Any) -> dict[str, Any]:
    """A requirement of 90 % simulated at ``mean``, seen at 91 % by the quick look."""
    answer = {"question": QUESTION, "is_held": mean >= 0.9, "hours": [], "value": str(mean)}
    holes = {"question": HOLES, "is_held": False, "hours": [3, 4], "value": "0.99"}
    quick = {"targets": [{"id": "exigence-1", "reached_share": 0.91}], "overall": {"completed_share": 0.91}}
    found = {
        "bands": {"completed_share": band(mean, half), "exigence-1": band(mean, half)},
        "replications": 23,
        "precision": 0.002,
        "stopped_because": "precision",
        "variants": [],
        "design": {
            "points": 32,
            "cvs": {"volume_cv": 0.1, "handle_time_cv": 0, "patience_cv": 0, "absence_cv": 0.2},
        },
    }
    return {"simulation": found | simulation, "quick": quick, "lawful": None, "answers": [answer, holes]}


@pytest.mark.parametrize(
    ("mean", "label"), [(0.93, "Tenue"), (0.87, "Non tenue"), (0.901, "Indécis"), (0.899, "Indécis")]
)
def test_a_requirement_is_decided_beyond_chance(mean: float, label: str) -> None:
    row = VerdictPage(output(mean)).rows[0]
    assert row.state.label == label
    assert bool(row.doubt) == (label == "Indécis")


def test_the_doubt_says_on_which_side_the_mean_lies() -> None:
    assert "en moyenne, elle est non tenue" in VerdictPage(output(0.899)).rows[0].doubt


def test_the_three_bands_stay_apart() -> None:
    row = VerdictPage(output(0.93)).rows[0]
    assert [one.replace("\u00a0", " ") for one in row.bands] == [
        "92,8 à 93,2 %",
        "88,0 à 97,0 %",
        "93,0 à 94,0 %",
    ]


def test_the_difference_with_the_quick_look_is_signed() -> None:
    row = VerdictPage(output(0.93)).rows[0]
    assert row.gap.replace("\u00a0", " ") == "+2,0 points"


def test_empty_hours_are_certain() -> None:
    row = VerdictPage(output(0.93)).rows[1]
    assert (row.value.replace("\u00a0", " "), set(row.bands)) == ("2 heures sans personne", {"certain"})


def test_inputs_known_exactly_are_left_out() -> None:
    words = VerdictPage(output(0.93)).inputs_in_words
    assert words.replace("\u00a0", " ") == "volumes à 10 % près et absences à 20 % près"


@pytest.mark.parametrize(
    ("reason", "words"), [("precision", "chaque mesure demandée"), ("replications", "le plus grand permis")]
)
def test_it_says_why_it_stopped(reason: str, words: str) -> None:
    assert words in VerdictPage(output(0.93, stopped_because=reason)).stopped


def test_another_reading_says_what_it_changes() -> None:
    reading = {
        "band": "specification",
        "label": "Autre lecture",
        "replications": 10,
        "differences": {"completed_share": {"mean": -0.004, "half_width_95": 0.001}},
    }
    found = VerdictPage(output(0.93, variants=[reading])).readings[0]
    assert found.effect.replace("\u00a0", " ") == "−0,4 point sur l’ensemble"


def test_a_scope_without_contacts_is_not_drawn() -> None:
    nothing = {"mean": None, "monte_carlo": None, "inputs": None, "specification": None}
    page = VerdictPage(output(0.93, bands={"completed_share": band(0.93), "exigence-1": nothing}))
    assert page.rows[0].value == "—"
    assert [row[0] for row in page.chart.table.rows] == ["Tous contacts, servis jusqu’au bout"]


def test_means_take_the_place_of_figures() -> None:
    figure = {"mean": 0.5, "half_width_95": 0.1}
    assert means({"a": figure, "b": [figure, {"c": 1}]}) == {"a": 0.5, "b": [0.5, {"c": 1}]}
