"""Programmes, plan 220 and its four tasks."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from kontum_ttdn.plans import reference
from kontum_ttdn.plans.models import Plan, PlanTask, Programme
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DAYS = {"valid_from": date(2021, 1, 1), "valid_to": date(2021, 12, 31)}


@pytest.fixture
def plan_220(db):
    reference.load()
    return Plan.objects.get(code="220")


def test_plan_220_has_its_four_tasks_in_order(plan_220):
    assert (plan_220.number, plan_220.date, plan_220.programme.code) == ("220/KH-UBND", date(2023, 1, 30), "1719")
    assert list(plan_220.tasks.values_list("code", "position")) == [("220.1", 1), ("220.2", 2), ("220.3", 3), ("220.4", 4)]


def test_programme_1719_ended_in_2025_and_has_its_successor(plan_220):
    codes = {year: list(Programme.objects.in_force(date(year, 6, 1)).values_list("code", flat=True)) for year in (2020, 2025, 2026)}
    assert codes == {2020: [], 2025: ["1719"], 2026: ["2026-2035"]}
    assert plan_220.programme.successor.code == "2026-2035"


@pytest.mark.parametrize("language", ["vi", "en", "lo"])
def test_loading_under_any_language_fills_vietnamese(language):
    with override(language):
        reference.load()
    task = PlanTask.objects.get(code="220.2")
    assert (task.name_vi, task.name_en, task.name_lo) == (
        "Bồi dưỡng, tập huấn kiến thức, nghiệp vụ thông tin đối ngoại",
        "Training in foreign information",
        None,
    )


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Training in foreign information"), ("km", "Bồi dưỡng, tập huấn kiến thức, nghiệp vụ thông tin đối ngoại")],
)
def test_a_name_is_shown_in_the_page_s_language_or_in_vietnamese(plan_220, language, name):
    with override(language):
        task = plan_220.tasks.get(code="220.2")
        assert (task.name, task.name_tag) == (name, "en" if language == "en" else "vi")


def test_loading_again_adds_nothing_and_leaves_what_people_changed(plan_220):
    PlanTask.objects.filter(code="220.1").update(name_en="Products")
    reference.load()
    assert [model.objects.count() for model in (Programme, Plan, PlanTask)] == [2, 1, 4]
    assert PlanTask.objects.get(code="220.1").name_en == "Products"


@pytest.mark.parametrize(
    "fields",
    [
        DAYS | {"name_en": "Only in English"},
        DAYS | {"name_vi": ""},
        {"name_vi": "Ngược ngày", "valid_from": date(2022, 1, 1), "valid_to": date(2021, 1, 1)},
    ],
)
def test_a_programme_without_vietnamese_name_or_days_is_refused(fields):
    with pytest.raises(IntegrityError):
        Programme.objects.create(code="x", **fields)


def test_list_shows_plans_to_staff_and_to_nobody_without_a_role(as_user, writer, department, plan_220):
    shown = as_user(writer).get(reverse("plans:list"))
    assert [programme.code for programme in shown.context["programmes"]] == ["1719", "2026-2035"]
    assert as_user(UserFactory(unit=department)).get(reverse("plans:list")).status_code == 403


def test_list_takes_the_same_statements_for_10_and_for_300_tasks(as_user, writer, plan_220):
    client = as_user(writer)
    client.get(reverse("plans:list"))
    counts = []
    for last in (10, 300):
        begun = plan_220.tasks.count()
        PlanTask.objects.bulk_create(
            PlanTask(plan=plan_220, code=f"t{at}", name_vi=f"Việc {at}", position=at) for at in range(begun + 1, last + 1)
        )
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse("plans:list"))
        counts.append(len(statements))
    assert (plan_220.tasks.count(), counts[0]) == (300, counts[1])
