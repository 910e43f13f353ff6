"""Moments and days in French, always in the time of Paris. A moment without a time zone is refused."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from ui.formatting.numbers import MISSING, NBSP, duree

PARIS = ZoneInfo("Europe/Paris")

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)


def in_paris(moment: datetime) -> datetime:
    """The same moment on the clocks of Paris. Raises ValueError when `moment` has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("Une date sans fuseau horaire ne peut pas être affichée.")
    return moment.astimezone(PARIS)


def _ordinal(day: int) -> str:
    return "1er" if day == 1 else str(day)


def jour(day: date | None) -> str:
    """« lundi 1er février 2027 » for a day or a moment."""
    if day is None:
        return MISSING
    local = in_paris(day) if isinstance(day, datetime) else day
    return f"{DAYS[local.weekday()]} {_ordinal(local.day)}{NBSP}{MONTHS[local.month - 1]} {local.year}"


def heure(moment: datetime | None) -> str:
    """« 12 h 00 »."""
    if moment is None:
        return MISSING
    local = in_paris(moment)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02}"


def date_paris(moment: datetime | None) -> str:
    """« lundi 1er février 2027 à 12 h 00 (heure de Paris) »."""
    return MISSING if moment is None else f"{jour(moment)} à {heure(moment)} (heure de Paris)"


def date_courte(day: date | None) -> str:
    """« 1er févr. 2027 » for a day, « 1er févr. 2027, 12 h 00 » for a moment."""
    if day is None:
        return MISSING
    local = in_paris(day) if isinstance(day, datetime) else day
    text = f"{_ordinal(local.day)}{NBSP}{SHORT_MONTHS[local.month - 1]}{NBSP}{local.year}"
    return f"{text}, {heure(local)}" if isinstance(local, datetime) else text


def temps_restant(deadline: datetime, now: datetime) -> str:
    """Time left in its two largest units, « 3 j 4 h »; an empty string from the deadline on."""
    left = int((deadline - now).total_seconds())
    return duree(left) if left > 0 else ""
