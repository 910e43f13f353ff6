"""The quick look and the exact chain: how long, and how far the first is from the second.

python -m benchmarks.quick_and_exact
"""

import numpy as np

from benchmarks.side_by_side import interleaved, verdict
from scoring.engine import model
from scoring.engine.quick import quick_look
from scoring.engine.transient import transient
from tests.engine.builders import lead_case
from tests.engine.validation.exact import exact_week
from tests.engine.validation.sites import HANDLE, HEADS, PATIENCE, RATES, handle, site

WEEKS = 52


def lead() -> float:
    return quick_look(lead_case()).overall.answered_share or 0.0


def quick_year() -> float:
    return quick_look(site(handle(model.Distribution.EXPONENTIAL), weeks=WEEKS)).overall.answered_share or 0.0


def week() -> float:
    found = exact_week()
    return 1.0 - float(found.abandoned.sum()) / float(found.offered.sum())


def distinct_year() -> float:
    """8,736 hours, no two alike."""
    season = 1.0 + 0.1 * np.sin(np.arange(168 * WEEKS) / 1390.0)
    found = transient(
        np.tile(RATES, WEEKS) * season,
        np.tile(HEADS, WEEKS),
        60.0,
        handle_minutes=HANDLE,
        patience_minutes=PATIENCE,
        threshold_minutes=20 / 60,
    )
    return 1.0 - float(found.abandoned.sum()) / float(found.offered.sum())


def main() -> None:
    found = interleaved(
        {"lead": lead, "quick year": quick_year, "exact week": week, "exact year": distinct_year}, rounds=5
    )
    for name, timed in found.items():
        print(f"{name:<12}{timed.seconds * 1e3:10.1f} ms   answered {timed.answer:.3%}")
    verdict("quick look of the lead case, ms", found["lead"].seconds * 1e3, 50.0, at_least=False)
    verdict("exact week, ms", found["exact week"].seconds * 1e3, 50.0, at_least=False)
    ratio = found["exact year"].seconds / found["quick year"].seconds
    print(f"8,736 distinct hours: exact / quick {ratio:.1f}")
    error = 100.0 * (found["quick year"].answer - found["exact week"].answer)
    print(f"quick less exact, over the same week: {error:+.2f} points")


if __name__ == "__main__":
    main()
