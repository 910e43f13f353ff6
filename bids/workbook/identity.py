"""Is it the workbook of this lot? What « Lisez-moi » says, compared with the lot."""

from typing import Final

from bids.workbook import layout
from bids.workbook.report import Place, Report
from bids.workbook.source import Sheet
from bids.workbook.spec import EarlierVersion, LotSpec
from bids.workbook.tables import name_key
from bids.workbook.values import fold, quoted

_MOST_CHANGES: Final = 8
_DOWNLOAD: Final = "Téléchargez le classeur du lot et recopiez-y vos valeurs."


def check_identity(sheet: Sheet | None, spec: LotSpec, report: Report) -> str:
    """Return the fingerprint of the version that the workbook was made from.

    A workbook without its identification is read all the same, as one of the version in force; one that names
    a former version is told so and read against the lot as it is now; one that names another lot is refused.
    """
    if sheet is None:
        report.warning(
            Place(layout.README_NAME),
            "La feuille « Lisez-moi » est absente : le lot n’est pas vérifié.",
            _DOWNLOAD,
        )
        return spec.fingerprint
    expected = (
        (layout.REFERENCE_LABEL, spec.tender_reference, "Ce classeur est celui d’une autre consultation"),
        (layout.LOT_LABEL, str(spec.lot_number), "Ce classeur est celui d’un autre lot"),
    )
    for label, value, message in expected:
        _check(sheet, label, value, message, report)
    former = _former_version(sheet, spec)
    if former is None:
        unknown = "Ce classeur date d’une autre version du lot, jamais publiée"
        _check(sheet, layout.FINGERPRINT_LABEL, spec.fingerprint, unknown, report)
        return spec.fingerprint
    place, _ = _value_beside(sheet, layout.FINGERPRINT_LABEL)
    report.warning(place, *_of_former(former, spec))
    return former.fingerprint


def _former_version(sheet: Sheet, spec: LotSpec) -> EarlierVersion | None:
    _, found = _value_beside(sheet, layout.FINGERPRINT_LABEL)
    return next((one for one in spec.earlier if found and fold(one.fingerprint) == fold(found)), None)


def _of_former(former: EarlierVersion, spec: LotSpec) -> tuple[str, str]:
    """What is said of a workbook made from a former version, and what to do about it."""
    made = f"Offre établie sur la version {former.number} ; la version {spec.version} est en vigueur"
    if not former.changes:
        return f"{made}, et ce lot n’a pas changé depuis : elle est lue comme telle.", "Rien à faire."
    shown = " ; ".join(former.changes[:_MOST_CHANGES])
    more = len(former.changes) - _MOST_CHANGES
    rest = f" ; et {more} autres changements" if more > 0 else ""
    return (
        f"{made}. Ce lot a changé depuis : {shown}{rest}. L’offre est lue face au lot d’aujourd’hui.",
        f"Avant la date limite, reprenez le classeur de la version {spec.version} et déposez de nouveau.",
    )


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
