"""The clock of offices: days on which somebody is there to answer. Public holidays will be data of their own."""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def after(start: date, days: int, holidays: Collection[date] = ()) -> date:
    """The last of `days` working days that follow `start`; the day itself never counts (Civil Code 2015, Art. 147)."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, holidays)
    return day
