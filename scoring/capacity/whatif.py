"""The quick answer to « what if? »: what an offer becomes when one of its circumstances changes. Pure.

It loads the compiled engine: import it where a look is about to be taken.
"""

from collections.abc import Sequence
from typing import Any

from scoring.capacity.changes import Change
from scoring.capacity.consequences import consequences
from scoring.capacity.questions import Question
from scoring.engine.model import EngineInput
from scoring.engine.quick import quick_look


def quick_what_if(data: EngineInput, questions: Sequence[Question], change: Change) -> dict[str, Any]:
    """The quick look at the changed input, as `consequences.consequences` keeps it, with the change.

    data: as measured (`counted.counted`), with the questions among its targets. Raises InvalidInputError.
    """
    changed = change.apply(data)
    found = consequences(changed.to_dict(), questions, quick_look(changed).to_dict())
    return {**found, "change": change.to_dict()}
