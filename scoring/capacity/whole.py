"""Everything that is kept of a bid's capacity: one document (schema `capacity-run/2`), in two parts.

The quick part takes seconds and serves while the simulation lasts; the whole adds the simulated verdict, from
which everything that counts is then measured.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scoring.capacity.answers import Evidence, answers
from scoring.capacity.counted import simulated
from scoring.capacity.day import weak_hours
from scoring.capacity.lawful import lawful_shares
from scoring.capacity.questions import Question
from scoring.capacity.reference import tested_targets
from scoring.capacity.summary import Summary, simulated_summary, summary_of
from scoring.capacity.variants import scaled, with_presence
from scoring.engine.feasibility import paper_check
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look
from scoring.engine.stress import scenarios
from scoring.engine.verdict import verdict

SCHEMA = "capacity-run/2"
#: Volumes and handle times are moved by this part, both the same way, to see how uncertain the answer is.
INPUT_CHANGE = 0.1
#: Looks at most: as promised, as lawful, the ends of the band; then the stress, some forty more.
LOOKS = 4
PARTS, STRESS_PARTS = 100, 2_000
ALL_PARTS = LOOKS * PARTS + STRESS_PARTS

Document = Mapping[str, Any]
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

    def stress(self, data: EngineInput) -> dict[str, Any]:
        """The offer in other circumstances, as a document."""

        def on_progress(done: int, total: int) -> None:
            self.on_step(ALL_PARTS - STRESS_PARTS + STRESS_PARTS * done // total, ALL_PARTS)

        return scenarios(data, tested_targets(data, self.asked), on_progress).to_dict()

    def summary(self, data: EngineInput) -> Summary:
        return summary_of(self.look(data), self.asked)


def quick_part(data: EngineInput, asked: Sequence[Question], on_step: Progress) -> dict[str, Any]:
    """The document as far as quick looks go: all its keys but `simulation`. Raises InvalidInputError.

    What is promised beyond the legal hours of the staff declared counts for nothing; both are kept. The looks
    around (band, stress) are taken from the input that is measured.
    """
    looker = Looker(asked, on_step)
    promised = looker.look(data)
    paper = paper_check(data).to_dict()
    kept = lawful_shares(paper)
    measured = with_presence(data, kept)
    lawful = looker.look(measured) if kept else None
    found = lawful or promised
    base = summary_of(found, asked)
    adverse = looker.summary(scaled(measured, 1 + INPUT_CHANGE, 1 + INPUT_CHANGE))
    favourable = looker.summary(scaled(measured, 1 - INPUT_CHANGE, 1 - INPUT_CHANGE))
    return {
        "schema": SCHEMA,
        "quick": promised,
        "paper": paper,
        "lawful": {"kept": kept, "quick": lawful} if lawful else None,
        "base": base.to_dict(),
        "band": {"change": INPUT_CHANGE, "adverse": adverse.to_dict(), "favourable": favourable.to_dict()},
        "scenarios": looker.stress(measured),
        "weak_hours": weak_hours(data.to_dict(), found),
        "answers": [one.to_dict() for one in answers(asked, Evidence(found, base, adverse, favourable))],
    }


def with_simulation(quick: Document, asked: Sequence[Question], simulation: Document) -> dict[str, Any]:
    """The whole document: base and answers measured from the simulation of the input that counts.

    quick: a `quick_part`; simulation: a `capacity-verdict/1` document.
    """
    found = (quick["lawful"] or quick)["quick"]
    base = simulated_summary(simulation["base"], found, asked)
    adverse, favourable = (Summary.from_dict(quick["band"][end]) for end in ("adverse", "favourable"))
    evidence = Evidence(found, base, adverse, favourable, simulation["bands"])
    return {
        **quick,
        "simulation": simulation,
        "base": base.to_dict(),
        "answers": [one.to_dict() for one in answers(asked, evidence)],
    }


def compute(data: EngineInput, asked: Sequence[Question], on_step: Progress) -> dict[str, Any]:
    """All of it in one process; on_step counts the quick part. Raises InvalidInputError."""
    quick = quick_part(data, asked, on_step)
    return with_simulation(quick, asked, verdict(simulated(data)))
