"""The year computed: it begins with the service."""

import datetime as dt

from audit.clock import PARIS
from scoring.engine.model import Calendar, EventDay
from scoring.inputs.holidays import holidays_between
from tenders.models import Lot, Tender

WEEKS = 52


def service_calendar(tender: Tender) -> Calendar:
    """52 weeks from the first day of service; from the deadline when the consultation names no such day."""
    first = first_day(tender)
    last = first + dt.timedelta(weeks=WEEKS, days=-1)
    return Calendar(start_on=first, weeks=WEEKS, public_holidays=holidays_between(first, last))


def first_day(tender: Tender) -> dt.date:
    """Raises ValueError for a draft that has neither a first day of service nor a deadline."""
    if tender.starts_on:
        return tender.starts_on
    if tender.deadline_at:
        return tender.deadline_at.astimezone(PARIS).date()
    raise ValueError("a consultation without first day of service nor deadline has no calendar")


def event_days(lot: Lot, calendar: Calendar) -> tuple[EventDay, ...]:
    """The lot's event days at even distances, each on the next working day.

    Nobody knows when the media will speak of a service: even distances favour no bid; the dates are shown.
    """
    span = calendar.weeks * 7
    wished = [
        calendar.start_on + dt.timedelta(days=(2 * rank + 1) * span // (2 * lot.event_days))
        for rank in range(lot.event_days)
    ]
    days = {working_day(day, calendar.public_holidays) for day in wished}
    return tuple(EventDay(day, float(lot.event_multiplier)) for day in sorted(days))


def working_day(day: dt.date, holidays: tuple[dt.date, ...]) -> dt.date:
    """``day``, or the next one that is neither a weekend nor a holiday."""
    while day.weekday() >= 5 or day in holidays:
        day += dt.timedelta(days=1)
    return day
