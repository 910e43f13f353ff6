"""The sheets « Candidature » and « Membres »: who applies, and what was declared on honour.

They have a report of their own: what is wrong there leaves the offer readable, because an application may be
completed (R. 2144-2) where an offer may not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, TypeVar, cast

from bids.applications.content import (
    JOINT_AND_SEVERAL,
    SINGLE,
    ApplicationContent,
    Form,
    Member,
    Subcontractor,
    Turnover,
)
from bids.workbook.application_checks import ApplicationTables, check_application
from bids.workbook.application_layout import ITEMS
from bids.workbook.records import Records, named, read_records
from bids.workbook.report import Report
from bids.workbook.tables import Row, Table, name_key, rows
from bids.workbook.values import Cell, parse_amount, parse_siret, parse_text, quoted
from bids.workbook.values.declarations import (
    parse_articles,
    parse_form,
    parse_legal_family,
    parse_year,
    parse_yes_no,
)

Value = TypeVar("Value")

_KEYS: Final = {name_key(label): key for key, label, _ in ITEMS}
_TURNOVERS: Final = ("turnover_1", "turnover_2", "turnover_3")


@dataclass(slots=True)
class Answers:
    """The lines of « Candidature » that hold an answer, by key."""

    rows: dict[str, Row] = field(default_factory=dict)

    def read(self, key: str, parse: Callable[[Cell], Value], default: Value) -> Value:
        return self.rows[key].read("answer", parse, default) if key in self.rows else default

    def says(self, key: str) -> bool:
        return self.read(key, parse_yes_no, None) is True


def read_application(
    tables: ApplicationTables, subcontractors: Records[Subcontractor], report: Report
) -> ApplicationContent | None:
    """None when nothing was filled, and when something is wrong, which `report` then says."""
    answers = _answers(tables.application, report)
    found = read_records(tables.members, "name", make_member, report)
    if not answers.rows and not found.keys:
        return None
    content = _content(answers, found)
    check_application(content, found, tables.place, subcontractors, report)
    return None if report.has_error else content


def _answers(table: Table | None, report: Report) -> Answers:
    answers = Answers()
    for row in rows(table, report) if table else ():
        key = _KEYS.get(name_key(row.text("item")))
        if key in answers.rows:
            row.refuse(
                "item", f"{quoted(row.text('item'))} figure déjà plus haut.", "Gardez une seule ligne."
            )
        elif key is None:
            report.warning(
                row.place("item"),
                f"{quoted(row.text('item'))} n’est pas un renseignement attendu : la ligne n’est pas lue.",
                "Rétablissez les lignes de la feuille telles que le classeur les donne.",
            )
        elif not row.is_empty("answer"):
            answers.rows[key] = row
    return answers


def _content(answers: Answers, found: Records[Member]) -> ApplicationContent:
    declared = answers.read("form", parse_form, "")
    form = cast("Form", declared or (SINGLE if len(found.keys) <= 1 else ""))
    lead_is_liable = answers.says("lead_is_liable")
    return ApplicationContent(
        form=form,
        members=tuple(_settled(member, form, lead_is_liable=lead_is_liable) for member in found.values),
        subcontractors=(),
        signatory=answers.read("signatory", parse_text, ""),
        signatory_capacity=answers.read("signatory_capacity", parse_text, ""),
        honour_declared=answers.says("honour_declared"),
        oeth_declared=answers.says("oeth_declared"),
        lead_empowered=answers.says("lead_empowered"),
        espd=False,
    )


def _settled(member: Member, form: Form, *, lead_is_liable: bool) -> Member:
    """Who leads and who is liable follow from the form (R. 2142-20, R. 2142-24)."""
    if form == SINGLE:
        return replace(member, is_lead=True, is_jointly_liable=True)
    liable = form == JOINT_AND_SEVERAL or (member.is_lead and lead_is_liable)
    return replace(member, is_jointly_liable=liable)


def make_member(row: Row) -> Member:
    return Member(
        name=row.read("name", named, ""),
        siret=row.read("siret", parse_siret, ""),
        legal_family=row.read("legal_family", parse_legal_family, ""),
        is_lead=row.read("is_lead", parse_yes_no, None) is True,
        is_jointly_liable=False,
        tasks=row.read("tasks", parse_text, ""),
        amount_eur=row.read("amount_eur", _optional_amount, None),
        turnovers=_turnovers(row),
        ess_evidence=row.read("ess_evidence", parse_text, ""),
        no_exclusion_declared=row.read("no_exclusion_declared", parse_yes_no, None) is True,
        exclusions_declared=row.read("exclusions_declared", parse_articles, ()),
    )


def _optional_amount(cell: Cell) -> Decimal | None:
    return None if cell.is_empty else parse_amount(cell)


def _turnovers(row: Row) -> tuple[Turnover, ...]:
    """Latest first, without the years left empty."""
    last = row.read("last_year", parse_year, None)
    amounts = [row.read(key, _optional_amount, None) for key in _TURNOVERS]
    given = [(back, amount) for back, amount in enumerate(amounts) if amount is not None]
    if given and last is None and not row.failed:
        row.refuse(
            "last_year",
            "Des chiffres d’affaires sont donnés sans leur année.",
            "Indiquez l’année du dernier exercice clos.",
        )
    return tuple(Turnover((last or 0) - back, amount) for back, amount in given)
