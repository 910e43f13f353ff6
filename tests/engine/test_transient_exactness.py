"""Answered within T across changes of staff, against a chain written another way: dense matrices, every
caller told apart by the number of persons before them, and a trapezoidal rule refined to nothing."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import expm

from scoring.engine.transient import ShiftEnd, Start, transient

Floats = NDArray[np.float64]
RATE, MU, THETA, LONGEST = 0.4, 1 / 6, 1 / 2, 12
Pair = tuple[int, int]
MOST = 4
PAIRS = [(b, q) for b in range(MOST + 1) for q in range(LONGEST + 1)]


def _generator(moves: Callable[[int, int], list[tuple[Pair | None, float]]]) -> Floats:
    """Rows of (busy, waiting), then « answered », then « gone »."""
    size = len(PAIRS)
    found = np.zeros((size + 2, size + 2))
    for row, pair in enumerate(PAIRS):
        for to, rate in moves(*pair):
            found[row, size if to is None else PAIRS.index(to)] += rate
            found[row, row] -= rate
    return found


def _people(staff: int) -> Floats:
    def moves(b: int, q: int) -> list[tuple[Pair | None, float]]:
        found: list[tuple[Pair | None, float]] = [((b, q - 1), q * THETA)] if q else []
        if b:
            found.append((((b, q - 1) if q and b <= staff else (b - 1, q)), b * MU))
        if b < staff:
            found.append(((b + 1, q), RATE))
        elif q < LONGEST:
            found.append(((b, q + 1), RATE))
        return found

    return _generator(moves)[:-2, :-2]


def _caller(staff: int) -> Floats:
    """q now counts those before the caller, who hangs up too."""

    def moves(b: int, q: int) -> list[tuple[Pair | None, float]]:
        found: list[tuple[Pair | None, float]] = [((b, q - 1), q * THETA)] if q else []
        if b > staff:
            found.append(((b - 1, q), b * MU))
        elif b:
            found.append(((b, q - 1) if q else None, b * MU))
        return found

    matrix = _generator(moves)
    size = len(PAIRS)
    matrix[range(size), range(size)] -= THETA
    matrix[range(size), size + 1] += THETA
    return matrix


def _change(staff: int, shift_end: ShiftEnd, *, tagged: bool) -> Floats:
    """Where each state goes when the staff becomes `staff`."""
    size = len(PAIRS)
    found = np.eye(size + 2)
    for row, (b, q) in enumerate(PAIRS):
        found[row] = 0.0
        total = b + q
        if tagged and total < staff:
            found[row, size] = 1.0
            continue
        busy = min(total, staff) if shift_end is ShiftEnd.MID_CALL_RETURNS or b < staff else b
        found[row, PAIRS.index((busy, min(total - busy, LONGEST)))] = 1.0
    return found


def _expected(servers: tuple[int, ...], length: float, threshold: float, shift_end: ShiftEnd) -> list[float]:
    """By Gauss-Legendre on each stretch between the moments when a change comes into sight."""
    size, found = len(PAIRS), []
    state = np.zeros(size)
    state[PAIRS.index((0, 0))] = 1.0
    for k, staff in enumerate(servers):
        state = state @ _change(staff, shift_end, tagged=False)[:size, :size]
        cuts = {0.0, length} | {n * length - threshold for n in range(1, len(servers))}
        edges = sorted(cut for cut in cuts if 0 <= cut <= length)
        people, total = _people(staff), 0.0
        for low, high in itertools.pairwise(edges):
            nodes, weights = np.polynomial.legendre.leggauss(12)
            for node, weight in zip(nodes, weights, strict=True):
                moment = (low + high + node * (high - low)) / 2
                here = state @ expm(people * moment)
                sees = _sees(servers[k:], length - moment, length, threshold, shift_end)
                free = np.array([b < staff for b, _ in PAIRS])
                total += weight * (high - low) / 2 * float(here @ np.where(free, 1.0, sees))
        found.append(RATE * total)
        state = state @ expm(people * length)
    return found


def _sees(servers: tuple[int, ...], left: float, length: float, threshold: float, end: ShiftEnd) -> Floats:
    size = len(PAIRS)
    chain = expm(_caller(servers[0]) * min(left, threshold))
    spent = left
    for staff in servers[1:]:
        if spent >= threshold:
            break
        step = min(length, threshold - spent)
        chain = chain @ _change(staff, end, tagged=True) @ expm(_caller(staff) * step)
        spent += length
    if spent < threshold:
        chain = chain @ expm(_caller(servers[-1]) * (threshold - spent))
    answered: Floats = chain[:size, size]
    return answered


@pytest.mark.parametrize("shift_end", ShiftEnd)
@pytest.mark.parametrize(("servers", "threshold"), [((4, 1, 3), 2.0), ((2, 4, 1), 9.0), ((4, 0, 1), 5.0)])
def test_answered_within_sees_every_change_of_staff(
    servers: tuple[int, ...], threshold: float, shift_end: ShiftEnd
) -> None:
    length = 8.0
    found = transient(
        [RATE] * 3, servers, length, handle_minutes=1 / MU, patience_minutes=1 / THETA,
        threshold_minutes=threshold, start=Start.EMPTY, shift_end=shift_end,
    )  # fmt: skip
    expected = _expected(servers, length, threshold, shift_end)
    assert found.answered_within == pytest.approx(expected, abs=1e-9)
