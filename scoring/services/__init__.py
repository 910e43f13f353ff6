"""Asking for a capacity run and giving it up; computing it is in ``services.computing``.

That module is left out here: it loads the compiled engine, which only a worker needs.
"""

from .requests import KIND, LEASE_SECONDS, MAX_ATTEMPTS, cancel_run, give_up_run, request_run

__all__ = ["KIND", "LEASE_SECONDS", "MAX_ATTEMPTS", "cancel_run", "give_up_run", "request_run"]
