"""On which days an office is there, and how long its terms really take."""

import json
from datetime import date

import pytest

from kontum_ttdn.units import working_days
from kontum_ttdn.units.working_days import HOLIDAYS, Calendar, public_calendar


def test_weekends_and_days_off_do_not_count():
    week = Calendar(off=frozenset({date(2026, 9, 1), date(2026, 9, 2)}))
    assert week.after(date(2026, 8, 31), 2) == date(2026, 9, 4)
    assert working_days.after(date(2026, 8, 31), 2) == date(2026, 9, 2)


def test_saturday_worked_in_place_of_another_day_counts():
    moved = Calendar(off=frozenset({date(2026, 8, 31)}), worked=frozenset({date(2026, 8, 22)}))
    assert (moved.after(date(2026, 8, 20), 2), moved.after(date(2026, 8, 28), 1)) == (date(2026, 8, 22), date(2026, 9, 1))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Tết: Friday before, Monday after
        (date(2026, 4, 24), 3, date(2026, 5, 4)),  # Hùng Kings on a Sunday, then 30 April and 1 May
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        (date(2026, 1, 5), 5, date(2026, 1, 10)),
        (date(2026, 11, 20), 12, date(2026, 12, 9)),
    ],
)
def test_terms_reach_over_the_days_off_of_the_state(start, days, end):
    assert public_calendar().after(start, days) == end


@pytest.mark.parametrize("days", [1, 2, 10, 12])
def test_what_is_handed_in_on_the_latest_day_is_ready_in_time_and_a_day_later_is_not(days):
    calendar = public_calendar()
    for end in (date(2026, 3, 2), date(2026, 9, 5), date(2026, 12, 9), date(2026, 12, 13)):
        start = calendar.latest_start(end, days)
        assert calendar.is_working_day(start) and calendar.after(start, days) <= end < calendar.after(calendar.after(start, 1), days)


def test_year_that_is_not_entered_is_named_and_keeps_the_days_of_the_law():
    calendar = public_calendar()
    assert calendar.unknown_years(date(2025, 12, 1), date(2026, 12, 1)) == []
    assert calendar.unknown_years(date(2026, 12, 20), date(2028, 1, 5)) == [2027, 2028]
    assert [calendar.is_working_day(date(2099, *day)) for day in ((1, 1), (4, 30), (5, 1), (9, 2), (9, 3))] == [False] * 4 + [True]


def test_every_year_entered_says_where_it_is_from_and_names_its_days():
    said = json.loads(HOLIDAYS.read_text())
    for year, entered in said["years"].items():
        days = {**entered["off"], **entered["worked"]}
        assert entered["source"] and all(days.values()) and {day[:4] for day in days} == {year}
        assert all(date.fromisoformat(day).weekday() < 5 for day in entered["off"])
        assert all(date.fromisoformat(day).weekday() == 5 for day in entered["worked"])
    assert said["yearly"]["source"]
