"""French public holidays, computed for any year (Code du travail, L. 3133-1)."""

import datetime as dt

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
#: Days after Easter: Easter Monday, Ascension, Whit Monday.
MOVABLE = (1, 39, 50)


def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - shift + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)


def french_holidays(year: int) -> list[dt.date]:
    """The eleven legal holidays of a year, in order (those of Alsace-Moselle and overseas left out)."""
    sunday = easter(year)
    fixed = [dt.date(year, month, day) for month, day in FIXED]
    return sorted({*fixed, *(sunday + dt.timedelta(days=days) for days in MOVABLE)})


def holidays_between(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The holidays from ``first`` to ``last``, both included."""
    years = range(first.year, last.year + 1)
    return tuple(day for year in years for day in french_holidays(year) if first <= day <= last)
