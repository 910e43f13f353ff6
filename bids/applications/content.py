"""The application (candidature) as plain immutable values, from the sheets of the workbook or from an ESPD.

It holds what was declared and judges nothing: an empty text or a False is a declaration that is missing.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, NamedTuple

Form = Literal["single", "joint", "joint_and_several", "grouping"]

FORM_LABELS: Final[dict[str, str]] = {
    "single": "candidat seul",
    "joint": "groupement conjoint",
    "joint_and_several": "groupement solidaire",
    "grouping": "groupement, forme non précisée",
}
#: What only a grouping says of itself stays empty for a single candidate.
SINGLE: Final = "single"
JOINT_AND_SEVERAL: Final = "joint_and_several"
#: An ESPD says that there is a grouping, never whether its members answer for one another.
UNSAID_FORM: Final = "grouping"

#: Families of the ESS reservation (loi n° 2014-856, art. 1, II): the values of accounts.enums.LegalFamily.
LEGAL_FAMILY_LABELS: Final[dict[str, str]] = {
    "association": "association",
    "cooperative": "coopérative",
    "mutual": "mutuelle",
    "mutual_insurer": "société d’assurance mutuelle",
    "foundation": "fondation",
    "commercial_ess": "société commerciale de l’ESS",
    "commercial": "société commerciale",
    "public_body": "personne publique",
    "other": "autre forme",
}


class Turnover(NamedTuple):
    """The turnover of one year, euros without VAT (R. 2142-6)."""

    year: int
    amount_eur: Decimal


@dataclass(frozen=True, slots=True)
class Member:
    """A single candidate, or one member of a grouping (R. 2142-19 to R. 2142-27).

    siret: 14 digits, or the 9 of the SIREN, or nothing, where an ESPD gives no more.
    legal_family: a key of LEGAL_FAMILY_LABELS, empty when not said. is_jointly_liable: answers for the whole
    contract. amount_eur: its part, euros without VAT, None when not said. exclusions_declared: the articles
    (« L. 2141-2 ») of situations that it declares; no_exclusion_declared: it declares that it is in none.
    """

    name: str
    siret: str
    legal_family: str
    is_lead: bool
    is_jointly_liable: bool
    tasks: str
    amount_eur: Decimal | None
    turnovers: tuple[Turnover, ...]
    ess_evidence: str
    no_exclusion_declared: bool
    exclusions_declared: tuple[str, ...]

    @property
    def siren(self) -> str:
        return self.siret[:9]


@dataclass(frozen=True, slots=True)
class Subcontractor:
    """A declared subcontractor with the data of its DC4 (R. 2193-1); amount_eur: maximum, without VAT.

    direct_payment: asked for (L. 2193-11), None when not said. relies_on_capacities: the candidate relies on
    its capacities (R. 2142-3), None when not said.
    """

    name: str
    siret: str
    tasks: str
    levels: tuple[int, ...]
    channels: tuple[str, ...]
    amount_eur: Decimal
    payment_terms: str = ""
    direct_payment: bool | None = None
    relies_on_capacities: bool | None = None
    no_exclusion_declared: bool = False


@dataclass(frozen=True, slots=True)
class ApplicationContent:
    """Who applies and what was declared on honour (R. 2143-3).

    honour_declared: the declaration on exclusions; oeth_declared: the one on the employment of disabled
    workers; lead_empowered: the members empower the lead. subcontractors: those of the bid. espd: an ESPD
    was read, alone or beside the sheets.
    """

    form: Form
    members: tuple[Member, ...]
    subcontractors: tuple[Subcontractor, ...]
    signatory: str
    signatory_capacity: str
    honour_declared: bool
    oeth_declared: bool
    lead_empowered: bool
    espd: bool

    @property
    def is_grouping(self) -> bool:
        return self.form != SINGLE

    @property
    def lead(self) -> Member | None:
        """The lead of a grouping or the single candidate; None when it cannot be told."""
        if len(self.members) == 1:
            return self.members[0]
        leads = [member for member in self.members if member.is_lead]
        return leads[0] if len(leads) == 1 else None
