"""Every change of a published consultation: keyword-only, by an actor, in one transaction."""

from .amending import amend, discard_amendment, start_amendment
from .postponing import postpone

__all__ = ["amend", "discard_amendment", "postpone", "start_amendment"]
