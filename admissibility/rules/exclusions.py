"""Grounds of exclusion that a candidate declares: compulsory L. 2141-1 to -5, optional from -7 on."""

import re
from dataclasses import dataclass
from typing import Any

from .base import Rule

#: L. 2141-1 to L. 2141-5: the candidate is excluded. From L. 2141-7 on: the buyer judges, after a hearing.
COMPULSORY = frozenset(range(1, 6))
_NUMBER = re.compile(r"2141-(\d+)")


@dataclass(frozen=True, slots=True)
class DeclaredExclusion:
    """Who declares to be in the situation of which article (« L. 2141-2 »)."""

    name: str
    article: str

    @property
    def is_compulsory(self) -> bool:
        found = _NUMBER.search(self.article)
        return found is not None and int(found[1]) in COMPULSORY


@dataclass(frozen=True, slots=True)
class ExclusionFacts:
    """answered: every member said whether a ground applies; subcontractors: those that do not deny one."""

    is_grouping: bool
    answered: bool
    declared: tuple[DeclaredExclusion, ...]

    @property
    def compulsory(self) -> list[DeclaredExclusion]:
        return [one for one in self.declared if one.is_compulsory]


def decide(facts: ExclusionFacts) -> str:
    if facts.compulsory:
        # A member of a grouping is replaced within ten days, or the grouping falls (L. 2141-13).
        return "member_excluded" if facts.is_grouping else "compulsory_declared"
    if facts.declared:
        return "optional_declared"
    return "none_declared" if facts.answered else "not_answered"


def describe(facts: ExclusionFacts) -> dict[str, Any]:
    return {"declared": [{"name": one.name, "article": one.article} for one in facts.declared]}


EXCLUSIONS_DECLARED = Rule[ExclusionFacts](
    name="exclusions_declared",
    version=1,
    article="L. 2141-1 à L. 2141-11",
    results={
        "none_declared": "conform",
        "not_answered": "to_examine",
        "optional_declared": "to_examine",
        "member_excluded": "to_examine",
        "compulsory_declared": "adverse",
    },
    decide=decide,
    describe=describe,
    title="Motifs d’exclusion déclarés",
    looks_at="Ce que chaque candidat déclare de sa situation. Les preuves ne se demandent qu’à celui que "
    "l’on s’apprête à retenir (R. 2144-4).",
)
