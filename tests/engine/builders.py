"""Small inputs for the engine's tests: one call type, one group, an even week, a clock that never changes."""

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.engine import model

HERE = Path(__file__).parent
VECTORS = HERE / "vectors"
ROOT = HERE.parents[1]
LEAD_CASE = HERE / "data" / "lead_case.json"
BIDDER = model.Employer("Coopérative d’écoute (fictif)")
ALL_DAYS = tuple(range(7))


def vectors(name: str) -> dict[str, NDArray[np.float64]]:
    """Columns of a file of reference numbers."""
    with (VECTORS / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


def lead_case_document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(LEAD_CASE.read_text(encoding="utf-8"))
    return document


def lead_case() -> model.EngineInput:
    return model.EngineInput.from_dict(lead_case_document())


def call(**changes: Any) -> model.ContactType:
    values: dict[str, Any] = {
        "id": "call",
        "label": "Appels",
        "channel": model.Channel.CALL,
        "language": "fr",
        "level": 1,
        "annual_volume": 50_000.0,
        "handle_time": model.HandleTime(20.0, model.Distribution.EXPONENTIAL),
        "patience": model.Patience(4.0),
    }
    return model.ContactType(**(values | changes))


def group(heads: int = 4, **changes: Any) -> model.Group:
    values: dict[str, Any] = {
        "id": "team",
        "label": "Équipe",
        "employer": BIDDER,
        "skills": ("call",),
        "shifts": round_the_clock(heads),
        "declared_staff": 40,
    }
    return model.Group(**(values | changes))


def round_the_clock(heads: int) -> tuple[model.Shift, ...]:
    return tuple(model.Shift(ALL_DAYS, start, start + 480, heads) for start in (0, 480, 960))


def engine_input(
    types: tuple[model.ContactType, ...],
    groups: tuple[model.Group, ...],
    *targets: model.Target,
    weeks: int = 4,
) -> model.EngineInput:
    calendar = model.Calendar(dt.date(2027, 1, 4), weeks, "UTC")
    return model.EngineInput(calendar, types, groups, targets).check()


def answered_target(share: float = 0.8) -> model.Target:
    return model.Target("answered", "Appels répondus", model.Measure.ANSWERED_CALLERS, share)


def prompt_target(seconds: float = 60.0, share: float = 0.8) -> model.Target:
    return model.Target("prompt", "Décroché", model.Measure.SERVICE_LEVEL, share, seconds)
