"""What the law would call a bid for what a rule found: a proposal, with its article; the officer decides.

Kinds: admissibility.decisions.enums.DecisionKind. A finding can be put right by its author either as a
missing part of the application (R. 2144-2), or as an irregular offer (R. 2152-2); nothing else can.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["inadmissible_application", "irregular", "unacceptable", "late"]
Part = Literal["application", "offer"]

MISSING_PIECES = "R. 2144-2"
IRREGULAR_OFFERS = "R. 2152-2"


@dataclass(frozen=True, slots=True)
class Qualification:
    """What a finding leads to; regularised_by: the article that lets its author put it right, or empty."""

    kind: Kind
    article: str
    regularised_by: str = ""


INADMISSIBLE = Qualification("inadmissible_application", "R. 2144-7")
COMPLETABLE = Qualification("inadmissible_application", "R. 2144-7", MISSING_PIECES)
IRREGULAR = Qualification("irregular", "L. 2152-2", IRREGULAR_OFFERS)
UNACCEPTABLE = Qualification("unacceptable", "L. 2152-3")
LATE = Qualification("late", "R. 2151-5")

#: By rule; a code named in BY_CODE has its own.
BY_RULE: dict[str, Qualification] = {
    "ess_reservation": INADMISSIBLE,
    "essential_task": IRREGULAR,
    "partial_subcontracting": IRREGULAR,
    "within_budget": UNACCEPTABLE,
    "late_submission": LATE,
    "application_complete": COMPLETABLE,
    "exclusions_declared": INADMISSIBLE,
    "minimum_turnover": INADMISSIBLE,
    "relied_capacities": COMPLETABLE,
    "several_applications": INADMISSIBLE,
    "subcontract_declarations": IRREGULAR,
}
BY_CODE: dict[tuple[str, str], Qualification] = {
    # A proof that is missing can be asked for; a form that is not of the ESS cannot be put right.
    ("ess_reservation", "ess_without_evidence"): COMPLETABLE,
    ("ess_reservation", "commercial_incomplete"): COMPLETABLE,
    ("ess_reservation", "conflicting"): COMPLETABLE,
    ("ess_reservation", "form_unknown"): COMPLETABLE,
    ("exclusions_declared", "not_answered"): COMPLETABLE,
    ("minimum_turnover", "unknown"): COMPLETABLE,
}
#: Rules about the candidate; the others are about its offer.
APPLICATION_RULES = frozenset(
    {
        "application_complete",
        "ess_reservation",
        "exclusions_declared",
        "late_submission",
        "minimum_turnover",
        "relied_capacities",
        "several_applications",
    }
)
#: The heaviest first: an application that falls makes its offer idle.
ORDER: tuple[Kind, ...] = ("late", "inadmissible_application", "irregular", "unacceptable")


def qualification(rule: str, code: str) -> Qualification:
    """Raises KeyError for a rule without a line: no finding goes unqualified by omission."""
    return BY_CODE.get((rule, code)) or BY_RULE[rule]


def part_of(rule: str) -> Part:
    return "application" if rule in APPLICATION_RULES else "offer"


def proposed(adverse: Iterable[tuple[str, str]]) -> Qualification | None:
    """The heaviest qualification of the (rule, code) of the adverse findings; None without any."""
    found = [qualification(rule, code) for rule, code in adverse]
    return min(found, key=lambda one: ORDER.index(one.kind), default=None)
