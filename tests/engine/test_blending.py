"""Calls behind work that can wait: exact where it is said to be, and never kinder than the simulation."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring.engine import model
from scoring.engine.blending import all_busy, share_giving_up
from scoring.engine.erlang import erlang_a, erlang_c
from scoring.engine.quick import quick_look
from tests.engine.builders import call, engine_input, group
from tests.engine.validation.blended import shares, site

WORK_KEPT, CALLS_KEPT = 60, 40


def chain(agents: int, calls: float, work: float, patience: float) -> NDArray[np.float64]:
    """(busy - n if some are free, else calls waiting; work waiting) generator, handle time 1, solved."""
    states = [(busy - agents, 0) for busy in range(agents)]
    states += [(q, w) for q in range(CALLS_KEPT) for w in range(WORK_KEPT)]
    index = {state: k for k, state in enumerate(states)}
    rates = np.zeros((len(states), len(states)))
    for (q, w), k in index.items():
        moves = [((q + 1, w), calls), ((q, w + 1) if q >= 0 else (q + 1, w), work)]
        if q > 0:
            moves.append(((q - 1, w), agents + q / patience))
        elif q == 0:
            moves.append(((0, w - 1) if w else (-1, 0), float(agents)))
        else:
            moves.append(((q - 1, 0), float(q + agents)))
        for to, rate in moves:
            if to in index:
                rates[k, index[to]] += rate
    np.fill_diagonal(rates, -rates.sum(axis=1))
    full = np.vstack([rates.T, np.ones(len(states))])
    found, *_ = np.linalg.lstsq(full, np.append(np.zeros(len(states)), 1.0), rcond=None)
    return np.array([found[: index[0, 0]].sum(), sum(found[k] * max(q, 0) for (q, _), k in index.items())])


@pytest.mark.parametrize(("agents", "calls", "work"), [(2, 1.0, 0.5), (3, 0.6, 1.8), (4, 3.5, 0.3)])
def test_everybody_busy_is_exact_for_equal_exponential_times(agents: int, calls: float, work: float) -> None:
    patience = 0.4
    free, waiting = chain(agents, calls, work, patience)
    given_up = share_giving_up(calls, float(agents), patience, 0.0)
    busy = all_busy(calls + work, float(agents), calls * given_up)
    assert busy == pytest.approx(1.0 - free, abs=1e-6)
    assert busy * given_up * calls == pytest.approx(waiting / patience, abs=1e-6)


def test_without_other_work_these_are_the_formulas_of_erlang() -> None:
    alone = erlang_a(8.0, 9.0, 0.3)
    given_up = share_giving_up(8.0, 9.0, 0.3, 0.0)
    assert given_up == pytest.approx(float(alone.p_abandon / alone.p_wait), rel=1e-4)
    assert all_busy(8.0, 9.0, 8.0 * given_up) == pytest.approx(float(alone.p_wait), rel=1e-5)
    assert all_busy(8.0, 9.0, 0.0) == pytest.approx(float(erlang_c(8.0, 9.0)))
    between = (float(erlang_c(80.0, 90.0)) + float(erlang_c(80.0, 91.0))) / 2.0
    assert all_busy(80.0, 90.5, 0.0) == pytest.approx(between, rel=0.03)


def test_the_limit_of_many_agents_joins_the_sum() -> None:
    assert all_busy(58.0, 61.0, 0.0) == pytest.approx(float(erlang_c(58.0, 61.0)), rel=0.01)
    assert all_busy(58.0, 63.0, 0.0) == pytest.approx(float(erlang_c(58.0, 63.0)), rel=0.02)


LOADS = (0.0, 0.05, 0.2, 0.4, 0.8)


@pytest.mark.parametrize("mail_minutes", [6.0, 12.0, 40.0])
def test_the_look_is_near_the_simulation_and_does_not_flatter(mail_minutes: float) -> None:
    (true_answered, answered), (true_prompt, prompt) = shares(site(6, 0.5, 0.3, mail_minutes))
    assert -4.0 < answered - true_answered < 0.5
    assert -6.0 < prompt - true_prompt < 1.0


def test_more_waiting_work_never_helps_those_who_call() -> None:
    shares = [quick_look(site(6, 0.6, mails)).by_contact_type[0].measures.answered_share for mails in LOADS]
    assert shares == sorted(shares, key=lambda share: -(share or 0.0))
    assert (shares[0] or 0.0) - (shares[-1] or 0.0) > 0.25


def test_a_team_apart_is_not_touched() -> None:
    mail = call(id="mail", channel=model.Channel.EMAIL, patience=None, due_hours=24.0)
    writers = group(3, id="writers", skills=("mail",))
    alone = quick_look(engine_input((call(),), (group(4),))).overall
    beside = quick_look(engine_input((call(), mail), (group(4), writers))).by_contact_type[0].measures
    assert beside.answered_share == pytest.approx(alone.answered_share, abs=1e-12)
