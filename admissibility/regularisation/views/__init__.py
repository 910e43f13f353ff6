"""The pages of a regularisation: the officer's, the bidder's, and the files of opened answers."""

from .bidder import answer
from .documents import document, receipt, receipt_json
from .officer import examine, open_answers, prepare, regularisation

__all__ = [
    "answer",
    "document",
    "examine",
    "open_answers",
    "prepare",
    "receipt",
    "receipt_json",
    "regularisation",
]
