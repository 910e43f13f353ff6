"""Work that can wait (callbacks, e-mails, outbound calls): done between live contacts, oldest first, or late.

A fluid: each hour, what the live contacts leave of the people able to do it goes to the work with the
shortest time allowed. Work not done within its time is counted as lost, and leaves.
"""

import numpy as np
from numpy.typing import NDArray

from scoring.engine.jit import compiled

Floats = NDArray[np.float64]
# People do fill every gap between calls when work waits; a staffing counts on nine tenths of their presence.
MAX_BLENDED_OCCUPANCY = 0.9


@compiled
def blend(
    arriving: Floats, handle_hours: Floats, due_hours: Floats, can: Floats, spare: Floats,
    done: Floats, late: Floats, worked: Floats,
) -> None:  # fmt: skip
    """D kinds of work by urgency (shortest time first), H hours, G groups.

    arriving (H, D) contacts, can (D, G) 0 or 1, spare (H, G) hours of work available (consumed).
    Fills done (H, D) contacts, late (H, D), worked (D, H, G) hours.
    """
    for d in range(due_hours.size):
        left = arriving[:, d].copy()
        oldest = 0
        for hour in range(left.size):
            while oldest < hour and (left[oldest] <= 0.0 or hour - oldest >= due_hours[d]):
                late[hour, d] += left[oldest]
                left[oldest] = 0.0
                oldest += 1
            able = (spare[hour] * can[d]).sum() / handle_hours[d]
            taken, place = 0.0, oldest
            while place <= hour and taken < able:
                part = min(left[place], able - taken)
                left[place] -= part
                taken += part
                place += 1
            done[hour, d] = taken
            if able > 0.0:
                used = taken / able
                for g in range(can.shape[1]):
                    worked[d, hour, g] = spare[hour, g] * can[d, g] * used
                    spare[hour, g] -= worked[d, hour, g]
