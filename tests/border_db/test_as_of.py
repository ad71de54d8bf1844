"""A list as of a day says what the register said then; sums by place count each entry once, whatever became of the place."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from border_db.actions.entries import change_entry, strike_entry
from border_db.models import EntryVersion, Sensitivity
from border_db.queries.as_of import as_of
from border_db.queries.places import by_place
from border_db.registers import REGISTERS
from kontum_ttdn.units import actions
from kontum_ttdn.units.sums import Mode
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
MERGED = date(2025, 7, 1)
THEN = date(2024, 6, 1)


def said_on(entry, number: int, day: date, hour: int = 9) -> None:
    """The version came into the register on that day."""
    at = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    EntryVersion.objects.filter(register=entry.REGISTER, entry=entry.pk, number=number).update(at=at)


@pytest.fixture
def communes():
    """Two communes that became one on 1 July 2025."""
    with actions.reorganisation():
        old = [UnitFactory(name=name, kind="administrative", level="commune") for name in ("Xã Một", "Xã Hai")]
        new = UnitFactory(name="Xã Chung", kind="administrative", level="commune", valid_from=MERGED)
        actions.merge(units=old, into=new, on=MERGED, by=None)
    return [*old, new]


@pytest.fixture
def gate(keep, clerk, communes):
    """In the register since 31 May 2024 at 23:00; corrected, with its commune, on 2 July 2025."""
    made = keep("gates", hours="7:00 - 17:00", commune=communes[0])
    change_entry(entry=made, version=1, name="Cửa khẩu Mới", hours="6:00 - 18:00", commune=communes[2], why="", by=clerk)
    said_on(made, 1, date(2024, 5, 31), hour=23)
    said_on(made, 2, date(2025, 7, 2))
    return made


def test_list_shows_what_was_said_at_the_end_of_that_day(gate, keep, clerk):
    gates = REGISTERS["gates"]
    named = {
        day: [line.entry.name for line in as_of(gates, clerk, day)] for day in (date(2024, 5, 30), date(2024, 5, 31), date(2025, 7, 2))
    }
    assert named == {date(2024, 5, 30): [], date(2024, 5, 31): ["Cửa khẩu Thử"], date(2025, 7, 2): ["Cửa khẩu Mới"]}
    assert [line.entry.name for line in as_of(gates, clerk, THEN, text="cua khau thu")] == ["Cửa khẩu Thử"]
    assert as_of(gates, clerk, THEN, text="moi") == as_of(gates, clerk, THEN, confidence="told") == []


def test_units_have_the_names_of_that_day(keep, clerk, communes):
    marker = keep("markers", commune=communes[2])
    said_on(marker, 1, MERGED)
    actions.rename(unit=communes[2], name="Xã Chung Mới", on=date(2026, 1, 1), by=None)
    cells = [dict(as_of(REGISTERS["markers"], clerk, day)[0].cells)["commune it lies in"] for day in (MERGED, date(2026, 1, 1))]
    assert cells == ["Xã Chung", "Xã Chung Mới"]


def test_what_was_struck_off_since_is_there_and_what_is_or_was_internal_is_not(keep, clerk, stranger, other_unit):
    struck, closed = keep("gates", name="Bỏ"), keep("gates", name="Kín", sensitivity=Sensitivity.INTERNAL)
    strike_entry(entry=struck, why="Nhập nhầm", by=clerk)
    change_entry(entry=closed, version=1, sensitivity=Sensitivity.STAFF, why="", by=clerk)
    hidden = keep("gates", name="Kín sau")
    change_entry(entry=hidden, version=1, sensitivity=Sensitivity.INTERNAL, why="", by=clerk)
    for entry in (struck, closed, hidden):
        said_on(entry, 1, THEN)
    assert [line.entry.name for line in as_of(REGISTERS["gates"], stranger, THEN)] == ["Bỏ"]
    assert as_of(REGISTERS["gates"], stranger, timezone.localdate() + timedelta(days=1))[0].entry.name == "Kín"


def test_page_of_a_past_day_says_so_and_persons_have_none(gate, as_user, clerk):
    client = as_user(clerk)
    past = client.get("/vi/border/gates/?on=2024-06-01").content.decode()
    assert "7:00" not in past and "Cửa khẩu Thử" in past and "01/06/2024" in past and "export.xlsx" not in past
    assert "Cửa khẩu Mới" in client.get("/vi/border/gates/?on=nonsense").content.decode()
    assert 'name="on"' not in client.get("/vi/border/key-persons/?on=2024-06-01").content.decode()


def test_entries_are_summed_by_place_as_reported_or_as_of_a_day(keep, clerk, communes, as_user):
    for number, commune in enumerate(communes):
        keep("markers", number=str(number), commune=commune)
    keep("exemplars", place=communes[1])

    def table(on, mode, register=""):
        return {row.name: row.total for row in by_place(clerk, on, mode, register)}

    assert table(MERGED, Mode.TODAY) == {"Xã Chung": 4}
    assert table(MERGED, Mode.REPORTED) == {"Xã Chung": 1, "Xã Một": 1, "Xã Hai": 2}
    assert table(MERGED, Mode.REPORTED, "markers") == {"Xã Chung": 1, "Xã Một": 1, "Xã Hai": 1}
    assert sum(table(THEN, Mode.TODAY).values()) == 4
    page = as_user(clerk).get("/vi/border/places/?mode=reported&register=exemplars&on=2025-07-01").content.decode()
    assert "Xã Hai" in page and "Xã Một" not in page and "mode=today" in page


def test_sums_and_past_lists_take_the_same_statements_for_3_and_for_30(keep, clerk, communes, django_assert_max_num_queries):
    counted = []
    for many in (3, 30):
        for number in range(many):
            keep("markers", number=f"{many}-{number}", commune=communes[number % 3])
        with django_assert_max_num_queries(20) as asked:
            by_place(clerk, MERGED, Mode.TODAY)
            as_of(REGISTERS["markers"], clerk, timezone.localdate())
        counted.append(len(asked))
    assert counted[0] == counted[1]
