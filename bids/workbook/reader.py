"""From a workbook's bytes to its content, with every problem, its place and its remedy."""

import hashlib
from dataclasses import replace
from typing import Final

from bids.applications.content import ApplicationContent
from bids.workbook import layout, records
from bids.workbook.application import read_application
from bids.workbook.application_checks import ApplicationTables, check_shares, member_roles
from bids.workbook.checks import Draft, check_draft
from bids.workbook.content import BidContent, PriceLine
from bids.workbook.guard import FileRefused, inspect
from bids.workbook.identity import check_identity
from bids.workbook.layout_types import SheetLayout
from bids.workbook.limits import DEFAULT_LIMITS, Limits
from bids.workbook.price_checks import check_prices, check_total, is_total
from bids.workbook.records import Records, read_records
from bids.workbook.report import WHOLE_FILE, Place, ReadResult, Report
from bids.workbook.source import Sheet
from bids.workbook.spec import LotSpec
from bids.workbook.tables import Row, Table, find_table, match_sheets, rows
from bids.workbook.values import fold

_MANDATORY: Final = (layout.TEAMS, layout.SHIFTS, layout.ABSENCES, layout.PRICES)


def read_bytes(data: bytes, spec: LotSpec, limits: Limits = DEFAULT_LIMITS) -> ReadResult:
    """Read in this very process: call `child.read_in_child` for a file that comes from outside."""
    report = Report()
    content = None
    try:
        scans = inspect(data, limits)
        # Late: a file that the guard refuses never meets the spreadsheet library, nor waits for it.
        from bids.workbook.excel import read_sheets

        content = _content(read_sheets(data, scans), spec, report)
    except FileRefused as refusal:
        for issue in refusal.issues:
            report.add(issue)
    except MemoryError:
        raise
    except Exception as failure:  # the library raises anything on a broken file
        _report_unreadable(failure, report)
    digest = hashlib.sha256(data).hexdigest()
    return ReadResult(None if report.has_error else content, report.issues(), digest, len(data))


def _report_unreadable(failure: Exception, report: Report) -> None:
    report.error(
        WHOLE_FILE,
        f"Le classeur est illisible : sa structure est abîmée ({type(failure).__name__}).",
        "Ouvrez-le dans un tableur, enregistrez-le au format .xlsx, puis déposez-le de nouveau.",
    )


def _content(sheets: list[Sheet], spec: LotSpec, report: Report) -> BidContent:
    found = match_sheets(sheets, layout.SHEET_NAMES, report)
    made_from = check_identity(found.get(layout.README_NAME), spec, report)
    tables = {table.name: _table(found, table, report) for table in layout.OFFER_TABLES}
    draft, totals = _read_tables(tables, report)
    apart = Report()
    forms = ApplicationTables(*(_optional(found, table, apart) for table in layout.APPLICATION_TABLES))
    application = read_application(forms, draft.subcontractors, apart)
    check_draft(draft, spec, member_roles(application), report)
    check_prices(tables[layout.PRICES.name], draft.prices, spec, report)
    content = replace(_assemble(draft, spec, application), fingerprint=made_from)
    check_shares(application, forms, content.total_price_eur, apart)
    report.absorb(apart)
    for row in totals:
        check_total(row, content.total_price_eur, report)
    return content


def _table(found: dict[str, Sheet], table: SheetLayout, report: Report) -> Table | None:
    sheet = found.get(table.name)
    if sheet is not None and (sheet.cells or not table.may_be_missing):
        return find_table(sheet, table, report)
    names = ", ".join(layout.SHEET_NAMES)
    if table.may_be_missing:
        report.warning(Place(table.name), "La feuille est absente ou vide.", f"Feuilles attendues : {names}.")
    else:
        report.error(
            Place(table.name), f"La feuille « {table.name} » est absente.", f"Feuilles attendues : {names}."
        )
    return None


def _optional(found: dict[str, Sheet], table: SheetLayout, report: Report) -> Table | None:
    """Silent when it is missing: an older workbook has no such sheet, and an ESPD may stand in for it."""
    sheet = found.get(table.name)
    return find_table(sheet, table, report) if sheet and sheet.cells else None


def _read_tables(tables: dict[str, Table | None], report: Report) -> tuple[Draft, list[Row]]:
    prices, totals = _read_prices(tables[layout.PRICES.name], report)
    draft = Draft(
        teams=read_records(tables[layout.TEAMS.name], "code", records.make_team, report),
        shifts=read_records(tables[layout.SHIFTS.name], "team", records.make_shift, report),
        absences=read_records(tables[layout.ABSENCES.name], "team", records.make_absence, report),
        subcontractors=read_records(
            tables[layout.SUBCONTRACTORS.name], "name", records.make_subcontractor, report
        ),
        evidence=read_records(tables[layout.EVIDENCE.name], "figure", records.make_evidence, report),
        prices=prices,
    )
    _check_not_empty(tables[layout.TEAMS.name], draft.teams.keys, "Aucune équipe n’est décrite.", report)
    _check_not_empty(tables[layout.SHIFTS.name], draft.shifts.keys, "Aucune vacation n’est décrite.", report)
    return draft, totals


def _check_not_empty(table: Table | None, keys: set[str], message: str, report: Report) -> None:
    if table is not None and not keys:
        report.error(table.place(), message, "Remplissez au moins une ligne sous les en-têtes.")


def _read_prices(table: Table | None, report: Report) -> tuple[Records[PriceLine], list[Row]]:
    """Price lines, and apart the rows of totals, which are compared and never taken."""
    lines: Records[PriceLine] = Records()
    totals: list[Row] = []
    for row in rows(table, report) if table else ():
        if is_total(row):
            totals.append(row)
            continue
        line = records.make_price(row)
        lines.keys.add(fold(row.text("code")))
        if not row.failed:
            lines.found.append((row, line))
    return lines, totals


def _assemble(draft: Draft, spec: LotSpec, application: ApplicationContent | None) -> BidContent:
    """Names of teams as « Équipes » writes them, prices in the order and with the quantities of the lot."""
    codes = {fold(team.code): team.code for team in draft.teams.values}
    prices = {fold(line.code): line.unit_price_eur for line in draft.prices.values}
    return BidContent(
        tender_reference=spec.tender_reference,
        lot_number=spec.lot_number,
        fingerprint=spec.fingerprint,
        teams=draft.teams.values,
        shifts=tuple(replace(s, team=codes.get(fold(s.team), s.team)) for s in draft.shifts.values),
        absences=tuple(replace(a, team=codes.get(fold(a.team), a.team)) for a in draft.absences.values),
        subcontractors=draft.subcontractors.values,
        evidence=draft.evidence.values,
        prices=tuple(
            PriceLine(line.code, line.quantity, prices[fold(line.code)])
            for line in spec.price_lines
            if fold(line.code) in prices
        ),
        application=application and replace(application, subcontractors=draft.subcontractors.values),
    )
