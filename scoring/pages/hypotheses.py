"""Everything that the computation supposes, with where each figure comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tenders.enums import Distribution
from tenders.models import Lot

Document = Mapping[str, Any]
MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A contact type as the engine was asked; source: the buyer's note."""

    contact: Document
    source: str
    passed_to: str

    @property
    def distribution(self) -> str:
        return str(Distribution(self.contact["handle_time"]["distribution"]).label).lower()


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A team as the engine was asked, its contacts in the order in which it takes them."""

    group: Document
    skills: tuple[str, ...]


class Hypotheses:
    """Read from the stored input, so that the page shows what was computed."""

    def __init__(self, lot: Lot, asked: Document, idle_teams: tuple[str, ...]) -> None:
        self.asked, self.idle_teams = asked, idle_teams
        self.labels = {one["id"]: one["label"] for one in asked["contact_types"]}
        self.notes = dict(lot.contact_types.values_list("code", "source_note"))

    @property
    def types(self) -> list[TypeRow]:
        return [
            TypeRow(one, self.notes.get(one["id"], ""), self.passed_to(one))
            for one in self.asked["contact_types"]
        ]

    def passed_to(self, contact: Document) -> str:
        step = contact["escalation"]
        return self.labels.get(step["to"], "") if step else ""

    @property
    def teams(self) -> list[SkillRow]:
        return [
            SkillRow(one, tuple(self.labels[key] for key in one["skills"])) for one in self.asked["groups"]
        ]

    @property
    def starts_on(self) -> date:
        return date.fromisoformat(self.asked["calendar"]["start_on"])

    @property
    def weeks(self) -> int:
        return int(self.asked["calendar"]["weeks"])

    @property
    def holidays(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.asked["calendar"]["public_holidays"]]

    @property
    def profile(self) -> Document:
        """What all types share of the year: months, holidays, event days."""
        found: Document = self.asked["contact_types"][0]["profile"]
        return found

    @property
    def event_days(self) -> list[tuple[date, float]]:
        return [(date.fromisoformat(day["on"]), day["multiplier"]) for day in self.profile["event_days"]]

    @property
    def months(self) -> list[tuple[str, float]]:
        """Each month against the mean month."""
        weights = self.profile["month_weights"]
        mean = sum(weights) / len(weights)
        return [(name, weight / mean) for name, weight in zip(MONTHS, weights, strict=True)]
