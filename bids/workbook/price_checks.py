"""The price sheet against the lot's price lines."""

from decimal import Decimal
from typing import Final

from bids.workbook.content import PriceLine
from bids.workbook.records import Records, find_twin
from bids.workbook.report import Report
from bids.workbook.spec import LotSpec
from bids.workbook.tables import Row, Table
from bids.workbook.values import ValueRefused, fold, quoted
from bids.workbook.values.numbers import parse_number

_RESTORE: Final = "Rétablissez la ligne telle que l’acheteur l’a écrite."
_CENT: Final = Decimal("0.01")


def is_total(row: Row) -> bool:
    return fold(row.text("code")).startswith("total")


def check_prices(table: Table | None, prices: Records[PriceLine], spec: LotSpec, report: Report) -> None:
    if table is None:
        return
    seen: set[str] = set()
    quantities = {fold(line.code): line.quantity for line in spec.price_lines}
    for row, line in prices.found:
        if not find_twin(row, "code", line.code, seen):
            _check_line(row, line, quantities)
    for expected in spec.price_lines:
        if fold(expected.code) not in prices.keys:
            report.error(
                table.place(),
                f"La ligne de prix {quoted(expected.code)} ({quoted(expected.label)}) est absente.",
                _RESTORE,
            )


def _check_line(row: Row, line: PriceLine, quantities: dict[str, Decimal]) -> None:
    quantity = quantities.get(fold(line.code))
    if quantity is None:
        row.refuse("code", f"{quoted(line.code)} n’est pas une ligne de prix du lot.", "Retirez cette ligne.")
    elif quantity != line.quantity:
        row.refuse("quantity", f"La quantité a été modifiée : le lot demande {_french(quantity)}.", _RESTORE)
    elif line.unit_price_eur == 0:
        row.report.warning(
            row.place("unit_price_eur"), "Le prix unitaire est nul.", "Corrigez si c’est un oubli."
        )


def check_total(row: Row, total_eur: Decimal, report: Report) -> None:
    """The sheet's own total against ours, which is the one that counts."""
    source = row.table.sheet.cell(row.number, row.table.columns.get("amount_eur", 0)).cell
    try:
        shown = parse_number(source)
    except ValueRefused:
        return
    if abs(shown - total_eur) >= _CENT:
        report.warning(
            row.place("amount_eur"),
            f"Le total affiché ({_french(shown)} €) n’est pas celui des lignes ({_french(total_eur)} €).",
            "C’est le total des lignes qui compte : vérifiez les prix unitaires.",
        )


def _french(number: Decimal) -> str:
    """Narrow no-break spaces between thousands, a decimal comma."""
    return f"{number:,f}".replace(",", "\u202f").replace(".", ",")
