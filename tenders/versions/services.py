"""Every change of a published consultation: keyword-only, by an actor, in one transaction."""

from .postponing import postpone

__all__ = ["postpone"]
