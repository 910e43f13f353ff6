"""Times of day, breaks and weekly hours, in minutes or hours."""

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Final

from bids.workbook.values.cell import Cell, ValueRefused, fold, quoted, refuse_empty
from bids.workbook.values.numbers import parse_number, plain

DAY_MINUTES: Final = 1440
MAX_WEEKLY_HOURS: Final = 60  # article L3121-21: the highest week that an inspector may ever allow
# What a spreadsheet shows as 24:00 is one whole day: these dates, by library and by calendar of the workbook.
_DAY_ONE: Final = frozenset({dt.date(1899, 12, 31), dt.date(1900, 1, 1), dt.date(1904, 1, 2)})
_TIME: Final = re.compile(r"([0-9]{1,2}) ?(?:h|heures?|:) ?(?:([0-9]{2})(?: ?(?:min|mn|m))?)?(?::00)?")
_BARE_HOUR: Final = re.compile(r"[0-9]{1,2}")
_MINUTES: Final = re.compile(r"([0-9]{1,4}) ?(?:min|mn|minutes?|')?\.?")
_HOURS: Final = re.compile(r"([0-9]{1,2}) ?(?:h|:) ?([0-9]{2})")
_WORDS: Final = {"minuit": 0, "midi": 720}
_TIME_REMEDY: Final = "Écrivez une heure de 00:00 à 24:00, par exemple 22:00 ou 22h30."


def parse_time(cell: Cell) -> int:
    """Minutes after midnight, 0..1440; 1440 is 24:00."""
    refuse_empty(cell, "une heure", _TIME_REMEDY)
    value = cell.value
    if isinstance(value, str):
        return _time_from_text(value)
    if isinstance(value, bool) or not isinstance(value, dt.time | dt.timedelta | dt.datetime | int | float):
        raise _not_a_time(cell)
    return _whole_minute(_day_seconds(value, cell), cell)


def _not_a_time(cell: Cell | str) -> ValueRefused:
    return ValueRefused(f"{quoted(cell)} n’est pas une heure.", _TIME_REMEDY)


def _time_from_text(text: str) -> int:
    plain = fold(text)
    if plain in _WORDS:
        return _WORDS[plain]
    match = _TIME.fullmatch(plain)
    if match is None and _BARE_HOUR.fullmatch(plain):
        return _hour_only(int(plain), text)
    if match is None or (":" in plain and "h" not in plain and match[2] is None):
        raise _not_a_time(text)
    hours, minutes = int(match[1]), int(match[2] or 0)
    if minutes > 59 or hours * 60 + minutes > DAY_MINUTES:
        raise _not_a_time(text)
    return hours * 60 + minutes


def _hour_only(hour: int, text: str) -> int:
    if hour > 24:
        raise _not_a_time(text)
    return hour * 60


def _day_seconds(value: dt.time | dt.timedelta | dt.datetime | float, cell: Cell) -> float:
    if isinstance(value, dt.time):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, dt.datetime):
        if value.date() in _DAY_ONE and value.time() == dt.time(0):
            return 86400.0
        raise ValueRefused(f"{quoted(cell)} est une date, pas une heure.", _TIME_REMEDY)
    return _number_seconds(float(value), cell)


def _number_seconds(value: float, cell: Cell) -> float:
    """A fraction of a day, as spreadsheets store times, or a whole hour; 1 could be 01:00 or 24:00."""
    if value == 1:
        raise ValueRefused("« 1 » peut se lire 01:00 ou 24:00.", "Écrivez 01:00 ou 24:00.")
    if 0 <= value < 1:
        return value * 86400
    if math.isfinite(value) and value.is_integer() and 2 <= value <= 24:
        return value * 3600
    raise _not_a_time(cell)


def _whole_minute(seconds: float, cell: Cell) -> int:
    """Fractions of a day carry noise of less than a second; anything more is a time with seconds."""
    if not math.isfinite(seconds):
        raise _not_a_time(cell)
    minutes = round(seconds / 60)
    if abs(seconds - minutes * 60) >= 1:
        raise ValueRefused(f"{quoted(cell)} a des secondes.", "Écrivez une heure à la minute.")
    if not 0 <= minutes <= DAY_MINUTES:
        raise _not_a_time(cell)
    return minutes


def shift_span(start: int, end: int) -> tuple[int, int]:
    """Start 0..1439 and end after it, past 1440 when the shift passes midnight."""
    if start == DAY_MINUTES:
        raise ValueRefused(
            "Une vacation ne peut pas commencer à 24:00.", "Écrivez 00:00 et indiquez le jour suivant."
        )
    if start == end:
        raise ValueRefused(
            "Le début et la fin sont identiques : la vacation dure 0 ou 24 heures.",
            "Pour 24 heures, écrivez deux vacations qui se suivent ; sinon corrigez l’une des heures.",
        )
    return (start, end) if end > start else (start, end + DAY_MINUTES)


def parse_break(cell: Cell) -> int:
    """Whole minutes of break in the shift, 0..720."""
    refuse_empty(cell, "une durée en minutes", "Écrivez 0 s’il n’y a pas de pause.")
    minutes = _break_minutes(cell)
    if minutes > 720:
        raise ValueRefused(
            f"{quoted(cell)} dépasse 12 heures de pause.", "Indiquez des minutes, par exemple 45."
        )
    return minutes


def _break_minutes(cell: Cell) -> int:
    value = cell.value
    if isinstance(value, dt.time | dt.timedelta):
        return _whole_minute(_day_seconds(value, cell), cell)
    if isinstance(value, str):
        return _duration_from_text(value)
    number = parse_number(cell)
    if number != int(number):
        raise ValueRefused(
            f"{quoted(cell)} n’est pas un nombre entier de minutes.", "Indiquez des minutes, par exemple 45."
        )
    return int(number)


def _duration_from_text(text: str) -> int:
    plain = fold(text)
    if minutes := _MINUTES.fullmatch(plain):
        return int(minutes[1])
    hours = _TIME.fullmatch(plain)
    if hours and int(hours[2] or 0) < 60:
        return int(hours[1]) * 60 + int(hours[2] or 0)
    raise ValueRefused(
        f"{quoted(text)} n’est pas une durée en minutes.", "Indiquez des minutes, par exemple 45."
    )


def parse_weekly_hours(cell: Cell) -> Decimal:
    """Contract hours of one person in a week, above 0 and at most 60."""
    refuse_empty(cell, "une durée hebdomadaire", "Indiquez des heures par semaine, par exemple 35.")
    hours = _hours(cell)
    if not 0 < hours <= MAX_WEEKLY_HOURS:
        raise ValueRefused(
            f"{quoted(cell)} n’est pas une durée hebdomadaire possible pour une personne.",
            f"Indiquez des heures par semaine, de 1 à {MAX_WEEKLY_HOURS}.",
        )
    return plain(hours)


def _hours(cell: Cell) -> Decimal:
    value = cell.value
    if isinstance(value, dt.timedelta):
        return round(Decimal(round(value.total_seconds() / 60)) / 60, 4)
    if isinstance(value, str) and (match := _HOURS.fullmatch(fold(value))) and int(match[2]) < 60:
        return round(int(match[1]) + Decimal(int(match[2])) / 60, 4)
    return parse_number(cell, ("heures", "heure", "h"))
