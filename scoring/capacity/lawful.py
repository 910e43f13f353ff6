"""What the staff declared can lawfully work of the roster promised."""

from collections.abc import Mapping
from typing import Any

#: Half an hour a year: below, the figures of a workbook were rounded.
NEGLIGIBLE_HOURS = 0.5


def lawful_shares(paper: Mapping[str, Any]) -> dict[str, float]:
    """The share (0 to 1) of its rostered hours that a group can lawfully work, for groups that cannot work all.

    paper: a `capacity-paper/1` document. Legal hours are taken before absences and training: the computation
    itself takes these off the roster, and they must not count twice.
    """
    return {
        group["group_id"]: group["lawful_hours"] / group["rostered_hours"]
        for group in paper["groups"]
        if group["unworkable_even_if_never_absent_hours"] > NEGLIGIBLE_HOURS
    }
