"""What the sheets on the application must say together, and with the subcontractors."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bids.applications.content import SINGLE, ApplicationContent, Member, Subcontractor
from bids.workbook.records import Records
from bids.workbook.report import Place, Report
from bids.workbook.tables import Row, Table
from bids.workbook.values import fold, quoted

MAX_MEMBERS: Final = 100
SIREN_LENGTH: Final = 9


@dataclass(frozen=True, slots=True)
class ApplicationTables:
    """The two sheets, where they were found."""

    application: Table | None
    members: Table | None

    @property
    def place(self) -> Place:
        found = self.application or self.members
        return found.place() if found else Place()


def check_application(
    content: ApplicationContent,
    members: Records[Member],
    place: Place,
    subcontractors: Records[Subcontractor],
    report: Report,
) -> None:
    """Report every contradiction at the cell that mends it, or at `place` when it has none."""
    if not members.keys:
        report.error(place, "Aucun membre n’est décrit.", "Remplissez une ligne, même pour un candidat seul.")
    elif len(members.keys) > MAX_MEMBERS:
        report.error(place, f"Plus de {MAX_MEMBERS} membres sont décrits.", "Vérifiez la feuille.")
    else:
        _check_form(content, members, place, report)
        _check_same_operator(members)
        _check_own_subcontractor(members, subcontractors)
        for row, member in members.found:
            _check_exclusions(row, member)


def _check_form(content: ApplicationContent, members: Records[Member], place: Place, report: Report) -> None:
    count = len(members.keys)
    if content.form == SINGLE and count > 1:
        report.error(
            place,
            f"La candidature est celle d’un candidat seul, mais {count} membres sont décrits.",
            "Choisissez « groupement conjoint » ou « groupement solidaire », ou gardez une seule ligne.",
        )
    elif content.form not in {SINGLE, ""} and count < 2:
        report.error(
            place,
            "Un groupement réunit au moins deux membres : un seul est décrit.",
            "Ajoutez les autres membres, ou choisissez « candidat seul ».",
        )
    elif not content.form:
        report.error(
            place,
            "La forme du groupement n’est pas dite.",
            "Choisissez « groupement conjoint » ou « groupement solidaire » (R. 2142-20).",
        )
    elif content.form != SINGLE:
        _check_one_lead(members)


def _check_one_lead(members: Records[Member]) -> None:
    leads = [(row, member) for row, member in members.found if member.is_lead]
    remedy = "Écrivez « oui » pour un seul membre (R. 2142-23)."
    if not leads and members.found:
        row, _ = members.found[0]
        row.refuse("is_lead", "Aucun membre n’est désigné mandataire.", remedy)
    for row, member in leads[1:]:
        row.refuse(
            "is_lead",
            f"{quoted(member.name)} est un second mandataire, après {quoted(leads[0][1].name)}.",
            remedy,
        )


def _check_same_operator(members: Records[Member]) -> None:
    """The SIREN names the legal person: two of its establishments are not two members."""
    seen: dict[str, tuple[int, Member]] = {}
    for row, member in members.found:
        line, other = seen.setdefault(member.siren, (row.number, member))
        if other is member:
            continue
        number = "SIRET" if other.siret == member.siret else "SIREN"
        row.refuse(
            "siret",
            f"Ce {number} est celui d’un autre membre, {quoted(other.name)} (ligne {line}).",
            "Donnez à chaque membre son propre SIRET, ou retirez la ligne en double.",
        )


def _check_own_subcontractor(members: Records[Member], subcontractors: Records[Subcontractor]) -> None:
    declared = {sub.siret[:SIREN_LENGTH]: sub for _, sub in subcontractors.found}
    for row, member in members.found:
        if member.siren in declared:
            row.refuse(
                "siret",
                f"{quoted(member.name)} est aussi déclaré dans « Sous-traitants » : nul ne se sous-traite à "
                "soi-même (L. 2193-2).",
                "Retirez-le d’une des deux feuilles, ou corrigez son SIRET.",
            )


def _check_exclusions(row: Row, member: Member) -> None:
    if member.no_exclusion_declared and member.exclusions_declared:
        row.refuse(
            "no_exclusion_declared",
            f"{quoted(member.name)} déclare à la fois aucune exclusion et {member.exclusions_declared[0]}.",
            "Corrigez l’une des deux cellules.",
        )


def check_shares(
    content: ApplicationContent | None, tables: ApplicationTables, total_eur: Decimal, report: Report
) -> None:
    """The parts of a grouping against the price of the bid: a remark, for only the offer counts."""
    if content is None or tables.members is None or not content.is_grouping:
        return
    parts = [member.amount_eur for member in content.members if member.amount_eur is not None]
    if len(parts) < len(content.members) or sum(parts, Decimal(0)) == total_eur:
        return
    report.warning(
        tables.members.place(key="amount_eur"),
        "La somme des parts des membres n’est pas le prix de l’offre.",
        "Vérifiez les parts : c’est le prix de la feuille « Prix » qui compte.",
    )


def member_roles(content: ApplicationContent | None) -> dict[str, str]:
    """What each member is to the contract, by folded name."""
    members = content.members if content else ()
    return {fold(member.name): "lead" if member.is_lead else "member" for member in members}
