"""The stress of an offer, told in words and tables."""

from typing import Any

import pytest

from scoring.costs.stress import Stressed, stress_of
from scoring.engine.model import Employer, Shift
from scoring.engine.stress import scenarios
from tests.engine.builders import ALL_DAYS, answered_target, call, engine_input, group


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    day = Shift(ALL_DAYS, 0, 1440, 5, site="Lyon")
    lent = group(1, id="renfort", employer=Employer("Renfort (fictif)", is_subcontractor=True))
    teams = (group(shifts=(day,)), lent)
    return scenarios(engine_input((call(),), teams, answered_target(0.8), weeks=1)).to_dict()


def test_each_circumstance_has_its_row(document: dict[str, Any]) -> None:
    tables = {table.first: [row.label for row in table.rows] for table in Stressed(document).tables}
    assert tables["Volume"][0] == "0,50 fois le volume prévu"
    assert tables["Travail par appel"][-1] == "40\u00a0min"
    assert tables["Site perdu"] == ["Lyon"]
    assert tables["Sous-traitant absent"] == ["Renfort (fictif)"]


def test_an_offer_without_sites_has_no_table_of_sites(document: dict[str, Any]) -> None:
    found = Stressed({**document, "sites": []})
    assert "Site perdu" not in [table.first for table in found.tables]


def test_the_margin_is_told_in_words(document: dict[str, Any]) -> None:
    told = Stressed(document)
    assert told.margin_words.startswith("La promesse tient jusqu’à 3,00 fois")
    assert "une marge de" in told.margin_words
    assert "20,0\u00a0min prévues" in told.time_words
    assert told.tested == ["Appels répondus"]


@pytest.mark.parametrize(
    ("multiple", "beyond", "words"),
    [
        (None, False, "même à un dixième"),
        (10.0, True, "encore à 10 fois"),
        (0.8, False, "il manque 20\u00a0%"),
    ],
)
def test_margins_at_the_ends(
    document: dict[str, Any], multiple: float | None, beyond: bool, words: str
) -> None:
    broken = {"volume_multiple": multiple, "is_beyond": beyond}
    margin = None if multiple is None else multiple - 1
    assert words in Stressed({**document, "volume_break": broken, "margin_share": margin}).margin_words


def test_a_run_without_stress_shows_nothing() -> None:
    assert stress_of(None) is None
    assert stress_of({"schema": "capacity-run/1"}) is None
