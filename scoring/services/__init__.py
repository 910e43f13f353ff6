"""Asking for a capacity run, computing it, giving it up."""

from .computing import compute
from .requests import KIND, LEASE_SECONDS, MAX_ATTEMPTS, cancel_run, request_run

__all__ = ["KIND", "LEASE_SECONDS", "MAX_ATTEMPTS", "cancel_run", "compute", "request_run"]
