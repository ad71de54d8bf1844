"""A clerk takes the register as a sheet, sends it back changed, looks at each row on a phone, and takes what is right."""

import pytest

from border_db.models import Marker
from kontum_ttdn.access.roles import Role
from kontum_ttdn.units.models import UnitKind
from tests.border_db.sheets import MARKER, sheet
from tests.e2e.test_every_reader import findings, sideways
from tests.factories import UnitFactory, UserFactory

from .walking import until

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = [
    MARKER | {"number": "790", "name": "Mốc 790", "note": "Đã tô lại số."},
    MARKER | {"number": "791", "name": "Mốc 791", "commune": "23332"},
    MARKER | {"number": "792", "name": "Mốc 792", "set_on": "31/02/2008"},
    MARKER | {"number": "793", "name": "Mốc 793", "set_on": "18/01/2008"},
    MARKER | {"number": "793", "name": "Mốc bảy trăm chín mươi ba"},
    MARKER | {"number": "794", "name": "Mốc 794", "commune": "Xã Đăk Rơ Wa", "Toạ độ": "?"},
    MARKER | {"number": "795", "name": "Mốc 795"},
]


@pytest.fixture
def clerk():
    unit = UnitFactory(name="Sở Văn hóa, Thể thao và Du lịch")
    UnitFactory(kind=UnitKind.ADMINISTRATIVE, name="Xã Đăk Rơ Wa", code="23332")
    for number in ("790", "795"):
        Marker.objects.create(name=f"Mốc {number}", border="LA", number=number, source="Báo Thử, 2020", unit=unit)
    return UserFactory(username="clerk", unit=unit, roles=[Role.CLERK])


def looked_at(page, shot, name: str) -> None:
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        shot(page, f"{name}-{width}")
        assert (findings(page), sideways(page)) == ([], 0), (name, width)


def test_sheet_is_looked_at_row_by_row_and_what_is_right_is_taken(clerk, browser_page, shot):
    page = browser_page(width=1280, user=clerk)
    page.goto("/vi/border/markers/")
    looked_at(page, shot, "sheet-list")
    with page.expect_download() as taken:
        page.locator("main a[href*='export.xlsx']").click()
    assert taken.value.suggested_filename.startswith("markers-")
    page.locator("main a[href$='/markers/import/']").click()
    page.locator("main details summary").click()
    looked_at(page, shot, "sheet-import")
    page.set_input_files("input[type=file]", {"name": "moc.xlsx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04"})
    page.locator("main form button.button").click()
    until(page, "!!document.querySelector('.field.wrong')")
    looked_at(page, shot, "sheet-refused")
    page.set_input_files("input[type=file]", {"name": "moc.xlsx", "mimeType": "application/octet-stream", "buffer": sheet(*ROWS)})
    page.locator("main form button.button").click()
    page.wait_for_url("**/import/*/")
    looked_at(page, shot, "sheet-preview")
    assert page.locator("main tbody .badge.wrong").count() == 4
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("input[name=good_only]").check()
    page.locator("main form button.button:not(.risk)").click()
    page.wait_for_url("**/border/markers/")
    assert [*Marker.objects.order_by("number").values_list("number", "version")] == [("790", 2), ("794", 1), ("795", 1)]
    for language in ("lo", "km"):
        page.goto(f"/{language}/border/markers/import/")
        looked_at(page, shot, f"sheet-import-{language}")
    assert page.refused == ["Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"]
