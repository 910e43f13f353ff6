"""When contacts arrive: each hour of the calendar as the clock on the wall of the centre lives it."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.engine.faults import Fault, InvalidInputError
from scoring.engine.model import Calendar, EngineInput, WeeklyProfile

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
HOURS_PER_YEAR = 8766.0  # 365.25 days: volumes and results are those of a mean year


@dataclass(frozen=True)
class HourGrid:
    """Every hour that really elapses (H of them): the spring night has one hour less, the autumn one more.

    hour_of_week: 0..167 by the local clock. day: days since the start. month: 0..11. is_holiday: bool.
    """

    start_on: dt.date
    hour_of_week: Integers
    day: Integers
    month: Integers
    is_holiday: NDArray[np.bool_]

    @property
    def size(self) -> int:
        return int(self.hour_of_week.size)


@lru_cache(maxsize=16)
def hour_grid(calendar: Calendar) -> HourGrid:
    zone = zoneinfo.ZoneInfo(calendar.time_zone)
    last = calendar.start_on + dt.timedelta(weeks=calendar.weeks)
    first_hour, last_hour = (_midnight(day, zone) for day in (calendar.start_on, last))
    hours = int((last_hour - first_hour) / dt.timedelta(hours=1))
    local = [(first_hour + dt.timedelta(hours=k)).astimezone(zone) for k in range(hours)]
    ordinals = np.array([moment.toordinal() for moment in local])
    holidays = [day.toordinal() for day in calendar.public_holidays]
    return HourGrid(
        start_on=calendar.start_on,
        hour_of_week=np.array([moment.weekday() * 24 + moment.hour for moment in local]),
        day=ordinals - calendar.start_on.toordinal(),
        month=np.array([moment.month - 1 for moment in local]),
        is_holiday=np.isin(ordinals, holidays),
    )


def arrivals(data: EngineInput, grid: HourGrid) -> Floats:
    """(H, types) first calls expected in each hour; each type's total is its annual volume, pro rata.

    Raises InvalidInputError when a volume has no hour of the calendar in which to fall.
    """
    columns = [_shape(contact_type.profile, grid) for contact_type in data.contact_types]
    faults = [
        Fault(f"$.contact_types[{index}].profile", "aucune heure du calendrier n’a de poids pour ce volume")
        for index, (column, item) in enumerate(zip(columns, data.contact_types, strict=True))
        if item.annual_volume > 0 and not column.any()
    ]
    if faults:
        raise InvalidInputError(faults)
    period = grid.size / HOURS_PER_YEAR
    volumes = [item.annual_volume * period for item in data.contact_types]
    parts = [
        column * (volume / (column.sum() or 1.0)) for column, volume in zip(columns, volumes, strict=True)
    ]
    return np.stack(parts, axis=1)


@lru_cache(maxsize=64)
def _event_multipliers(profile: WeeklyProfile, start_on: dt.date, days: int) -> Floats:
    factors = np.ones(days)
    for event in profile.event_days:
        index = (event.on - start_on).days
        if 0 <= index < days:
            factors[index] *= event.multiplier
    return factors


def _shape(profile: WeeklyProfile, grid: HourGrid) -> Floats:
    holiday = np.where(grid.is_holiday, profile.holiday_multiplier, 1.0)
    events = _event_multipliers(profile, grid.start_on, int(grid.day[-1]) + 1)
    weights = (
        np.asarray(profile.hour_weights)[grid.hour_of_week] * np.asarray(profile.month_weights)[grid.month]
    )
    shape: Floats = weights * holiday * events[grid.day]
    return shape


def _midnight(day: dt.date, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)
