"""The quick answer to « what if? »: what an offer becomes when one of its circumstances changes. Pure.

It loads the compiled engine: import it where a look is about to be taken.
"""

from collections.abc import Sequence

from scoring.capacity.changes import Change
from scoring.capacity.consequences import READ, Document, Kept, consequences
from scoring.capacity.questions import Question
from scoring.engine.model import EngineInput
from scoring.engine.plain import plain
from scoring.engine.quick import quick_look


def quick_what_if(
    data: EngineInput, questions: Sequence[Question], change: Change, *, document: Document | None = None
) -> Kept:
    """The quick look at the changed input, as `consequences.consequences` keeps it, with the change.

    data: as measured (`counted.counted`), with the questions among its targets. document: its `to_dict`, when
    it is at hand: a slider waits for nothing that it can do without. Raises InvalidInputError.
    """
    changed = change.apply(data)
    look = quick_look(changed)
    found = {name: plain(getattr(look, name)) for name in READ}
    kept = consequences(changed, document or data.to_dict(), questions, found)
    return {**kept, "change": change.to_dict()}
