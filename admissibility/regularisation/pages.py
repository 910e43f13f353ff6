"""What the page of a round shows: nothing of the answers before they are opened."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from accounts.models import Organisation
from accounts.permissions import Person
from audit.clock import database_now
from bids.sealing.envelope import DamagedFile, NoSpaceLeft

from .enums import AnswerState
from .forms import ExamineForm
from .models import RegularisationAnswer, RegularisationPoint, RegularisationRound
from .permissions import can_examine, can_read_answer
from .sealing import text_of


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with the form of its examination, when the person may write it now."""

    point: RegularisationPoint
    form: ExamineForm | None


class BidderView:
    """What one bidder was asked, and its opened answer when the person may read it."""

    def __init__(
        self, organisation: Organisation, points: list[PointView], answer: RegularisationAnswer | None
    ) -> None:
        self.organisation, self.points, self.answer = organisation, points, answer

    @cached_property
    def text(self) -> str:
        return text_of(self.answer) if self.answer else ""

    @property
    def safe_text(self) -> str:
        """The text, or why it cannot be shown; a damaged file must not hide the rest of the page."""
        try:
            return self.text
        except (DamagedFile, NoSpaceLeft) as error:
            return f"[{error}]"

    @property
    def documents(self) -> list[object]:
        return list(self.answer.files.filter(is_text=False)) if self.answer else []


class RoundPage:
    """A round for one person; ``typed``: forms to show again, by the id of their point."""

    def __init__(self, asked: RegularisationRound, user: Person, typed: Mapping[int, ExamineForm]) -> None:
        self.round, self.user, self.typed = asked, user, typed

    @cached_property
    def is_due(self) -> bool:
        return database_now() > self.round.due_at

    @property
    def counts(self) -> dict[str, int] | None:
        """How many answers came, told once the deadline has passed and not before."""
        if not self.is_due:
            return None
        states = Counter(self.round.answers.values_list("state", flat=True))
        return {state: states[state] for state in AnswerState.values}

    @cached_property
    def bidders(self) -> list[BidderView]:
        points = self.round.points.select_related(
            "bid__lot__tender", "bid__organisation", "round", "examined_by"
        ).order_by("bid__organisation__legal_name", "bid", "pk")
        by_operator: dict[Organisation, list[PointView]] = {}
        for point in points:
            by_operator.setdefault(point.bid.organisation, []).append(PointView(point, self.form_of(point)))
        return [BidderView(one, rows, self.answer_of(one)) for one, rows in by_operator.items()]

    def answer_of(self, organisation: Organisation) -> RegularisationAnswer | None:
        opened = self.round.answers.filter(organisation=organisation, state=AnswerState.OPENED)
        found = opened.select_related("round__tender", "organisation", "submitted_by").first()
        return found if found and can_read_answer(self.user, found) else None

    def form_of(self, point: RegularisationPoint) -> ExamineForm | None:
        if not self.round.is_opened or point.examined_at or not can_examine(self.user, point):
            return None
        return self.typed.get(point.pk) or ExamineForm(prefix=f"p{point.pk}")
