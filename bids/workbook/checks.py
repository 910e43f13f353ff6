"""What the sheets must say together, and what they must say of this lot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from bids.workbook.content import Absence, Evidence, PriceLine, Shift, Subcontractor, Team
from bids.workbook.records import Record, Records, find_twin
from bids.workbook.report import Report
from bids.workbook.spec import LotSpec
from bids.workbook.tables import Row
from bids.workbook.values import fold, quoted
from bids.workbook.vocabulary import channel_label, language_label

Item = TypeVar("Item")


@dataclass(slots=True)
class Draft:
    """Everything that was read, before it is checked together."""

    teams: Records[Team]
    shifts: Records[Shift]
    absences: Records[Absence]
    subcontractors: Records[Subcontractor]
    evidence: Records[Evidence]
    prices: Records[PriceLine]


def check_draft(draft: Draft, spec: LotSpec, members: Mapping[str, str], report: Report) -> None:
    """Report every contradiction; settle the role of employers whom another sheet names.

    members: "lead" or "member" by folded name, empty when no application was read.
    """
    _check_twins(draft)
    _settle_employers(draft, members)
    _check_team_names(draft.shifts, draft.teams)
    _check_team_names(draft.absences, draft.teams)
    for row, team in draft.teams.found:
        _check_team(row, team, draft)
        _check_team_in_lot(row, team, spec, report)
    _check_subcontractors(draft, report)
    _check_same_shifts(draft.shifts, report)


def _check_twins(draft: Draft) -> None:
    seen: set[str] = set()
    for row, team in draft.teams.found:
        find_twin(row, "code", team.code, seen)
    seen = set()
    for row, absence in draft.absences.found:
        find_twin(row, "team", absence.team, seen)
    seen = set()
    for row, sub in draft.subcontractors.found:
        find_twin(row, "name", sub.name, seen)


def _settle_employers(draft: Draft, members: Mapping[str, str]) -> None:
    names = draft.subcontractors.keys
    for index, (row, team) in enumerate(draft.teams.found):
        name = fold(team.employer)
        role = team.employer_role or members.get(name) or ("subcontractor" if name in names else "")
        draft.teams.found[index] = (row, replace(team, employer_role=role))
        _check_employer(row, role, team.employer, declared=name in names)
        if role == "member" and members and name not in members:
            _refuse_stranger(row, team.employer)


def _refuse_stranger(row: Row, employer: str) -> None:
    row.refuse(
        "employer",
        f"Le cotraitant {quoted(employer)} est absent de la feuille « Membres ».",
        "Ajoutez-le avec son SIRET, ou corrigez son nom.",
    )


def _check_employer(row: Row, role: str, employer: str, *, declared: bool) -> None:
    if not role:
        row.refuse(
            "employer",
            f"{quoted(employer)} n’est ni « titulaire », ni un membre, ni un nom de « Sous-traitants ».",
            "Indiquez « cotraitant » ou « sous-traitant » dans « Lien avec l’offre ».",
        )
    elif role == "subcontractor" and not declared:
        row.refuse(
            "employer",
            f"Le sous-traitant {quoted(employer)} est absent de la feuille « Sous-traitants ».",
            "Ajoutez-le avec son SIRET, ses tâches et son montant, ou corrigez son nom.",
        )
    elif role != "subcontractor" and declared:
        row.refuse(
            "employer_role",
            f"{quoted(employer)} figure dans « Sous-traitants », mais son lien avec l’offre est autre.",
            "Indiquez « sous-traitant », ou retirez-le de la feuille « Sous-traitants ».",
        )


def _check_team_names(records: Records[Record], teams: Records[Team]) -> None:
    for row, _ in records.found:
        name = row.text("team")
        if fold(name) not in teams.keys:
            row.refuse(
                "team",
                f"L’équipe {quoted(name)} n’existe pas dans la feuille « Équipes ».",
                "Écrivez le code d’une équipe, ou ajoutez-la.",
            )


def _check_team(row: Row, team: Team, draft: Draft) -> None:
    code, works = fold(team.code), fold(team.code) in draft.shifts.keys
    if works and team.declared_staff == 0:
        row.refuse("declared_staff", "L’équipe a des vacations mais aucun effectif déclaré.", "Indiquez-le.")
    if not works:
        row.report.warning(
            row.place("code"),
            f"L’équipe {quoted(team.code)} n’a aucune vacation : elle ne répondra à personne.",
            "Ajoutez ses vacations, ou retirez l’équipe.",
        )
    if code not in draft.absences.keys:
        row.refuse(
            "code",
            f"L’équipe {quoted(team.code)} n’a pas de ligne dans la feuille « Absences ».",
            "Ajoutez-la ; indiquez 0 % si c’est bien votre engagement.",
        )


def _check_team_in_lot(row: Row, team: Team, spec: LotSpec, report: Report) -> None:
    kinds = (
        ("languages", "langue", team.languages, spec.languages, language_label),
        ("channels", "canal", team.channels, spec.channels, channel_label),
    )
    for key, what, offered, asked, label in kinds:
        for code in offered:
            if code not in asked:
                report.warning(
                    row.place(key),
                    f"{quoted(label(code))} : {what} que le lot ne demande pas.",
                    "Elle ne comptera pas ; corrigez si c’est une erreur.",
                )
    for level in team.levels:
        if level not in spec.levels:
            report.warning(
                row.place("levels"), f"Le lot ne demande pas le niveau {level}.", "Corrigez au besoin."
            )


def _check_subcontractors(draft: Draft, report: Report) -> None:
    for row, sub in draft.subcontractors.found:
        _check_its_teams(row, sub, draft, report)
    total = sum(line.amount_eur for line in draft.prices.values)
    amounts = sum(sub.amount_eur for sub in draft.subcontractors.values)
    if draft.subcontractors.found and amounts >= total:
        row, _ = draft.subcontractors.found[0]
        report.warning(
            row.place("amount_eur"),
            "Le montant sous-traité atteint le prix : seule une partie se sous-traite (L. 2193-3).",
            "Vérifiez les montants.",
        )


def _check_its_teams(row: Row, sub: Subcontractor, draft: Draft, report: Report) -> None:
    teams = [team for team in draft.teams.values if fold(team.employer) == fold(sub.name)]
    if not teams:
        report.warning(
            row.place("name"), f"{quoted(sub.name)} n’emploie aucune équipe.", "Corrigez son nom au besoin."
        )
    beyond = {level for team in teams for level in team.levels} - set(sub.levels)
    if beyond:
        levels = ", ".join(f"N{level}" for level in sorted(beyond))
        report.warning(
            row.place("levels"),
            f"Ses équipes traitent {levels}, qui ne figure pas dans les niveaux confiés.",
            "Accordez les feuilles « Équipes » et « Sous-traitants ».",
        )


def _check_same_shifts(shifts: Records[Shift], report: Report) -> None:
    for row in _repeated((row, shift) for row, shift in shifts.found):
        report.warning(
            row.place(),
            "Cette vacation est identique à une autre : elle compte deux fois.",
            "Effacez-la si besoin.",
        )


def _repeated(pairs: Iterable[tuple[Row, Item]]) -> Iterable[Row]:
    seen: set[Item] = set()
    for row, item in pairs:
        if item in seen:
            yield row
        seen.add(item)
