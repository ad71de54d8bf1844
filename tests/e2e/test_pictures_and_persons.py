"""The picture library and the persons' pages in a real browser, on a phone and on a desk."""

from datetime import date

import pytest

from kontum_ttdn.media.models import Picture
from kontum_ttdn.people import actions as people
from tests.e2e.walking import until
from tests.media import made

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [360, 1280]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Files of a test lie in its own folder."""
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}


def is_sound(page) -> tuple:
    """Sideways overflow in pixels, and what the browser refused."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), page.refused


@pytest.mark.parametrize("width", WIDTHS)
def test_writer_adds_a_picture_and_finds_it_again(width, browser_page, shot, writer, tmp_path):
    (tmp_path / "anh.jpg").write_bytes(made.jpeg(made.painted((900, 600)), exif=made.exif()))
    page = browser_page(width, writer)
    page.goto("/en/pictures/")
    shot(page, f"pictures-empty-{width}")
    page.get_by_role("link", name="Add a picture").click()
    shot(page, f"pictures-add-{width}")
    assert is_sound(page) == (0, [])
    page.set_input_files("[name=file]", tmp_path / "anh.jpg")
    for name, value in {"title": "Chợ phiên Măng Đen", "author": "Y Thử", "credit": "Ảnh: Y Thử", "taken_on": "2026-03-03"}.items():
        page.fill(f"[name={name}]", value)
    for choice in ("[name=rights][value=own]", "[name=people][value=none]", "[name=no_map]"):
        page.check(choice)
    page.get_by_role("button", name="Add to the library").click()
    page.wait_for_url("**/pictures/*/")
    until(page, "[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    shot(page, f"pictures-detail-{width}")
    assert is_sound(page) == (0, [])
    page.goto("/en/pictures/?q=chợ")
    shot(page, f"pictures-list-{width}")
    assert is_sound(page) == (0, [])
    assert page.get_by_role("heading", level=2).all_inner_texts() == [Picture.objects.get().title]


@pytest.mark.parametrize("width", WIDTHS)
def test_administrator_says_a_purpose_and_reads_a_person(width, browser_page, shot, administrator, department):
    people.add_person(
        name="Người Không Có Thật", unit=department, purpose="training", basis="duty", keep_until=date(2028, 12, 31), by=administrator,
        phone="0900 000 001", post="Trưởng thôn", names={"Laoo": "ທົດລອງ"},
    )  # fmt: skip
    page = browser_page(width, administrator)
    page.goto("/en/people/")
    shot(page, f"people-list-{width}")
    page.get_by_role("link", name="Người Không Có Thật").click()
    shot(page, f"people-ask-{width}")
    page.fill("[name=purpose]", "Mời họp")
    page.get_by_role("button", name="Show the data").click()
    page.get_by_text("0900 000 001").wait_for()
    shot(page, f"people-detail-{width}")
    assert is_sound(page) == (0, [])
