"""An administrator carries out the merger of 1 July 2025 and takes it back; an officer of a commune sees each time what their role is over."""

from datetime import date

import pytest

from kontum_ttdn.access.roles import Role
from kontum_ttdn.units import queries, reference
from kontum_ttdn.units.models import Reorganisation, UnitVersion
from tests.factories import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def province(db):
    """Kon Tum and Quảng Ngãi as they were until 30 June 2025."""
    reference.load_before()
    return [queries.find(code, BEFORE).unit for code in ("62", "51")]


@pytest.fixture
def chief(province):
    found = UserFactory(unit=province[0], roles=[Role.ADMINISTRATOR], display_name="Y Hương")
    RoleGrantFactory(user=found, role=Role.ADMINISTRATOR, unit=province[1])
    return found


@pytest.fixture
def officer(province):
    return UserFactory(unit=queries.find("23350", BEFORE).unit, roles=[Role.WRITER], display_name="A Nhoong")


def places_to_write_for(page) -> list[str]:
    """Units for which this person may begin a product, as the form offers them."""
    page.goto("/vi/products/new/")
    return [name.strip() for name in page.locator("[name=unit] option").all_inner_texts() if "Xã" in name]


def fits(page, shot, name):
    """Folded lists and all, on each width."""
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        shot(page, f"{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_administrator_merges_forth_and_back_and_an_officer_s_role_goes_along(browser_page, chief, officer, shot):
    page, other = browser_page(user=chief), browser_page(user=officer)
    assert places_to_write_for(other) == ["Xã Đăk Nhoong"]

    page.goto("/vi/units/reorganisations/")
    page.set_input_files("[name=plan]", reference.MERGER)
    with page.expect_navigation():
        page.locator("form[enctype] button.button").click()
    told = page.locator("main").inner_text()
    assert "A Nhoong" in told and UnitVersion.objects.standing(AFTER).filter(level="district").count() == 10
    fits(page, shot, "merger-1-foreseen")

    with page.expect_navigation():
        page.locator("form[action$='/apply/'] button").click()
    fits(page, shot, "merger-2-done")
    assert [
        UnitVersion.objects.standing(AFTER).filter(level=level, unit__kind="administrative").count() for level in ("district", "commune")
    ] == [0, 40]
    assert "Xã Đăk Plô" in places_to_write_for(other)

    other.goto(f"/vi/units/{officer.unit_id}/")
    assert other.locator(".chain a", has_text="Xã Đăk Plô").count() == 1
    fits(other, shot, "merger-3-chain")

    page.locator("details.confirm summary").click()
    page.fill("[name=reason]", "Thử lại trên máy tập huấn")
    with page.expect_navigation():
        page.locator("form[action$='/undo/'] button").click()
    fits(page, shot, "merger-4-taken-back")
    page.goto("/vi/units/reorganisations/")
    fits(page, shot, "merger-5-list")
    assert (page.refused, Reorganisation.objects.get().undo_reason) == ([], "Thử lại trên máy tập huấn")
    assert places_to_write_for(other) == ["Xã Đăk Nhoong"]
