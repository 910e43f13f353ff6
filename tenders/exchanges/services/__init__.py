"""Every change of the exchanges: keyword-only, by an actor, at a moment, in one transaction."""

from .answering import Wording, correct_answer, publish_answer
from .asking import ask
from .dismissing import dismiss
from .following import follow, follow_by_address, stop_following, stop_following_by_address
from .withdrawing import note_withdrawal

__all__ = [
    "Wording",
    "ask",
    "correct_answer",
    "dismiss",
    "follow",
    "follow_by_address",
    "note_withdrawal",
    "publish_answer",
    "stop_following",
    "stop_following_by_address",
]
