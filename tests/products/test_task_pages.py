"""The pages on which work is given and held: what they offer to whom, and what a form that says nonsense gets."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from products import actions
from products.models import Assignment, EditionLock
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
WEEK = timedelta(days=7)


@pytest.fixture
def lao(desk):
    return f"/en/products/{desk.product.code}/lo/"


def said(answer) -> list[str]:
    """The sentences at the top of the page."""
    return [unescape(text) for text in re.findall(r'role="status"><span>(.*?)</span>', answer.content.decode())]


def post(browser, path: str, **fields):
    return browser.post(path, fields, follow=True)


def test_clerk_gives_a_task_on_the_page_of_an_edition_and_hands_it_on(desk, lao, clerk, department, as_user):
    second = UserFactory(username="second", unit=department, roles=["translator"], languages={"translate": ["lo"]})
    browser, due = as_user(clerk), f"{TODAY() + WEEK:%Y-%m-%d}"
    answer = post(browser, lao + "tasks/translate/", person=desk.translator.pk, due=due, priority="1", note="Gấp")
    assert said(answer) == ["The task is given, and the person is told."]
    given = Assignment.objects.get()
    assert (given.person, given.due, given.priority, given.note, given.made_by) == (desk.translator, TODAY() + WEEK, 1, "Gấp", clerk)
    answer = post(browser, f"{lao}tasks/{given.pk}/hand-on/", person=second.pk, due=due)
    assert said(answer) == ["The task is somebody else's now; both are told."]
    running = Assignment.objects.running().get()
    assert running.person == second
    assert said(post(browser, f"{lao}tasks/{running.pk}/take-back/")) == ["The task is nobody's again."]
    assert not Assignment.objects.running().exists()


@pytest.mark.parametrize(
    "field", [{"person": ""}, {"person": "999999"}, {"person": "x"}, {"due": ""}, {"due": "mai"}, {"due": "2026-02-30"}]
)
def test_form_that_names_nobody_or_no_day_is_answered_in_words(desk, lao, clerk, as_user, field):
    typed = {"person": desk.translator.pk, "due": f"{TODAY():%Y-%m-%d}", "priority": "3"} | field
    assert said(post(as_user(clerk), lao + "tasks/translate/", **typed)) == ["Choose a person of the list and a day."]
    assert not Assignment.objects.exists()


def test_stranger_cannot_be_chosen_and_past_days_are_refused(desk, lao, clerk, stranger, as_user):
    browser = as_user(clerk)
    answer = post(browser, lao + "tasks/translate/", person=stranger.pk, due=f"{TODAY():%Y-%m-%d}", priority="3")
    assert said(answer) == ["Choose a person of the list and a day."]
    answer = post(browser, lao + "tasks/translate/", person=desk.translator.pk, due=f"{TODAY() - WEEK:%Y-%m-%d}", priority="3")
    assert said(answer)[0].endswith("is past: nobody can be done by then.")
    assert not Assignment.objects.exists()


def test_unknown_task_is_no_address_of_ours(lao, clerk, as_user):
    assert as_user(clerk).post(lao + "tasks/dance/").status_code == 400


def test_whole_product_is_given_at_once_and_what_cannot_be_says_why(desk, clerk, as_user):
    page = f"/en/products/{desk.product.code}/tasks/"
    typed = {
        "lo-translate": desk.translator.pk,
        "lo-translate-due": f"{TODAY() + WEEK:%Y-%m-%d}",
        "lo-review": desk.reviewer.pk,
        "lo-review-due": f"{TODAY() - WEEK:%Y-%m-%d}",
        "km-translate": "",
        "km-translate-due": f"{TODAY():%Y-%m-%d}",
        "priority": "2",
    }
    answer = post(as_user(clerk), page, **typed)
    assert list(Assignment.objects.values_list("edition__language", "task", "person", "priority")) == [
        ("lo", "translate", desk.translator.pk, 2)
    ]
    body = answer.content.decode()
    assert said(answer) == ["1 task is given."]
    assert body.count("is past: nobody can be done by then.") == 1
    assert f'value="{TODAY() - WEEK:%Y-%m-%d}"' in body  # what was typed there stands there still


def test_page_of_all_tasks_costs_the_same_with_1_and_with_30_people(desk, clerk, department, as_user):
    browser, costs = as_user(clerk), []
    for more in (1, 30):
        for _each in range(more):
            UserFactory(unit=department, roles=["translator", "reviewer"], languages={"translate": ["lo", "km"], "review": ["lo"]})
        browser.get(f"/en/products/{desk.product.code}/tasks/")
        with CaptureQueriesContext(connection) as caught:
            browser.get(f"/en/products/{desk.product.code}/tasks/")
        costs.append(len(caught))
    assert costs[0] == costs[1]


def test_translator_sees_whose_task_it_is_and_no_form_to_give_it(desk, lao, approver, as_user):
    actions.assign(edition=desk.edition("lo"), task="review", person=desk.reviewer, due=TODAY() + WEEK, by=approver)
    page = as_user(desk.translator).get(lao).content.decode()
    assert f"<b>Review</b>: {desk.reviewer.display_name}" in page
    assert "/tasks/" not in page


def test_held_edition_shows_who_holds_it_and_offers_no_field(desk, lao, department, clerk, as_user):
    second = UserFactory(username="second", unit=department, roles=["translator"], languages={"translate": ["lo"]})
    desk.fill()
    desk.approve()
    holder, other = as_user(desk.translator), as_user(second)
    assert said(post(holder, lao + "hold/")) == ["Only you write here now, until half an hour after your last save."]
    page = other.get(lao).content.decode()
    assert f"{desk.translator.display_name} has held this edition since" in page
    assert "<textarea" not in page and "/take-over/" not in page
    assert "<textarea" in holder.get(lao).content.decode()
    assert said(post(other, lao + "take-over/"))[0].endswith("After that you can take it over.")
    assert "/take-over/" in as_user(clerk).get(lao).content.decode()
    assert said(post(as_user(clerk), lao + "take-over/")) == ["Taken over. The one who held it is told."]
    assert not EditionLock.objects.exists()


def test_words_sent_into_a_held_edition_stay_in_their_field(desk, lao, department, as_user):
    second = UserFactory(username="second", unit=department, roles=["translator"], languages={"translate": ["lo"]})
    desk.fill()
    desk.approve()
    browser = as_user(second)
    actions.hold(edition=desk.edition("lo"), by=desk.translator)
    path = f"{lao}segments/{desk.block(0).key}/"
    answer = browser.post(path, {"text": "ຫົວຂໍ້", "version": "0"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "has held this edition since" in answer.content.decode() and "ຫົວຂໍ້" in answer.content.decode()
