"""Every change of a regularisation: the request, the answers, their opening, their examination."""

from .answers import Sending, answer
from .examination import examine
from .opening import open_answers
from .requests import Asked, Terms, request

__all__ = ["Asked", "Sending", "Terms", "answer", "examine", "open_answers", "request"]
