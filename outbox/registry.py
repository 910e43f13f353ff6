"""Which function does which kind of work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .enums import Priority


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to do one job until ``until``; ``attempt`` fences out whoever held it before."""

    job_id: int
    attempt: int
    until: datetime
    kind: str
    arguments: dict[str, Any] = field(default_factory=dict)


Handler = Callable[[Lease], None]
#: Told the arguments of a job that is given up for good, in the transaction that says so.
Mourner = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Work:
    """How a kind of job is done: by whom, how long a lease lasts, how often it is tried, who mourns it.

    Short work that somebody waits for is PROMPT; some seconds of computing are COMPUTATION; the many parts of
    a long computation are BACKGROUND, so that the opening of another consultation never waits for them.
    """

    handler: Handler
    lease_seconds: int
    max_attempts: int
    on_failed: Mourner | None = None
    priority: Priority = Priority.PROMPT


_WORKS: dict[str, Work] = {}


def register(
    kind: str,
    handler: Handler,
    *,
    lease_seconds: int = 60,
    max_attempts: int = 3,
    on_failed: Mourner | None = None,
    priority: Priority = Priority.PROMPT,
) -> None:
    """Declare at start-up who does ``kind``; declaring another handler for it is an error."""
    known = _WORKS.get(kind)
    if known and known.handler is not handler:
        raise ValueError(f"two handlers for the job kind {kind!r}")
    _WORKS[kind] = Work(handler, lease_seconds, max_attempts, on_failed, priority)


def work_of(kind: str) -> Work:
    """Return how ``kind`` is done; KeyError for a kind nobody declared."""
    return _WORKS[kind]
