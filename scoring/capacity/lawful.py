"""What the staff declared can lawfully work of the roster promised."""

from collections.abc import Mapping
from typing import Any

#: Half an hour a year: below, the figures of a workbook were rounded.
NEGLIGIBLE_HOURS = 0.5
#: The engine's code for a roster above the legal hours of a year: the measures already take it into account.
YEARLY_HOURS = "yearly_hours"


def lawful_shares(paper: Mapping[str, Any]) -> dict[str, float]:
    """The share (0 to 1) of its rostered hours that a group can lawfully work; those that can are left out.

    paper: a `capacity-paper/1` document. Legal hours are taken before absences and training: the computation
    itself takes these off the roster, and they must not count twice.
    """
    return {
        group["group_id"]: group["lawful_hours"] / group["rostered_hours"]
        for group in paper["groups"]
        if group["unworkable_even_if_never_absent_hours"] > NEGLIGIBLE_HOURS
    }


def unlawful(paper: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the declared staff cannot lawfully do, whatever the planning, besides the hours of the year."""
    findings = paper["findings"]
    return [one for one in findings if one["severity"] == "unlawful" and one["code"] != YEARLY_HOURS]
