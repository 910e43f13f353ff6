"""Timing several programs side by side, in one process tree: rounds are interleaved, minima kept.

Processor time, children’s included: other work on the machine counts for little. A ratio of two minima
measured in the same minutes on the same machine says more than two absolute times.
"""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROUNDS = 3


class Timed(NamedTuple):
    """Least seconds over the rounds, and what the last round answered."""

    seconds: float
    answer: float


def interleaved(programs: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, Timed]:
    """Each program once a round; the first round also warms caches."""
    found: dict[str, Timed] = {}
    for _ in range(rounds):
        for name, program in programs.items():
            start = _processor_seconds()
            answer = program()
            seconds = _processor_seconds() - start
            known = found.get(name)
            found[name] = Timed(min(seconds, known.seconds) if known else seconds, answer)
    return found


def _processor_seconds() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def compiled_c(source: str, folder: Path, name: str) -> Path:
    """The program, compiled as well as gcc knows how."""
    text, program = folder / f"{name}.c", folder / name
    text.write_text(source, encoding="ascii")
    command = ["gcc", "-O3", "-march=native", str(text), "-o", str(program), "-lm"]
    subprocess.run(command, check=True)
    return program


def shown(found: Mapping[str, Timed], reference: str, answer: str) -> None:
    """One line a program: time, answer, and its time over that of `reference`."""
    for name, timed in found.items():
        ratio = timed.seconds / found[reference].seconds
        print(f"{name:<28}{timed.seconds * 1e3:12.2f} ms   {answer} {timed.answer:8.3%}   x {ratio:,.1f}")


def verdict(what: str, found: float, target: float, *, at_least: bool) -> None:
    """Whether a figure to reach is reached."""
    reached = found >= target if at_least else found <= target
    sign = ">=" if at_least else "<="
    print(f"{what}: {found:,.2f} (target {sign} {target:g}): {'reached' if reached else 'MISSED'}")
