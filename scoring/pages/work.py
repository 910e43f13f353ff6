"""Who does the work, and whether they may."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A team: hours a year, shares of 0 to 1."""

    label: str
    employer: str
    is_subcontractor: bool
    scheduled_hours: float
    present_hours: float
    occupancy: float | None
    above_90_share: float | None
    above_90_hours: float | None


@dataclass(frozen=True, slots=True)
class LevelWorkRow:
    """Who answers at a level: contacts and hours a year."""

    level: int
    own_answered: float
    own_work_hours: float
    subcontracted_answered: float
    subcontracted_work_hours: float
    subcontracted_work_share: float | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A team's roster against the Code du travail, as `engine.feasibility.GroupPaper` is stored."""

    paper: Document
    kept: float | None

    @property
    def is_short(self) -> bool:
        return self.kept is not None

    @property
    def missing_staff(self) -> int:
        return max(0, int(self.paper["staff_needed"]) - int(self.paper["declared_staff"]))


def group_rows(found: Document) -> list[GroupRow]:
    return [
        GroupRow(
            label=one["label"],
            employer=one["employer"],
            is_subcontractor=one["is_subcontractor"],
            scheduled_hours=one["scheduled_hours"],
            present_hours=one["present_hours"],
            occupancy=one["occupancy"],
            above_90_share=one["occupied_above_90_share"],
            above_90_hours=hours_above(one),
        )
        for one in found["groups"]
    ]


def hours_above(group: Document) -> float | None:
    """Hours of presence a year spent above 90 %."""
    share = group["occupied_above_90_share"]
    return None if share is None else group["present_hours"] * share


def level_work_rows(found: Document) -> list[LevelWorkRow]:
    return [LevelWorkRow(**one) for one in found["work_by_level"]]


def paper_rows(output: Document) -> list[PaperRow]:
    kept = output["lawful"]["kept"] if output["lawful"] else {}
    return [PaperRow(one, kept.get(one["group_id"])) for one in output["paper"]["groups"]]
