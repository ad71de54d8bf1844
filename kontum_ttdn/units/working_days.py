"""The clock of offices: days on which somebody is there to answer. Which days are off is data, a year at a time (data/holidays.json)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

SATURDAY = 5
DAY = timedelta(days=1)
HOLIDAYS = Path(__file__).parent / "data" / "holidays.json"


@dataclass(frozen=True)
class Calendar:
    """Days off, days worked in their place, and the years of which both are known.

    `yearly` are (month, day) that the law names for every year: they are off in unknown years too.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.off and (day.month, day.day) not in self.yearly

    def after(self, start: date, days: int) -> date:
        """The last of `days` working days that follow `start`; the day itself never counts (Civil Code 2015, Art. 147)."""
        day = start
        while days:
            day += DAY
            days -= self.is_working_day(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days follow `start` up to `end`, that day counted; none where `end` is not later."""
        return sum(self.is_working_day(start + DAY * (number + 1)) for number in range((end - start).days))

    def latest_start(self, end: date, days: int) -> date:
        """The last working day on which something can be handed in, so that `days` working days after it are over by `end`."""
        day = end
        while days:
            days -= self.is_working_day(day)
            day -= DAY
        while not self.is_working_day(day):
            day -= DAY
        return day

    def unknown_years(self, start: date, end: date) -> list[int]:
        """Years between these days whose days off are not entered: Tết, Hùng Kings and days moved by decision may make a term longer."""
        return [year for year in range(start.year, end.year + 1) if year not in self.years]


WEEKDAYS = Calendar()


def after(start: date, days: int, calendar: Calendar = WEEKDAYS) -> date:
    """As Calendar.after; without a calendar Monday to Friday are working days."""
    return calendar.after(start, days)


@cache
def public_calendar() -> Calendar:
    """The days off of state offices, as far as they are entered."""
    said = json.loads(HOLIDAYS.read_text())
    years = said["years"]
    return Calendar(
        off=_days(day for year in years.values() for day in year["off"]),
        worked=_days(day for year in years.values() for day in year["worked"]),
        years=frozenset(int(year) for year in years),
        yearly=frozenset((int(day[:2]), int(day[3:])) for day in said["yearly"]["off"]),
    )


def _days(said: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in said)
