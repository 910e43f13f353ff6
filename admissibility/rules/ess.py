"""Reservation to the social and solidarity economy: L. 2113-15, L. 2113-16; loi n° 2014-856, art. 1.

What is unknown is looked at by a person and never held against anybody: a register that says nothing, a form
that is not in a list, two sources that disagree.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from .base import Rule
from .legal_categories import CATEGORIES, PUBLIC_LAW, UNDECLARED_ASSOCIATION

#: Legal persons that are of the ESS by their form (loi n° 2014-856, art. 1, II, 1°).
ESS_BY_FORM: Final = frozenset({"association", "cooperative", "mutual", "mutual_insurer", "foundation"})
#: Commercial companies are of the ESS by their statutes and the mention at the register (art. 1, II, 2°).
ESS_BY_STATUTES: Final = "commercial_ess"
NOT_ESS: Final = frozenset({"commercial", "public_body"})

LEAD_ONLY: Final = "lead_only"
_REGISTER_WORDS: Final = ("kbis", "rcs", "rne", "registre", "mention")


@dataclass(frozen=True, slots=True)
class EssMember:
    """A single candidate or a member: what it declared, and what the register SIRENE says, if anything.

    legal_family: a value of accounts.enums.LegalFamily; evidence: its proof, may be empty. sirene_on: the day
    of the import, ISO, empty when the register was not asked or does not know it; sirene_category: four
    digits of INSEE; sirene_ess: None when INSEE does not say, which is not a no.
    """

    name: str
    is_lead: bool
    legal_family: str
    evidence: str
    siren: str = ""
    sirene_on: str = ""
    sirene_category: str = ""
    sirene_ess: bool | None = None
    sirene_active: bool | None = None


@dataclass(frozen=True, slots=True)
class EssFacts:
    """The lot's clause, who must be of the ESS in a grouping, and each member."""

    reserved: bool
    scope: str
    members: tuple[EssMember, ...]

    @property
    def concerned(self) -> tuple[EssMember, ...]:
        """Those who must be of the ESS; everyone where the lead cannot be told."""
        leads = tuple(member for member in self.members if member.is_lead)
        return leads if self.scope == LEAD_ONLY and leads else self.members


def family_disagrees(member: EssMember) -> bool:
    """Does the register name another legal form than the one declared?"""
    if not member.sirene_category:
        return False
    known = CATEGORIES.get(member.sirene_category)
    if member.legal_family in ESS_BY_FORM:
        return known is None or (bool(known.families) and member.legal_family not in known.families)
    public = member.sirene_category.startswith(PUBLIC_LAW)
    return bool(known and known.families) or public != (member.legal_family == "public_body")


def ess_disagrees(member: EssMember) -> bool:
    """Does the register's flag, or a proof that is given, contradict the form declared?"""
    if member.legal_family in NOT_ESS:
        return member.sirene_ess is True or bool(member.evidence.strip())
    return member.sirene_ess is False


def proves_statutes_and_mention(evidence: str) -> bool:
    """Does a commercial company name both its statutes and the mention at the register?"""
    words = evidence.casefold()
    return "statut" in words and any(word in words for word in _REGISTER_WORDS)


def confirmed_by_register(member: EssMember) -> bool:
    """The register names a form of the ESS, which the buyer may not ask to prove again (R. 2143-13)."""
    known = CATEGORIES.get(member.sirene_category)
    return bool(member.sirene_active and known and member.legal_family in known.families)


#: Each code with what leads to it, the gravest first; the last one takes everything that is left.
_STEPS: Final[tuple[tuple[str, Callable[[EssMember], bool]], ...]] = (
    ("no_personality", lambda member: member.sirene_category == UNDECLARED_ASSOCIATION),
    ("ceased", lambda member: member.sirene_active is False),
    ("form_unknown", lambda member: member.legal_family in {"", "other"}),
    ("conflicting", lambda member: family_disagrees(member) or ess_disagrees(member)),
    ("not_ess", lambda member: member.legal_family in NOT_ESS),
    (
        "commercial_incomplete",
        lambda member: (
            member.legal_family == ESS_BY_STATUTES
            and bool(member.evidence.strip())
            and not proves_statutes_and_mention(member.evidence)
        ),
    ),
    ("ess_proved", lambda member: bool(member.evidence.strip())),
    ("ess_by_register", confirmed_by_register),
    ("ess_without_evidence", lambda _: True),
)
#: A refusal first, then what a person must look at, then what is established.
_ORDER: Final = (
    "not_ess",
    "conflicting",
    "no_personality",
    "ceased",
    "form_unknown",
    "commercial_incomplete",
    "ess_without_evidence",
    "ess_by_register",
    "ess_proved",
)


def code_of(member: EssMember) -> str:
    """What is known of one member."""
    return next(code for code, applies in _STEPS if applies(member))


def decide(facts: EssFacts) -> str:
    if not facts.reserved:
        return "not_reserved"
    found = {code_of(member) for member in facts.concerned}
    return next((code for code in _ORDER if code in found), "form_unknown")


def describe(facts: EssFacts) -> dict[str, Any]:
    """`operator` and `evidence` name those whom the code is about; `members` has everyone."""
    code = decide(facts)
    named = [member for member in facts.concerned if code_of(member) == code] or list(facts.members)
    return {
        "reserved": facts.reserved,
        "scope": facts.scope,
        "operator": ", ".join(member.name for member in named),
        "evidence": " ; ".join(member.evidence for member in named if member.evidence.strip()),
        "sirene_on": max((member.sirene_on for member in named), default=""),
        "members": [{**asdict(member), "code": code_of(member)} for member in facts.members],
    }


ESS_RESERVATION = Rule[EssFacts](
    name="ess_reservation",
    version=2,
    article="L. 2113-15",
    results={
        "not_reserved": "conform",
        "ess_proved": "conform",
        "ess_by_register": "conform",
        "ess_without_evidence": "to_examine",
        "commercial_incomplete": "to_examine",
        "form_unknown": "to_examine",
        "conflicting": "to_examine",
        "no_personality": "to_examine",
        "ceased": "to_examine",
        "not_ess": "adverse",
    },
    decide=decide,
    describe=describe,
    title="Réservation à l’économie sociale et solidaire",
    looks_at="La clause du lot, ceux du groupement qu’elle concerne, la forme juridique que chacun déclare, "
    "la preuve qu’il en donne et ce que dit de lui l’extrait du répertoire SIRENE, s’il y figure.",
)
