"""Questions without an answer are refused, in French, at once."""

import dataclasses

import pytest

from scoring.engine.faults import InvalidInputError
from scoring.engine.minimal import Labour, required_staffing
from scoring.engine.model import EngineInput
from tests.engine.builders import answered_target, call, engine_input
from tests.engine.minimal.worlds import agents, flat


def refusal(data: EngineInput) -> str:
    with pytest.raises(InvalidInputError) as refused:
        required_staffing(data)
    return str(refused.value)


def test_without_a_target_there_is_nothing_to_hold() -> None:
    assert "au moins un objectif" in refusal(dataclasses.replace(flat(), targets=()))


def test_everybody_always_answered_takes_infinitely_many() -> None:
    told = refusal(flat(target=answered_target(1.0)))
    assert told.startswith("$.targets[0].share")
    assert "aucun effectif fini" in told


def test_contacts_that_no_agent_takes_are_named() -> None:
    data = engine_input((call(), call(id="other")), (agents(),), answered_target())
    assert refusal(data).startswith("$.contact_types[1] : aucun profil")


def test_agents_who_are_never_there_are_named() -> None:
    data = dataclasses.replace(flat(), groups=(agents(absence_share=1.0),))
    assert refusal(data).startswith("$.groups[0] : absences et formation")


@pytest.mark.parametrize(("volume", "weeks"), [(1e9, 52), (1e9, 1)])
def test_a_million_heads_are_refused_at_once(volume: float, weeks: int) -> None:
    assert "$.contact_types" in refusal(flat(volume, weeks=weeks))


@pytest.mark.parametrize("lengths", [((480, 0),), ((470, 0),), ((660, 60),), ((0, 60),)])
def test_shifts_that_are_unlawful_or_not_of_whole_hours_are_refused(
    lengths: tuple[tuple[int, int], ...],
) -> None:
    with pytest.raises(ValueError, match="shift"):
        Labour(lengths=lengths)
