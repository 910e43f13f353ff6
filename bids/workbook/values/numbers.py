"""Numbers as French and English spreadsheets write them.

A text number is read when its separators leave one meaning: « 2,5 », « 1 234,5 », « 1.234,56 », « 1,234.56 ».
« 1.234 » and « 1,234 » could be a thousand or a decimal, and are refused.
"""

import math
import re
from decimal import Decimal
from typing import Final

from bids.workbook.values.cell import Cell, ValueRefused, fold, quoted, refuse_empty

MAX_COUNT: Final = 100_000
MAX_AMOUNT: Final = Decimal(10) ** 12
PRICE_DECIMALS: Final = 4

_EURO_UNITS: Final = ("€ ht", "€ h.t.", "eur ht", "euros ht", "€", "eur", "euros", "euro")
_PEOPLE_UNITS: Final = ("personnes", "personne", "pers.", "pers", "agents", "agent", "sessions", "session")
_WEEK_UNITS: Final = ("semaines", "semaine", "sem.", "sem")

_PLAIN: Final = re.compile(r"[0-9]+")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_DECIMAL: Final = re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)[.,](?P<part>[0-9]+)")
_DOTS_THEN_COMMA: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_COMMAS_THEN_DOT: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_AMBIGUOUS: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def parse_number(cell: Cell, units: tuple[str, ...] = ()) -> Decimal:
    """A finite number, zero or more. `units` may follow it in a text cell."""
    refuse_empty(cell, "un nombre", "Saisissez un nombre.")
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueRefused(
            f"{quoted(cell)} n’est pas un nombre.", "Mettez la cellule au format Nombre et saisissez-le."
        )
    number = _from_text(value, units) if isinstance(value, str) else _from_number(value)
    if number < 0:
        raise ValueRefused(f"{quoted(cell)} est négatif.", "Saisissez un nombre positif ou nul.")
    if number >= MAX_AMOUNT:
        raise ValueRefused(f"{quoted(cell)} est trop grand.", "Vérifiez l’unité et le nombre de zéros.")
    return plain(number)


def plain(number: Decimal) -> Decimal:
    """The same number without trailing zeros nor exponent: 1500 rather than 1.5E+3 or 1500.00."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def _from_number(value: float) -> Decimal:
    if not math.isfinite(value):
        raise ValueRefused(f"{quoted(str(value))} n’est pas un nombre fini.", "Saisissez un nombre.")
    # A spreadsheet keeps and shows 15 significant digits: 0.1 + 0.2 is 0.3, not 0.30000000000000004.
    return Decimal(f"{value:.15g}")


def _from_text(text: str, units: tuple[str, ...]) -> Decimal:
    bare = _without_unit(fold(text), units)
    sign, digits = (-1, bare[1:].strip()) if bare.startswith("-") else (1, bare)
    if _AMBIGUOUS.fullmatch(digits):
        whole = re.sub("[.,]", "", digits)
        raise ValueRefused(
            f"{quoted(text)} peut se lire de deux façons (millier ou décimale).",
            f"Écrivez {whole} ou {digits.replace('.', ',')}0, ou mettez la cellule au format Nombre.",
        )
    return sign * Decimal(_canonical(digits, text))


def _without_unit(text: str, units: tuple[str, ...]) -> str:
    for unit in units:
        if text.endswith(unit):
            return text.removesuffix(unit).strip()
    return text


def _canonical(digits: str, original: str) -> str:
    if _PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits):
        return digits.replace(" ", "")
    if _DECIMAL.fullmatch(digits):
        return digits.replace(" ", "").replace(",", ".")
    if _DOTS_THEN_COMMA.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if _COMMAS_THEN_DOT.fullmatch(digits):
        return digits.replace(",", "")
    raise ValueRefused(
        f"{quoted(original)} n’est pas un nombre.", "Écrivez seulement le nombre, par exemple 1234,5."
    )


def parse_count(cell: Cell) -> int:
    """A whole number of people or of chat sessions."""
    if re.search(r"\betp\b", fold(cell.text)):
        raise ValueRefused(
            f"{quoted(cell)} est en équivalents temps plein.", "Indiquez un nombre de personnes, en entier."
        )
    number = parse_number(cell, _PEOPLE_UNITS)
    if number != int(number):
        raise ValueRefused(
            f"{quoted(cell)} n’est pas un nombre entier.",
            "Indiquez des personnes entières ; répartissez au besoin sur plusieurs lignes.",
        )
    if number > MAX_COUNT:
        raise ValueRefused(f"{quoted(cell)} dépasse {MAX_COUNT}.", "Vérifiez le nombre saisi.")
    return int(number)


def parse_amount(cell: Cell) -> Decimal:
    """Euros without VAT, to the cent."""
    return _money(cell, 2)


def parse_unit_price(cell: Cell) -> Decimal:
    """Euros without VAT, with at most four decimals."""
    return _money(cell, PRICE_DECIMALS)


def _money(cell: Cell, decimals: int) -> Decimal:
    if re.search(r"\bttc\b", fold(cell.text)):
        raise ValueRefused(f"{quoted(cell)} est toutes taxes comprises.", "Saisissez le montant hors taxes.")
    if cell.percent:
        raise ValueRefused(
            f"{quoted(cell)} est un pourcentage.", "Mettez la cellule au format Nombre, en euros."
        )
    amount = parse_number(cell, _EURO_UNITS)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > decimals:
        raise ValueRefused(
            f"{quoted(cell)} a plus de {decimals} décimales.", f"Arrondissez à {decimals} décimales au plus."
        )
    return amount


def parse_weeks(cell: Cell) -> Decimal:
    number = parse_number(cell, _WEEK_UNITS)
    if number > 104:
        raise ValueRefused(f"{quoted(cell)} dépasse 104 semaines.", "Indiquez une durée en semaines.")
    return number


def parse_percentage(cell: Cell) -> Decimal:
    """A share between 0 and 1 (1 excluded) from a column whose header says %.

    A text « 8 % » and a cell shown as 8 % are read as they show. A bare 8 is 8 %, as the header says.
    A bare 0.08 may be meant as 8 % or as 0,08 %: refused.
    """
    formatted = cell.percent and not isinstance(cell.value, str)
    explicit = formatted or cell.text.endswith("%")
    number = parse_number(cell, ("%",))
    shown = number * 100 if formatted else number
    if not explicit and 0 < number < 1:
        bare, percent = (f"{n.normalize():f}".replace(".", ",") for n in (number, number * 100))
        raise ValueRefused(
            f"{quoted(cell)} sans signe % peut se lire de deux façons.",
            f"Écrivez « {percent} % », ou « {bare} % » si c’est bien moins de 1 %.",
        )
    if shown >= 100:
        raise ValueRefused(
            f"{quoted(cell)} atteint ou dépasse 100 %.", "Indiquez un pourcentage inférieur à 100."
        )
    return plain(shown / 100)
