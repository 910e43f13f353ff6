"""Asking for a capacity run and giving it up; computing it is in ``services.computing``.

That module is left out here: it loads the compiled engine, which only a worker needs.
"""

from .requests import (
    KIND,
    LEASE_SECONDS,
    MAX_ATTEMPTS,
    PIECE_KIND,
    cancel_run,
    give_up_run,
    request_run,
    request_what_if,
)

__all__ = [
    "KIND",
    "LEASE_SECONDS",
    "MAX_ATTEMPTS",
    "PIECE_KIND",
    "cancel_run",
    "give_up_run",
    "request_run",
    "request_what_if",
]
