"""The hours of a year that a roster has paid: worked, by night, on Sundays, on holidays, in breaks."""

from dataclasses import dataclass
from decimal import Decimal

from scoring.engine import legal, roster
from scoring.engine.demand import HOURS_PER_YEAR
from scoring.engine.model import HOURS_PER_WEEK, Calendar, Group

WEEKS_PER_YEAR = HOURS_PER_YEAR / HOURS_PER_WEEK
PRECISION = Decimal("0.01")
MAY_DAY = (5, 1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a year of a group, all persons together, a hundredth of an hour exact.

    rostered: worked, unpaid breaks left out; breaks: those. night (21h to 6h), sunday, holiday (May 1st left
    out), may_day and overtime (beyond 35 hours of a contract) are parts of rostered, and may overlap.
    """

    rostered: Decimal
    breaks: Decimal
    night: Decimal
    sunday: Decimal
    holiday: Decimal
    may_day: Decimal
    overtime: Decimal


def hours_of(group: Group, calendar: Calendar) -> Hours:
    """The hours of a mean year; holidays are those of the calendar, brought to a year."""
    rostered = roster.hours_per_week(group) * WEEKS_PER_YEAR
    weekly = group.contract_hours_per_week
    return Hours(
        rostered=_exact(rostered),
        breaks=_exact(_breaks_per_week(group) * WEEKS_PER_YEAR),
        night=_exact(roster.night_hours_per_week(group) * WEEKS_PER_YEAR),
        sunday=_exact(roster.sunday_hours_per_week(group) * WEEKS_PER_YEAR),
        holiday=_exact(_on_holidays(group, calendar, may_day=False)),
        may_day=_exact(_on_holidays(group, calendar, may_day=True)),
        overtime=_exact(rostered * max(weekly - legal.WEEKLY_HOURS.value, 0.0) / weekly),
    )


def _breaks_per_week(group: Group) -> float:
    return sum(shift.break_minutes * shift.headcount * len(shift.days) for shift in group.shifts) / 60.0


def _on_holidays(group: Group, calendar: Calendar, *, may_day: bool) -> float:
    by_day = roster.at_work(group).reshape(7, roster.MINUTES_PER_DAY).sum(axis=1) / 60.0
    days = [day for day in calendar.public_holidays if ((day.month, day.day) == MAY_DAY) is may_day]
    counted = [day for day in days if 0 <= (day - calendar.start_on).days < 7 * calendar.weeks]
    return float(sum(by_day[day.weekday()] for day in counted)) * WEEKS_PER_YEAR / calendar.weeks


def _exact(hours: float) -> Decimal:
    return Decimal(repr(hours)).quantize(PRECISION)
