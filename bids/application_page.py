"""What the page of a bid shows of its application, in French words."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.formatting import euros

from .applications.content import FORM_LABELS, LEGAL_FAMILY_LABELS, ApplicationContent, Member, Subcontractor
from .sirene import SireneUnit

NOT_SAID = "non dit"
_ESS = {True: "oui", False: "non", None: "non renseigné (ce n’est pas un non)"}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with its words, and its legal unit if an extract of SIRENE held it."""

    member: Member
    family: str
    position: str
    turnovers: tuple[str, ...]
    exclusions: str
    unit: SireneUnit | None
    unit_ess: str


@dataclass(frozen=True, slots=True)
class SubcontractRow:
    """The DC4 data of a subcontractor, in words."""

    subcontractor: Subcontractor
    direct_payment: str
    relies_on_capacities: str
    no_exclusion: str


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """`summary`: what is asked and what is answered, line by line."""

    summary: tuple[tuple[str, str], ...]
    members: tuple[MemberRow, ...]

    @property
    def known_units(self) -> list[MemberRow]:
        return [row for row in self.members if row.unit]


def application_page(application: ApplicationContent, units: Mapping[str, SireneUnit]) -> ApplicationPage:
    return ApplicationPage(
        summary=_summary(application),
        members=tuple(
            _member_row(application, member, units.get(member.siren)) for member in application.members
        ),
    )


def _summary(application: ApplicationContent) -> tuple[tuple[str, str], ...]:
    source = "classeur et DUME" if application.signatory and application.espd else ""
    rows = [
        ("Forme", FORM_LABELS[application.form]),
        ("Source", source or ("DUME" if application.espd else "classeur")),
        ("Signataire", _joined(application.signatory, application.signatory_capacity)),
        ("Aucun cas d’exclusion (R. 2143-3)", declared(application.honour_declared)),
        ("Emploi des travailleurs handicapés (R. 2143-3)", declared(application.oeth_declared)),
    ]
    if application.is_grouping:
        rows.append(("Habilitation du mandataire", declared(application.lead_empowered)))
    return tuple(rows)


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if text) or NOT_SAID


def declared(said: bool) -> str:  # noqa: FBT001 - the declaration itself
    return "déclaré sur l’honneur" if said else "non déclaré"


def _member_row(application: ApplicationContent, member: Member, unit: SireneUnit | None) -> MemberRow:
    return MemberRow(
        member=member,
        family=LEGAL_FAMILY_LABELS.get(member.legal_family, NOT_SAID),
        position=_position(application, member),
        turnovers=tuple(f"{year}\u00a0:\u00a0{euros(amount, 0)}" for year, amount in member.turnovers),
        exclusions=_exclusions(member),
        unit=unit,
        unit_ess=_ess_words(unit),
    )


def _position(application: ApplicationContent, member: Member) -> str:
    if not application.is_grouping:
        return "candidat seul"
    role = "mandataire" if member.is_lead else "cotraitant"
    return f"{role}, solidaire" if member.is_jointly_liable else role


def _exclusions(member: Member) -> str:
    if member.exclusions_declared:
        return f"situation déclarée : {', '.join(member.exclusions_declared)}"
    return "aucune, déclaré sur l’honneur" if member.no_exclusion_declared else "non déclaré"


def _ess_words(unit: SireneUnit | None) -> str:
    return _ESS[unit.ess] if unit else ""


def subcontract_row(subcontractor: Subcontractor) -> SubcontractRow:
    return SubcontractRow(
        subcontractor,
        yes_no(subcontractor.direct_payment),
        yes_no(subcontractor.relies_on_capacities),
        declared(subcontractor.no_exclusion_declared),
    )


def yes_no(answer: bool | None) -> str:  # noqa: FBT001 - the answer itself
    return NOT_SAID if answer is None else "oui" if answer else "non"
