"""The lists that a spreadsheet proposes in a cell. They help and never bind: other wordings are read too."""

from typing import Final

from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bids.applications.content import LEGAL_FAMILY_LABELS
from bids.workbook import layout
from bids.workbook.layout_types import SheetLayout
from bids.workbook.spec import LotSpec
from bids.workbook.vocabulary import CHANNEL_LABELS, DAY_LABELS, ROLE_LABELS, language_label

_LAST_ROW: Final = 1000
_MAX_FORMULA: Final = 255  # the file format's own bound on a list written in place
_YES_NO: Final = frozenset({"direct_payment", "relies_on_capacities", "no_exclusion_declared", "is_lead"})
_TEAM_CODES: Final = f"='{layout.TEAMS.name}'!$A${layout.FIRST_ROW}:$A${_LAST_ROW}"


def add_choices(sheet: Worksheet, table: SheetLayout, spec: LotSpec) -> None:
    for index, column in enumerate(table.columns, start=1):
        formula = _TEAM_CODES if column.key == "team" else _in_place(_options(column.key, spec))
        if formula:
            letter = get_column_letter(index)
            _add_list(sheet, formula, f"{letter}{layout.FIRST_ROW}:{letter}{_LAST_ROW}")


def _add_list(sheet: Worksheet, formula: str, area: str) -> None:
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    validation.add(area)
    sheet.add_data_validation(validation)


def _options(key: str, spec: LotSpec) -> list[str]:
    if key == "days":
        return ["tous les jours", "lun-ven", "sam-dim", *DAY_LABELS]
    if key == "levels":
        return _with_all([f"N{level}" for level in spec.levels])
    if key == "languages":
        return _with_all([language_label(code) for code in spec.languages])
    if key == "channels":
        return _with_all([CHANNEL_LABELS[code] for code in spec.channels if code in CHANNEL_LABELS])
    if key in _YES_NO:
        return ["oui", "non"]
    if key == "legal_family":
        return list(LEGAL_FAMILY_LABELS.values())
    return list(ROLE_LABELS.values()) if key == "employer_role" else []


def _with_all(options: list[str]) -> list[str]:
    """Each alone, then all together: no comma, which separates the list itself."""
    return [*options, " et ".join(options)] if len(options) > 1 else options


def _in_place(options: list[str]) -> str:
    formula = f'"{",".join(options)}"'
    return formula if options and len(formula) <= _MAX_FORMULA else ""
