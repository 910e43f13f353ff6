"""Periods as the law counts them: in days of Paris, the day of the event left out.

A period of days that begins with an act of day D ends at the last second of day D + n, weekends and
holidays counted. A period of months or years ends on the day of the same number, or on the last day of a
shorter month.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def paris_day(at: datetime) -> date:
    """Return the day of Paris. Raises ValueError when ``at`` has no time zone."""
    if at.tzinfo is None:
        raise ValueError("Un moment sans fuseau horaire n’a pas de jour certain.")
    return at.astimezone(PARIS).date()


def day_of(event: date | datetime) -> date:
    """Return the day of Paris of a moment; a day is its own."""
    return paris_day(event) if isinstance(event, datetime) else event


def begins_at(day: date) -> datetime:
    """Return midnight in Paris, at which the day begins."""
    return datetime.combine(day, time(), PARIS)


def ends_at(day: date) -> datetime:
    """Return the midnight that ends the day: 23 or 25 hours later when the clocks change."""
    return begins_at(day + timedelta(days=1))


def days_after(event: date | datetime, days: int) -> date:
    return day_of(event) + timedelta(days=days)


def days_before(event: date | datetime, days: int) -> date:
    return day_of(event) - timedelta(days=days)


def months_after(event: date | datetime, months: int) -> date:
    day = day_of(event)
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def years_after(event: date | datetime, years: int) -> date:
    return months_after(event, 12 * years)


def quarter_ends_on(day: date) -> date:
    """Return the last day of the quarter of the year in which the day falls."""
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, monthrange(day.year, month)[1])
