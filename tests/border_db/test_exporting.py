"""A register leaves the house without what is internal, and comes back as the same."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from border_db.models import Marker
from border_db.registers import REGISTERS
from kontum_ttdn.spreadsheets.reading import read_table
from kontum_ttdn.units.models import UnitKind
from tests.border_db.conftest import KEPT
from tests.factories import UnitFactory

from .sheets import compared

pytestmark = pytest.mark.django_db
FULL = {
    "aliases": ["Một", "=Hai"],
    "names": {"lo": "ຫຼັກ", "km": "បង្គោល", "sed": "ê̆"},
    "note": "+84 260\nhai dòng, có phẩy; và chấm phẩy",
    "source_day": date(2020, 5, 1),
}
SHEETS = [name for name, register in REGISTERS.items() if not register.personal]


@pytest.fixture
def filled(keep, clerk, department):
    """An entry of every register that has sheets, each field of it that may leave the house filled."""
    commune = UnitFactory(kind=UnitKind.ADMINISTRATIVE, name="Xã Đăk Long", code="23341", valid_from=date(2025, 7, 1))
    UnitFactory(kind=UnitKind.ADMINISTRATIVE, name="Xã Đăk Long")
    foreign = UnitFactory(kind=UnitKind.FOREIGN, name="Attapeu")
    own = {
        "posts": {"post": UnitFactory(kind=UnitKind.BORDER_POST), "number": "001", "section": "bí-mật-nội-bộ"},
        "gates": {"commune": commune, "opposite_unit": foreign, "hours": "6:00 - 18:00", "opening": "open", "decision": "1/QĐ",
                  "decided_on": date(2020, 1, 1), "opened_on": date(2020, 2, 1), "place_in_line": 3},
        "markers": {"commune": commune, "set_on": date(2008, 1, 18), "place_in_line": 5},
        "counterparts": {"province": foreign, "ours": commune},
        "twinnings": {"our_unit": commune, "their_unit": foreign, "since": "2015"},
        "facts": {"day": date(2020, 1, 1)},
        "exemplars": {"place": commune, "honour": "2/QĐ"},
    }  # fmt: skip
    for name in SHEETS:
        keep(name, **FULL, **own.get(name, {}))
    keep(
        "documents", number="31/2020", issued_on=date(2021, 1, 1), force="replaced", replaced_by=REGISTERS["documents"].model.objects.get()
    )


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["vi", "en", "lo"])
def test_what_is_exported_comes_back_the_same_in_every_row(filled, as_user, clerk, form, language):
    client = as_user(clerk)
    with translation.override("en"):
        for register in SHEETS:
            data = client.get(f"/{language}/border/{register}/export.{form}").content
            found = compared(register, data, clerk)
            assert {line.outcome.value for line in found.lines} == {"same"}, (register, [(x.changes, x.faults) for x in found.lines])
            assert (len(found.lines), found.left_out) == (REGISTERS[register].model.objects.count(), []), register


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_nothing_internal_leaves_the_house_even_for_those_who_see_it(filled, keep, as_user, clerk, form):
    client = as_user(clerk)
    keep("markers", name="Mốc nội bộ", number="9", sensitivity="internal")
    markers = read_table(client.get(f"/en/border/markers/export.{form}").content)
    posts = read_table(client.get(f"/en/border/posts/export.{form}").content)
    assert [row.texts["Name"] for row in markers.rows] == ["Mốc 790"]
    assert (
        set(posts.columns) & {"Section of the line", "Communes it answers for", "Place in the line"},
        posts.rows[0].texts["Number"],
    ) == (set(), "001")
    assert "nội-bộ" not in str([row.texts for row in posts.rows])


def test_the_list_is_exported_as_it_is_narrowed_and_without_what_was_struck_off(keep, as_user, clerk):
    from border_db.actions.entries import strike_entry

    keep("markers"), keep("markers", name="Mốc Bờ Y", number="791")
    strike_entry(entry=keep("markers", name="Bờ Y sai", number="792"), why="-", by=clerk)
    found = read_table(as_user(clerk).get("/en/border/markers/export.csv?q=bo+y").content)
    assert [row.texts["Name"] for row in found.rows] == ["Mốc Bờ Y"]


def test_registers_of_persons_are_exported_by_nobody_and_in_no_other_form(as_user, clerk, writer, client, keep):
    keep("markers")
    browser = as_user(clerk)
    assert [
        browser.get(f"/en/border/{path}").status_code for path in ("key-persons/export.xlsx", "media/export.csv", "markers/export.pdf")
    ] == [404] * 3
    assert as_user(writer).get("/en/border/markers/export.csv").status_code == 200  # staff look up and take along what is not internal
    assert client.get("/en/border/markers/export.csv").status_code in (302, 403)


def test_what_looks_like_a_formula_leaves_as_text(keep, as_user, clerk):
    keep("markers", name="=HYPERLINK(1)")
    text = as_user(clerk).get("/en/border/markers/export.csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=HYPERLINK(1),")
    assert all(row.faults == {} for row in read_table(as_user(clerk).get("/en/border/markers/export.xlsx").content).rows)


def test_an_export_costs_the_same_with_10_and_with_300_rows(as_user, clerk, department, keep):
    client, costs = as_user(clerk), []
    commune = UnitFactory(kind=UnitKind.ADMINISTRATIVE)
    for count in (10, 290):
        Marker.objects.bulk_create(
            Marker(name="-", border="LA", number=f"{count}-{n}", source="-", unit=department, commune=commune) for n in range(count)
        )
        with CaptureQueriesContext(connection) as caught:
            client.get("/en/border/markers/export.xlsx")
        costs.append(len(caught))
    assert costs[0] == costs[1]
    assert KEPT["markers"]["number"] == "790"
