"""Compiling beforehand: every kernel that a page needs is on disk afterwards."""

import numba

from scoring.engine import warm
from scoring.engine.mol import march
from scoring.engine.quick import quick_look
from scoring.engine.simulation.kernel import run
from tests.engine.builders import lead_case


def signatures() -> list[int]:
    """How many forms of each kernel are compiled: a form more would be a wait on a page."""
    found = [kernel for kernel in (march, run) if isinstance(kernel, numba.core.dispatcher.Dispatcher)]
    assert found
    return [len(kernel.signatures) for kernel in found]


def test_what_is_compiled_beforehand_is_what_a_real_bid_runs() -> None:
    warm.main()
    before = signatures()
    quick_look(lead_case())
    assert signatures() == before


def test_the_smallest_input_has_every_kind_of_contact() -> None:
    found = quick_look(warm.smallest())
    assert {item.channel for item in found.by_contact_type} == {"call", "chat", "email"}
    assert all((item.measures.offered or 0.0) > 0.0 for item in found.by_contact_type)
