"""What the person at the terminal reads: one calm line per step."""

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import TextIO

SHORT_SECONDS = 0.95


def prepare() -> None:
    """Make the output safe for a narrow encoding, and immediate."""
    for output in (sys.stdout, sys.stderr):
        reconfigure = getattr(output, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace", line_buffering=True)


class _Channel:
    """Where the steps are said."""

    on_stderr = False


def stream() -> TextIO:
    """Return the stream of the steps: standard output, unless a command's own output must stay clean."""
    return sys.stderr if _Channel.on_stderr else sys.stdout


@contextlib.contextmanager
def to_stderr() -> Iterator[None]:
    """Say the steps on the error stream, so that what a command prints can be redirected alone."""
    _Channel.on_stderr = True
    try:
        yield
    finally:
        _Channel.on_stderr = False


def line(text: str = "", *, end: str = "\n") -> None:
    """Print; a terminal that has gone away must not break the stop."""
    with contextlib.suppress(OSError, ValueError):
        print(text, end=end, flush=True, file=stream())


def problem(text: str) -> None:
    """Print on the error stream."""
    with contextlib.suppress(OSError, ValueError):
        print(text, file=sys.stderr, flush=True)


def duration(seconds: float) -> str:
    """Say a duration in French, with a no-break space before its unit."""
    if seconds < 10:
        return f"{seconds:.1f}".replace(".", ",") + "\u00a0s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}\u00a0min {rest:02d}\u00a0s" if minutes else f"{rest}\u00a0s"


def size(count: int) -> str:
    """Say a size in French: 1,2 Go, 34 Mo, 5 ko."""
    for unit, factor in (("Go", 10**9), ("Mo", 10**6)):
        if count >= factor:
            return f"{count / factor:.1f}".replace(".", ",") + f"\u00a0{unit}"
    return f"{-(-count // 1000)}\u00a0ko"


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Show what is under way on a terminal, then one line with a tick and its duration."""
    on_terminal = stream().isatty()
    if on_terminal:
        line(f"… {text}", end="")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        line(f"\r✗ {text}" if on_terminal else f"✗ {text}")
        raise
    spent = time.monotonic() - started
    suffix = f" ({duration(spent)})" if spent > SHORT_SECONDS else ""
    line(f"\r✓ {text}{suffix}" if on_terminal else f"✓ {text}{suffix}")
