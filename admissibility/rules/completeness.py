"""Is the application whole? R. 2143-3, R. 2143-4; what is missing may be asked of all: R. 2144-2."""

from dataclasses import dataclass
from typing import Any

from .base import Rule


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """A single candidate or a member of a grouping; a False or an empty text is missing."""

    name: str
    siret: str
    exclusions_answered: bool


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What the application holds; ``found`` is False when neither sheets nor ESPD say who applies.

    honour_declared, oeth_declared: the two parts of the declaration on honour; lead_known: a grouping names
    one lead. espd: an ESPD stands for the forms (R. 2143-4).
    """

    found: bool
    is_grouping: bool = False
    members: tuple[CandidateFacts, ...] = ()
    signatory: str = ""
    honour_declared: bool = False
    oeth_declared: bool = False
    lead_known: bool = False
    espd: bool = False

    def missing(self) -> list[str]:
        """In words, what a complete application would still hold."""
        lacking = []
        if not self.members:
            lacking.append("l’identité du candidat")
        if not self.honour_declared:
            lacking.append("la déclaration sur l’honneur relative aux exclusions")
        if not self.oeth_declared:
            lacking.append("la déclaration sur l’emploi des travailleurs handicapés")
        if not self.signatory.strip():
            lacking.append("le nom du signataire")
        if self.is_grouping and not self.lead_known:
            lacking.append("la désignation d’un mandataire")
        return lacking + [part for one in self.members for part in missing_of(one)]


def missing_of(one: CandidateFacts) -> list[str]:
    name = one.name.strip() or "un candidat sans nom"
    lacking = [] if one.siret.strip() else [f"le SIRET de {name}"]
    return lacking if one.exclusions_answered else [*lacking, f"la déclaration de {name} sur les exclusions"]


def decide(facts: ApplicationFacts) -> str:
    if not facts.found:
        return "no_application"
    if facts.missing():
        return "pieces_missing"
    return "espd" if facts.espd else "complete"


def describe(facts: ApplicationFacts) -> dict[str, Any]:
    return {
        "candidates": [one.name for one in facts.members],
        "missing": facts.missing() if facts.found else [],
    }


APPLICATION_COMPLETE = Rule[ApplicationFacts](
    name="application_complete",
    version=1,
    article="R. 2143-3, R. 2143-4 et R. 2144-2",
    results={
        "complete": "conform",
        "espd": "conform",
        "no_application": "to_examine",
        "pieces_missing": "to_examine",
    },
    decide=decide,
    describe=describe,
    title="Candidature complète",
    looks_at="La déclaration sur l’honneur, le signataire, le mandataire, le SIRET et la déclaration "
    "d’exclusion de chaque membre, lus dans le classeur ou dans un DUME.",
)


@dataclass(frozen=True, slots=True)
class DeclaredFacts:
    """A subcontractor as its DC4 declares it; an empty text, a None or a False is missing."""

    name: str
    siret: str
    tasks: str
    amount_eur: str
    payment_terms: str
    no_exclusion_declared: bool

    def missing(self) -> list[str]:
        parts = {
            "le SIRET": self.siret,
            "les prestations confiées": self.tasks,
            "le montant maximal": self.amount_eur,
            "les conditions de paiement": self.payment_terms,
            "la déclaration d’absence d’exclusion": self.no_exclusion_declared,
        }
        return [label for label, value in parts.items() if not value]


@dataclass(frozen=True, slots=True)
class DeclarationsFacts:
    """declared: the DC4 read; employers: subcontractors that employ a team of the plan."""

    declared: tuple[DeclaredFacts, ...]
    employers: tuple[str, ...]

    def gaps(self) -> list[dict[str, Any]]:
        """(subcontractor, what is missing), for each that is not wholly declared."""
        names = {one.name.strip().casefold() for one in self.declared}
        unknown = [
            {"subcontractor": name, "missing": ["toute la déclaration"]}
            for name in self.employers
            if name.strip().casefold() not in names
        ]
        partial = [{"subcontractor": one.name, "missing": one.missing()} for one in self.declared]
        return unknown + [one for one in partial if one["missing"]]


def decide_declarations(facts: DeclarationsFacts) -> str:
    if not facts.declared and not facts.employers:
        return "no_subcontractor"
    return "incomplete" if facts.gaps() else "complete"


def describe_declarations(facts: DeclarationsFacts) -> dict[str, Any]:
    return {"gaps": facts.gaps(), "subcontractors": [one.name for one in facts.declared]}


SUBCONTRACT_DECLARATIONS = Rule[DeclarationsFacts](
    name="subcontract_declarations",
    version=1,
    article="L. 2193-5 et R. 2193-1",
    results={"no_subcontractor": "conform", "complete": "conform", "incomplete": "to_examine"},
    decide=decide_declarations,
    describe=describe_declarations,
    title="Déclaration de chaque sous-traitant (DC4)",
    looks_at="Pour chaque sous-traitant : SIRET, prestations, montant maximal, conditions de paiement et "
    "déclaration d’absence d’exclusion ; et les employeurs d’équipes que rien ne déclare.",
)
