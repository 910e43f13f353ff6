"""What the event loop keeps in words and cells so as not to search: nobody and no minute is lost."""

import pytest

from scoring.engine import model
from scoring.engine.simulation.run import prepare_bid, replicate
from scoring.engine.simulation.scenario import draw
from scoring.engine.simulation.state import ANSWERED, FIRST, LAST_BIT
from tests.engine.builders import call, engine_input, group

PATIENT = model.Patience(10_080.0)


def _many_types(count: int) -> model.EngineInput:
    """Only the last four are called, and nobody hangs up."""
    busy = range(count - 4, count)
    types = tuple(
        call(id=f"type{i}", annual_volume=15_000.0 * (i in busy), patience=PATIENT) for i in range(count)
    )
    return engine_input(types, (group(4, skills=tuple(item.id for item in types)),))


@pytest.mark.parametrize("count", [4, LAST_BIT, LAST_BIT + 1, LAST_BIT + 2])
def test_those_who_wait_are_found_however_many_types_there_are(count: int) -> None:
    bid = prepare_bid(_many_types(count))
    flows = replicate(bid, draw(bid.asked, 1, 0)).counts.flows
    assert flows[:-4].sum() == 0
    assert (flows[-4:, ANSWERED] > 0.97 * flows[-4:, FIRST]).all()


@pytest.mark.parametrize("minutes", [0.5, 60.0, 200.0])
def test_minutes_of_contacts_all_fall_in_an_hour(minutes: float) -> None:
    item = call(annual_volume=5_000.0, handle_time=model.HandleTime(minutes), patience=PATIENT)
    bid = prepare_bid(engine_input((item,), (group(6),)))
    counts = replicate(bid, draw(bid.asked, 3, 0)).counts
    assert counts.busy.sum() == pytest.approx(counts.worked.sum())
