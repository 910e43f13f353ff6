"""One lead for one grouping (R. 2142-23), and operators found in several applications (R. 2142-21)."""

from dataclasses import dataclass
from typing import Any

from .base import Rule


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One application for the lot: its label, the SIREN of its lead and of all its members, its signatory."""

    label: str
    lead: str
    members: tuple[str, ...]
    is_grouping: bool
    signatory: str = ""


@dataclass(frozen=True, slots=True)
class SeveralFacts:
    """This application, and the others for the same lot."""

    own: Candidacy
    others: tuple[Candidacy, ...]

    def leading_twice(self) -> list[str]:
        """Other groupings with the same lead."""
        return [
            one.label
            for one in self.others
            if self.own.is_grouping and one.is_grouping and one.lead and one.lead == self.own.lead
        ]

    def sharing(self) -> list[str]:
        """Other applications with an operator of this one."""
        return [one.label for one in self.others if set(filter(None, one.members)) & set(self.own.members)]

    def same_signatory(self) -> list[str]:
        name = self.own.signatory.strip().casefold()
        return [one.label for one in self.others if name and one.signatory.strip().casefold() == name]


def decide(facts: SeveralFacts) -> str:
    if facts.leading_twice():
        return "double_lead"
    if facts.sharing():
        return "several_applications"
    return "same_signatory" if facts.same_signatory() else "once"


def describe(facts: SeveralFacts) -> dict[str, Any]:
    found = facts.leading_twice() or facts.sharing() or facts.same_signatory()
    return {"elsewhere": found, "signatory": facts.own.signatory}


SEVERAL_APPLICATIONS = Rule[SeveralFacts](
    name="several_applications",
    version=1,
    article="R. 2142-4, R. 2142-21, R. 2142-23 et R. 2151-7",
    results={
        "once": "conform",
        "same_signatory": "to_examine",
        "several_applications": "to_examine",
        "double_lead": "adverse",
    },
    decide=decide,
    describe=describe,
    title="Candidatures multiples",
    looks_at="Les SIREN des membres et du mandataire, et le signataire, de toutes les candidatures au lot ; "
    "une fois toutes les offres lues.",
)
