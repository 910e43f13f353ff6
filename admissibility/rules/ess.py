"""Reservation to the social and solidarity economy: L. 2113-15, L. 2113-16; loi n° 2014-856, art. 1."""

from dataclasses import asdict, dataclass
from typing import Any

from .base import Rule

#: Legal persons that are of the ESS by their form (loi n° 2014-856, art. 1, II, 1°).
ESS_BY_FORM = frozenset({"association", "cooperative", "mutual", "mutual_insurer", "foundation"})
#: Commercial companies are of the ESS by their statutes and the mention at the register (art. 1, II, 2°).
ESS_BY_STATUTES = "commercial_ess"


@dataclass(frozen=True, slots=True)
class EssFacts:
    """The lot's clause, and what the operator declared of itself.

    ``legal_family``: a value of accounts.enums.LegalFamily; ``evidence``: its proof, may be empty.
    """

    reserved: bool
    operator: str
    legal_family: str
    evidence: str


def decide(facts: EssFacts) -> str:
    if not facts.reserved:
        return "not_reserved"
    if facts.legal_family not in ESS_BY_FORM | {ESS_BY_STATUTES}:
        # An unknown form is not a proof of the contrary: an equivalent structure may exist (L. 2113-15).
        return "form_unknown" if facts.legal_family == "other" else "not_ess"
    return "ess_proved" if facts.evidence.strip() else "ess_without_evidence"


def describe(facts: EssFacts) -> dict[str, Any]:
    return asdict(facts)


ESS_RESERVATION = Rule[EssFacts](
    name="ess_reservation",
    version=1,
    article="L. 2113-15",
    results={
        "not_reserved": "conform",
        "ess_proved": "conform",
        "ess_without_evidence": "to_examine",
        "form_unknown": "to_examine",
        "not_ess": "adverse",
    },
    decide=decide,
    describe=describe,
    title="Réservation à l’économie sociale et solidaire",
    looks_at="La clause du lot, la forme juridique que l’opérateur a déclarée et la preuve qu’il en donne.",
)
