"""The directory of units, as staff see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontum_ttdn.units import queries
from kontum_ttdn.units.actions import reorganisation
from tests.factories import UnitFactory, UserFactory
from tests.units.test_reference import AFTER, BEFORE

pytestmark = pytest.mark.django_db


def page(client, unit, on=""):
    return client.get(reverse("units:detail", args=[unit.pk]), {"on": on} if on else {})


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.usefixtures("kon_tum")
def test_directory_shows_the_units_of_the_day_asked_for(as_user, writer):
    client = as_user(writer)
    found = {on: client.get(reverse("units:list"), {"on": on, "q": "23332"}).context["page"].items for on in ("2025-06-30", "2025-07-01")}
    assert {on: [(row.name, row.parent_name) for row in rows] for on, rows in found.items()} == {
        "2025-06-30": [("Xã Chư Hreng", "Thành phố Kon Tum")],
        "2025-07-01": [("Xã Đăk Rơ Wa", "Tỉnh Quảng Ngãi")],
    }


@pytest.mark.usefixtures("kon_tum")
def test_detail_tells_where_the_facts_of_an_ended_unit_are(as_user, writer):
    client = as_user(writer)
    nhoong, district = queries.find("23350", BEFORE).unit, queries.find("610", BEFORE).unit
    merged, kept = page(client, nhoong, "2025-07-01"), page(client, district, "2025-07-01")
    assert (merged.context["row"].name, merged.context["landing"].reason) == ("Xã Đăk Plô", "")
    assert (kept.context["under"].name, kept.context["landing"].reason) == ("Tỉnh Quảng Ngãi", "ended")
    assert 'Tỉnh Quảng Ngãi: <span lang="vi">Huyện Đăk Glei</span>' in text_of(kept)
    assert [above.name for above in merged.context["parents"]] == ["Huyện Đăk Glei", "Tỉnh Kon Tum"]
    assert "Nghị quyết 1677/NQ-UBTVQH15" in text_of(merged)


@pytest.mark.usefixtures("kon_tum")
def test_detail_of_a_post_shows_its_parents_and_nothing_about_its_place(as_user, writer):
    post = queries.named("Sa Loong", AFTER)
    (post,) = [version for version in post if version.unit.kind == "border_post"]
    shown = page(as_user(writer), post.unit, "2025-07-01")
    assert [above.name for above in shown.context["parents"]] == ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Tỉnh Quảng Ngãi"]


def test_a_day_that_is_none_is_named_and_today_is_shown(as_user, writer, department):
    shown = page(as_user(writer), department, "32/13/2025")
    assert (list(shown.context["form"].errors), shown.context["shown"].name) == (["on"], department.name)


def test_a_person_without_any_role_sees_no_unit(as_user, department):
    client = as_user(UserFactory(unit=department))
    assert [client.get(reverse("units:list")).status_code, page(client, department).status_code] == [403, 403]


def test_directory_takes_the_same_statements_for_10_and_for_300_units(as_user, writer, department):
    client = as_user(writer)
    client.get(reverse("units:list"))
    counts = []
    for more in (10, 290):
        with reorganisation():
            UnitFactory.create_batch(more, parent=department)
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse("units:list"))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8
