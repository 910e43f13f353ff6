"""Subcontracting: a part only (L. 2193-2, L. 2193-3), never an essential task (L. 2193-3, al. 2)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .base import Rule


@dataclass(frozen=True, slots=True)
class Scope:
    """Contacts by channel, language and level; None means any."""

    channel: str | None = None
    language: str | None = None
    level: int | None = None

    def meets(self, channels: tuple[str, ...], languages: tuple[str, ...], levels: tuple[int, ...]) -> bool:
        """Does some contact of these channels, languages and levels fall in the scope?"""
        return (
            (self.channel is None or self.channel in channels)
            and (self.language is None or self.language in languages)
            and (self.level is None or self.level in levels)
        )


@dataclass(frozen=True, slots=True)
class SubcontractedTeam:
    """A team that a subcontractor employs, and the weekly person-hours of its shifts."""

    code: str
    employer: str
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    levels: tuple[int, ...]
    weekly_hours: Decimal


@dataclass(frozen=True, slots=True)
class DeclaredSubcontractor:
    """A subcontractor as declared (R. 2193-1), with the tasks and the maximum amount entrusted to it."""

    name: str
    channels: tuple[str, ...]
    levels: tuple[int, ...]
    amount_eur: Decimal


@dataclass(frozen=True, slots=True)
class SubcontractingFacts:
    """The lot's rule and tasks, and what the bid subcontracts. Hours are of a week, amounts without VAT."""

    allowed: bool
    maximum_share: Decimal | None
    essential_tasks: tuple[tuple[str, Scope], ...]
    languages: tuple[str, ...]
    teams: tuple[SubcontractedTeam, ...]
    declared: tuple[DeclaredSubcontractor, ...]
    total_hours: Decimal
    price_eur: Decimal

    @property
    def used(self) -> bool:
        return bool(self.teams or self.declared)

    @property
    def subcontracted_hours(self) -> Decimal:
        return sum((team.weekly_hours for team in self.teams), Decimal(0))

    @property
    def amount_eur(self) -> Decimal:
        return sum((one.amount_eur for one in self.declared), Decimal(0))

    def breaches(self) -> list[tuple[str, str, str]]:
        """(essential task, who, which team) for each essential task that is subcontracted.

        A declaration counts even where no team of the plan names it: what was entrusted is what was declared.
        """
        found = [
            (task, team.employer, team.code)
            for task, scope in self.essential_tasks
            for team in self.teams
            if scope.meets(team.channels, team.languages, team.levels)
        ]
        named = {(task, employer) for task, employer, _ in found}
        found += [
            (task, one.name, "")
            for task, scope in self.essential_tasks
            for one in self.declared
            if (task, one.name) not in named and scope.meets(one.channels, self.languages, one.levels)
        ]
        return found


def decide_essential(facts: SubcontractingFacts) -> str:
    if not facts.essential_tasks:
        return "no_essential_task"
    if not facts.used:
        return "no_subcontractor"
    return "essential_task_subcontracted" if facts.breaches() else "essential_tasks_kept"


def describe_essential(facts: SubcontractingFacts) -> dict[str, Any]:
    return {
        "essential_tasks": [task for task, _ in facts.essential_tasks],
        "breaches": [
            {"task": task, "subcontractor": who, "team": team} for task, who, team in facts.breaches()
        ],
    }


ESSENTIAL_TASK = Rule[SubcontractingFacts](
    name="essential_task",
    version=1,
    article="L. 2193-3, al. 2",
    results={
        "no_essential_task": "conform",
        "no_subcontractor": "conform",
        "essential_tasks_kept": "conform",
        "essential_task_subcontracted": "adverse",
    },
    decide=decide_essential,
    describe=describe_essential,
    title="Tâches essentielles",
    looks_at="Les tâches que le lot réserve au titulaire, les équipes du plan dont l’employeur est un "
    "sous-traitant, et ce que l’offre déclare confier.",
)


def decide_part(facts: SubcontractingFacts) -> str:
    if not facts.used:
        return "no_subcontractor"
    if not facts.allowed:
        return "not_allowed"
    everything = facts.total_hours > 0 and facts.subcontracted_hours >= facts.total_hours
    # The sum entrusted must leave something to the contractor: subcontracting is of a part (L. 2193-3).
    if everything or facts.amount_eur >= facts.price_eur:
        return "total"
    if facts.maximum_share is not None and facts.amount_eur > facts.maximum_share * facts.price_eur:
        return "above_share"
    return "part"


def describe_part(facts: SubcontractingFacts) -> dict[str, Any]:
    share = "" if facts.maximum_share is None else str(facts.maximum_share)
    return {
        "allowed": facts.allowed,
        "maximum_share": share,
        "weekly_hours": str(facts.total_hours),
        "subcontracted_weekly_hours": str(facts.subcontracted_hours),
        "amount_eur": str(facts.amount_eur),
        "price_eur": str(facts.price_eur),
        "subcontractors": sorted(
            {one.name for one in facts.declared} | {team.employer for team in facts.teams}
        ),
    }


PARTIAL_SUBCONTRACTING = Rule[SubcontractingFacts](
    name="partial_subcontracting",
    version=1,
    article="L. 2193-2 et L. 2193-3",
    results={
        "no_subcontractor": "conform",
        "part": "conform",
        "above_share": "to_examine",
        "total": "adverse",
        "not_allowed": "adverse",
    },
    decide=decide_part,
    describe=describe_part,
    title="Sous-traitance partielle",
    looks_at="La règle du lot, les heures hebdomadaires des équipes sous-traitées, les montants déclarés et "
    "le prix de l’offre.",
)
