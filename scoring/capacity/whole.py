"""Everything that is kept of a bid's capacity: one document (schema `capacity-run/1`)."""

from collections.abc import Callable, Sequence
from typing import Any

from scoring.capacity.answers import answers
from scoring.capacity.day import weak_hours
from scoring.capacity.lawful import lawful_shares
from scoring.capacity.questions import Question
from scoring.capacity.stress import VOLUMES, stress
from scoring.capacity.summary import Summary, summary_of
from scoring.capacity.variants import scaled, with_presence
from scoring.engine.feasibility import paper_check
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look

SCHEMA = "capacity-run/1"
#: Volumes and handle times are moved by this part, both the same way, to see how uncertain the answer is.
INPUT_CHANGE = 0.1
#: Looks at most: as promised, as lawful, the ends of the band, the stress; then the search of the margin.
LOOKS = 4 + len(VOLUMES)
PARTS, SEARCH_PARTS = 100, 900
ALL_PARTS = LOOKS * PARTS + SEARCH_PARTS

Progress = Callable[[int, int], None]


class Looker:
    """Looks at one input after another, and says how far it is: 100 parts a look."""

    def __init__(self, asked: Sequence[Question], on_step: Progress) -> None:
        self.asked, self.on_step, self.looks = asked, on_step, 0

    def look(self, data: EngineInput) -> dict[str, Any]:
        """The quick look as a document. Raises InvalidInputError."""
        before = self.looks * PARTS

        def on_progress(done: int, total: int) -> None:
            self.on_step(before + PARTS * done // total, ALL_PARTS)

        self.looks += 1
        return quick_look(data, on_progress).to_dict()

    def search(self, done: int, total: int) -> None:
        self.on_step(ALL_PARTS - SEARCH_PARTS + SEARCH_PARTS * done // total, ALL_PARTS)

    def summary(self, data: EngineInput) -> Summary:
        return summary_of(self.look(data), self.asked)


def compute(data: EngineInput, asked: Sequence[Question], on_step: Progress) -> dict[str, Any]:
    """Look at the offer as it is, then at what its staff can lawfully work: measures come from the latter.

    What is promised beyond the legal hours of the staff declared counts for nothing; both are kept. The looks
    around (band, stress) are taken from the input that is measured. Raises InvalidInputError.
    """
    looker = Looker(asked, on_step)
    promised = looker.look(data)
    paper = paper_check(data).to_dict()
    kept = lawful_shares(paper)
    counted = with_presence(data, kept)
    lawful = looker.look(counted) if kept else None
    found = lawful or promised
    base = summary_of(found, asked)
    adverse = looker.summary(scaled(counted, 1 + INPUT_CHANGE, 1 + INPUT_CHANGE))
    favourable = looker.summary(scaled(counted, 1 - INPUT_CHANGE, 1 - INPUT_CHANGE))
    return {
        "schema": SCHEMA,
        "quick": promised,
        "paper": paper,
        "lawful": {"kept": kept, "quick": lawful} if lawful else None,
        "base": base.to_dict(),
        "band": {"change": INPUT_CHANGE, "adverse": adverse.to_dict(), "favourable": favourable.to_dict()},
        "stress": stress(counted, asked, lambda by: looker.summary(scaled(counted, by)), looker.search),
        "weak_hours": weak_hours(data.to_dict(), found),
        "answers": [one.to_dict() for one in answers(asked, found, base, adverse, favourable)],
    }
