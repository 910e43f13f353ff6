"""What becomes of an offer when something changes: from values alone."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoring.capacity.changes import Change
from scoring.capacity.consequences import USUAL, quantities
from scoring.capacity.counted import counted
from scoring.capacity.questions import Question
from scoring.capacity.whatif import quick_what_if
from scoring.engine.model import Channel, ContactType, HandleTime, Patience
from tests.scoring.test_capacity import CALL, ENOUGH, NEVER_EMPTY, asked, crew

MARK = Question("critere-1", "criterion", "Note", "coverage_holes", "tous", floor_share=Decimal(0))


def answer(change: Change, **group: Any) -> dict[str, Any]:
    return quick_what_if(asked(crew(**group)), [ENOUGH, NEVER_EMPTY], change)


def served(change: Change) -> float:
    return float(answer(change)["overall"]["completed_share"])


@pytest.mark.parametrize("name", ["volume", "handle_time", "absence"])
def test_more_of_it_serves_fewer(name: str) -> None:
    data = replace(asked(crew()), groups=(replace(crew(), absence_share=0.1),))
    before, after = (quick_what_if(data, [ENOUGH], Change(**{name: by})) for by in (1, 2))
    assert after["overall"]["completed_share"] < before["overall"]["completed_share"]


def test_more_patience_serves_more() -> None:
    assert served(Change(patience=2)) > served(Change()) > served(Change(patience=0.5))


def test_twice_the_volume_is_twice_the_callers() -> None:
    before, after = answer(Change())["overall"], answer(Change(volume=2))["overall"]
    assert after["offered"] == pytest.approx(2 * before["offered"], rel=1e-9)


def test_a_requirement_breaks_when_too_many_call() -> None:
    held = [answer(Change(volume=by))["answers"][0]["is_held"] for by in (0.5, 4)]
    assert held == [True, False]


def test_holes_are_counted_in_hours() -> None:
    found = answer(Change(), night=0)["answers"][1]
    assert (found["hours"], found["is_held"]) == (8 * 7, False)


def test_a_criterion_is_never_held() -> None:
    found = quick_what_if(asked(crew()), [MARK], Change())["answers"]
    assert [one["is_held"] for one in found] == [None]


def test_a_lot_that_asks_nothing_is_read_against_the_usual_mark() -> None:
    data = replace(asked(crew()), targets=(replace(asked(crew()).targets[0], id=USUAL.id),))
    found = quick_what_if(data, [], Change())["answers"]
    assert [one["id"] for one in found] == [USUAL.id]


def test_quantities_are_means_over_those_who_call() -> None:
    chat = ContactType("tchat", "Tchats", Channel.CHAT, "fr", 1, 20_000, HandleTime(30), patience=Patience(8))
    group = replace(crew(), absence_share=0.1)
    found = quantities(replace(asked(group), contact_types=(CALL, chat)))
    expected = {"volume": 80_000, "handle_minutes": 15, "patience_minutes": 5, "absence_share": 0.1}
    assert found == pytest.approx(expected)


def test_hours_beyond_the_law_do_not_count() -> None:
    """Eight persons around the clock need far more than ten employees."""
    promised = asked(crew(staff=10))
    assert counted(promised).groups[0].shrinkage_share > 0
    assert counted(asked(crew())) == asked(crew())


def test_the_same_question_gives_the_same_answer() -> None:
    assert answer(Change(volume=1.3)) == answer(Change(volume=1.3))
