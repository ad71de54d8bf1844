"""Somebody watches their job: the page follows it by script, and says what came of it; without script it asks anew."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kontum_ttdn.background import lease
from kontum_ttdn.background.models import State
from kontum_ttdn.background.queue import enqueue
from tests.background import sample_tasks  # noqa: F401 (registers the jobs)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(writer):
    """A job of the writer's that a worker has in its hand, a third done."""
    job = lease.take(enqueue("tests.add", by=writer, a=1, b=2).pk)
    lease.renew(job, done=3, total=9)
    return job


def test_the_page_follows_the_work_and_shows_its_end(held, writer, browser_page, shot):
    page = browser_page(width=360, user=writer)
    page.goto(reverse("background:job", args=[held.pk]))
    shot(page, "job-running-360")
    lease.renew(held, done=7, total=9)
    expect(page.locator("[data-words]")).to_have_text("7 / 9")
    assert page.locator("#job-progress").evaluate("bar => [bar.value, bar.max]") == [7, 9]
    lease.end(held, State.FAILED, error="The picture is larger than 40 megapixels.")
    expect(page.locator("main")).to_contain_text("larger than 40 megapixels")
    shot(page, "job-failed-360")
    assert page.refused == []


def test_without_script_the_page_asks_anew_by_itself(held, writer, browser_page):
    page = browser_page(width=360, user=writer, java_script_enabled=False)
    page.goto(reverse("background:job", args=[held.pk]))
    lease.end(held, State.DONE)
    expect(page.locator("main .badge.done")).to_be_visible(timeout=15_000)
