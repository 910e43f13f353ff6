"""When what a bidder answered may be read: once the answers are opened, and only the one that counts."""

from bids.sealing.access import open_sealed
from bids.sealing.holders import Holder, register

from .enums import AnswerState, RoundState
from .models import RegularisationAnswer, RegularisationFile


def is_open(file: RegularisationFile) -> bool:
    """Late and replaced answers are never open."""
    return RegularisationFile.objects.filter(
        pk=file.pk, answer__state=AnswerState.OPENED, answer__round__state=RoundState.OPENED
    ).exists()


def install() -> None:
    """Have the seal know these files and when they open; called once, at start-up."""
    register(Holder(RegularisationFile, is_open, container="answer_id"))


def text_of(answer: RegularisationAnswer) -> str:
    """Return the typed text of an opened answer, empty without any. Raises as `open_sealed`."""
    file = answer.files.filter(is_text=True).first()
    if file is None:
        return ""
    with open_sealed(file) as copy:
        return copy.read().decode()
