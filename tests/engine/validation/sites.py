"""The site that most cases share: a year of calls of 20 minutes whose volume and staff follow 168 hours."""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.engine import model
from tests.engine.builders import VECTORS, call, engine_input, group, prompt_target

Floats = NDArray[np.float64]
HOURS_PER_YEAR = 8766.0
LONGEST_SHIFT = 8
_SITE = json.loads((VECTORS / "modelS.json").read_text(encoding="utf-8"))
RATES: Floats = np.array(_SITE["lam_per_min"])
HEADS: Floats = np.array(_SITE["servers"], dtype=np.float64)
HANDLE, PATIENCE = 20.0, 4.0


def handle(law: model.Distribution, cv: float = 1.0) -> model.HandleTime:
    return model.HandleTime(HANDLE, law, cv)


def site(
    time: model.HandleTime, *, weeks: int = 8, absence: float = 0.0, fewer: int = 0, **changes: Any
) -> model.EngineInput:
    """The site as a bid: shifts of eight hours at most that give its heads hour by hour, less the last
    `fewer` shifts."""
    profile = model.WeeklyProfile(tuple(RATES.tolist()))
    volume = float(RATES.sum()) * 60.0 * HOURS_PER_YEAR / 168.0
    patience = changes.pop("patience", model.Patience(PATIENCE))
    item = call(annual_volume=volume, profile=profile, handle_time=time, patience=patience, **changes)
    kept = shifts()[: len(shifts()) - fewer]
    team = group(shifts=kept, absence_share=absence, declared_staff=60)
    return engine_input((item,), (team,), prompt_target(20), weeks=weeks)


def shifts() -> tuple[model.Shift, ...]:
    """One person each; the last come leave first."""
    stays, present = [], list[int]()
    for hour, wanted in enumerate(np.append(HEADS, 0).astype(int)):
        while len(present) > wanted:
            stays += _pieces(present.pop(), hour)
        present += [hour] * (wanted - len(present))
    return tuple(
        model.Shift((start // 24,), 60 * (start % 24), 60 * (start % 24 + end - start), 1)
        for start, end in stays
    )


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > LONGEST_SHIFT:
        found.append((start, start + LONGEST_SHIFT))
        start += LONGEST_SHIFT
    return [*found, (start, end)]
