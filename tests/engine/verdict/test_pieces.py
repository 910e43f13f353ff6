"""However the work is cut, ordered and shared, the verdict is the same to the byte."""

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.faults import InvalidInputError
from scoring.engine.model import EngineInput
from scoring.engine.simulation.collect import Replication
from scoring.engine.simulation.statistics import figure
from scoring.engine.simulation.summary import Summary
from scoring.engine.verdict import Piece, expected_pieces, give_verdict, next_pieces, simulate_piece, verdict
from scoring.engine.verdict.packing import pack
from scoring.engine.verdict.planning import replications_of, waves
from scoring.engine.verdict.simulating import asked_of
from tests.engine.builders import call, engine_input, group
from tests.engine.verdict.sites import pool, simulated

DATA = pool(precision=0.01, replications=40)


@cache
def whole() -> str:
    return json.dumps(verdict(DATA), allow_nan=False)


@cache
def lived() -> dict[str, list[Replication]]:
    """Every replication that the verdict needs, by variant."""
    done = simulated(DATA)
    return {name: replications_of(DATA, name, done) for name in {piece.variant for piece in done}}


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_any_cut_in_any_order_gives_the_same_bytes(chance: Any, size: int) -> None:
    cut = [
        Piece(name, first, min(first + size, len(found)))
        for name, found in lived().items()
        for first in range(0, len(found), size)
    ]
    chance.shuffle(cut)
    done = {one: pack(asked_of(DATA), one, lived()[one.variant][one.first : one.last]) for one in cut}
    assert simulate_piece(DATA, cut[0]) == done[cut[0]]
    assert json.dumps(give_verdict(DATA, done), allow_nan=False) == whole()


def simulate_text(text: str) -> tuple[str, bytes]:
    return text, simulate_piece(DATA, Piece.parse(text))


def test_two_processes_give_the_bytes_of_one() -> None:
    done: dict[Piece, bytes] = {}
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as workers:
        while missing := next_pieces(DATA, done):
            found = workers.map(simulate_text, reversed([str(piece) for piece in missing]))
            done |= {Piece.parse(text): packed for text, packed in found}
    assert done == simulated(DATA)
    assert json.dumps(give_verdict(DATA, done), allow_nan=False) == whole()


def test_a_worker_that_went_too_far_changes_nothing() -> None:
    done = dict(simulated(DATA))
    used = json.loads(whole())["replications"]
    assert used < DATA.replications
    done |= {Piece("base", used, used + 5): simulate_piece(DATA, Piece("base", used, used + 5))}
    assert json.dumps(give_verdict(DATA, done)) == whole()


def test_waves_stop_as_soon_as_the_worst_target_is_precise_enough() -> None:
    found, done = json.loads(whole()), simulated(DATA)
    replications = replications_of(DATA, "base", done)
    widths = {}
    for goal in waves(DATA):
        summary = Summary(asked_of(DATA), replications[:goal])
        widths[goal] = max(figure(summary.series(target)).half_width_95 or 0.0 for target in DATA.targets)
        if widths[goal] <= DATA.precision:
            break
    assert (found["replications"], found["stopped_because"]) == (goal, "precision")
    assert all(width > DATA.precision for at, width in widths.items() if at < goal)


def test_without_a_precision_everything_is_asked_for_at_once() -> None:
    data = pool(replications=30)
    assert max(piece.last for piece in next_pieces(data, {}) if piece.variant == "base") == 30
    assert give_verdict(data, simulated(data))["stopped_because"] == "replications"


def test_what_is_expected_never_falls_short() -> None:
    done: dict[Piece, bytes] = {}
    most = expected_pieces(DATA, done)
    while missing := next_pieces(DATA, done):
        done |= {piece: simulate_piece(DATA, piece) for piece in missing}
        assert len(done) <= expected_pieces(DATA, done) <= most
    assert expected_pieces(DATA, done) == len(done)


def test_progress_goes_up_to_its_end() -> None:
    seen: list[tuple[int, int]] = []
    verdict(pool(replications=3), lambda *at: seen.append(at))
    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[-1][0] == seen[-1][1]


def test_an_unfinished_verdict_is_not_given() -> None:
    done = dict(simulated(pool()))
    del done[max(done)]
    with pytest.raises(ValueError, match="not complete"):
        give_verdict(pool(), done)


@pytest.mark.parametrize(
    "text", ["", "base", "base:5-5", "base:7-2", "base:-1-2", "x y:0-1", "base:0-1\n", 9 * "9"]
)
def test_what_is_not_a_piece_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a piece"):
        Piece.parse(text)


@pytest.mark.parametrize("text", ["base:0-1", "inputs:0-32", "spec:shift_end:5-10"])
def test_a_piece_is_read_as_it_is_written(text: str) -> None:
    assert str(Piece.parse(text)) == text


@pytest.mark.parametrize("text", ["base:0-16", "spec:routing:0-5", "inputs:30-33", "other:0-1"])
def test_a_piece_that_the_input_has_not_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="variant"):
        simulate_piece(pool(), Piece.parse(text))


def test_too_much_work_is_refused_before_any_is_done() -> None:
    crowd = engine_input((call(annual_volume=7e6),), (group(),), weeks=52)
    next_pieces(replace(crowd, uncertainty=pool_certain(crowd)), {})
    with pytest.raises(InvalidInputError, match="contact_types"):
        next_pieces(crowd, {})


def pool_certain(data: EngineInput) -> Any:
    return replace(data.uncertainty, volume_cv=0.0)
