"""The moments that a version is published with, beside those of another."""

from dataclasses import dataclass
from datetime import datetime

from ..models import TenderVersion


@dataclass(frozen=True, slots=True)
class MomentChange:
    """A moment as each of two versions says it."""

    label: str
    before: datetime
    after: datetime

    @property
    def is_moved(self) -> bool:
        return self.before != self.after


def moments_between(former: TenderVersion, later: TenderVersion) -> list[MomentChange]:
    """Return the deadline, and the end of the questions when both versions say it."""
    found = [MomentChange("Date limite de remise des offres", former.deadline_at, later.deadline_at)]
    if former.questions_close_at and later.questions_close_at:
        found.append(MomentChange("Fin des questions", former.questions_close_at, later.questions_close_at))
    return found
