"""Nobody is lost or made, whatever the input."""

from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.engine import model
from scoring.engine.simulation.run import prepare_bid, replicate
from scoring.engine.simulation.scenario import draw
from scoring.engine.simulation.state import (
    ABANDONED,
    ANSWERED,
    FIRST,
    REDIAL,
    STRANDED,
    TRANSFER,
    Routing,
    Rules,
    ShiftEnd,
)  # fmt: skip
from tests.engine.builders import ALL_DAYS, call, engine_input, group

LAWS = st.sampled_from([law for law in model.Distribution if law is not model.Distribution.EMPIRICAL])
OBSERVED = st.lists(st.floats(0.5, 60), min_size=1, max_size=5).map(tuple)
SHARES = st.sampled_from([0.0, 0.1, 0.5, 0.9])


def observed_handle(values: tuple[float, ...]) -> model.HandleTime:
    mean = sum(values) / len(values)
    return model.HandleTime(mean, model.Distribution.EMPIRICAL, values_minutes=values)


def observed_wait(values: tuple[float, ...]) -> model.Patience:
    mean = sum(values) / len(values)
    return model.Patience(mean, distribution=model.Distribution.EMPIRICAL, values_minutes=values)


HANDLES = st.builds(model.HandleTime, st.floats(0.5, 60), LAWS, st.floats(0, 3)) | OBSERVED.map(
    observed_handle
)
WAITS = st.builds(model.Patience, st.floats(0.01, 60), SHARES, LAWS, st.just(1.0)) | OBSERVED.map(
    observed_wait
)


@st.composite
def contact_types(draw_: st.DrawFn) -> tuple[model.ContactType, ...]:
    """A call passed on to a second level, a chat, an e-mail."""
    handle = draw_(HANDLES)
    wait = draw_(WAITS)
    redial = model.Redial(draw_(SHARES), draw_(st.floats(0.01, 200)))
    common: dict[str, Any] = {"handle_time": handle, "patience": wait, "redial": redial}
    volume = st.floats(0, 60_000)
    passed = model.Escalation("second", draw_(SHARES))
    first = call(escalation=passed, annual_volume=draw_(volume), **common)
    second = call(id="second", level=2, annual_volume=draw_(volume), **common)
    chat = call(id="chat", channel=model.Channel.CHAT, annual_volume=draw_(volume), **common)
    late = {"patience": None, "due_hours": draw_(st.floats(0.5, 48)), "channel": model.Channel.EMAIL}
    return first, second, chat, call(id="mail", annual_volume=draw_(volume), handle_time=handle, **late)


@st.composite
def groups(draw_: st.DrawFn, rank: int) -> model.Group:
    start, length = draw_(st.integers(0, 1439)), draw_(st.integers(30, 1440))
    skills = draw_(st.lists(st.sampled_from(["call", "second", "chat", "mail"]), min_size=1, unique=True))
    pause = draw_(st.integers(0, length - 1))
    return group(
        id=f"g{rank}",
        skills=tuple(skills),
        shifts=(model.Shift(ALL_DAYS, start, start + length, draw_(st.integers(0, 4)), pause),),
        absence_share=draw_(SHARES),
        shrinkage_share=draw_(SHARES),
        chat_concurrency=draw_(st.integers(1, 3)),
        chat_growth_share=draw_(SHARES),
        ramp_up_weeks=draw_(st.integers(0, 2)),
    )


RULES = st.builds(Rules, st.sampled_from(list(ShiftEnd)), st.sampled_from(list(Routing)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contact_types(), groups(0), groups(1), RULES, st.integers(0, 5))
def test_every_attempt_has_one_end(
    types: tuple[model.ContactType, ...], one: model.Group, two: model.Group, rules: Rules, number: int
) -> None:
    bid = prepare_bid(engine_input(types, (one, two), weeks=1), rules)
    callers = draw(bid.asked, 1, number)
    found = replicate(bid, callers).counts
    flows = found.flows
    assert np.array_equal(
        flows[:, [FIRST, TRANSFER, REDIAL]].sum(axis=1), flows[:, [ANSWERED, ABANDONED, STRANDED]].sum(axis=1)
    )
    assert flows[:, FIRST].sum() == callers.callers.size
    assert found.handled.sum() == flows[:, ANSWERED].sum()
    assert np.allclose(found.worked.sum(axis=0), found.busy)
    assert np.all(found.busy <= found.present + 1e-6)
    assert np.all(flows[1:, TRANSFER].sum() <= flows[0, ANSWERED])
