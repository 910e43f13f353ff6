"""Establishing a ranking."""

from .field import missing_for
from .rankings import KIND, establish, establish_ranking, hint_at_ranking

__all__ = ["KIND", "establish", "establish_ranking", "hint_at_ranking", "missing_for"]
