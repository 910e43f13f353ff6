"""Is it the workbook of this lot? What « Lisez-moi » says, compared with the lot."""

from typing import Final

from bids.workbook import layout
from bids.workbook.report import Place, Report
from bids.workbook.source import Sheet
from bids.workbook.spec import LotSpec
from bids.workbook.tables import name_key
from bids.workbook.values import fold, quoted

_DOWNLOAD: Final = "Téléchargez le classeur du lot et recopiez-y vos valeurs."


def check_identity(sheet: Sheet | None, spec: LotSpec, report: Report) -> None:
    """A workbook without its identification is read all the same; one that names another lot is refused."""
    if sheet is None:
        report.warning(
            Place(layout.README_NAME),
            "La feuille « Lisez-moi » est absente : le lot n’est pas vérifié.",
            _DOWNLOAD,
        )
        return
    expected = (
        (layout.REFERENCE_LABEL, spec.tender_reference, "Ce classeur est celui d’une autre consultation"),
        (layout.LOT_LABEL, str(spec.lot_number), "Ce classeur est celui d’un autre lot"),
        (layout.FINGERPRINT_LABEL, spec.fingerprint, "Ce classeur date d’une autre version du lot"),
    )
    for label, value, message in expected:
        _check(sheet, label, value, message, report)


def _check(sheet: Sheet, label: str, value: str, message: str, report: Report) -> None:
    place, found = _value_beside(sheet, label)
    if found is None:
        report.warning(place, f"« {label} » est introuvable.", _DOWNLOAD)
    elif fold(found) != fold(value):
        report.error(place, f"{message} : {quoted(found)} au lieu de {quoted(value)}.", _DOWNLOAD)


def _value_beside(sheet: Sheet, label: str) -> tuple[Place, str | None]:
    wanted = name_key(label)
    for (row, column), source in sheet.cells.items():
        if name_key(source.cell.text) == wanted:
            beside = sorted(c for r, c in sheet.cells if r == row and c > column)
            text = sheet.cell(row, beside[0]).cell.text if beside else None
            return Place(sheet.name, row), text
    return Place(sheet.name), None
