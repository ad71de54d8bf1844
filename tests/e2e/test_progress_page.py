"""Progress of the languages in a real browser: charts with their figures, on a phone, at night, and on paper."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from kontum_ttdn.languages.registry import CODES
from products.models import LanguageDay
from tests.e2e.test_every_reader import findings, sideways

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def half_a_year(department):
    """Figures of twelve weeks: each language a little further than the next, one week of them not written down."""
    for back in (week for week in range(12) if week != 7):
        day = timezone.localdate() - timedelta(days=7 * back)
        for place, code in enumerate(CODES):
            approved = max(0, 140 - 6 * back - 14 * place)
            behind = (back * 3 + place) % 17
            LanguageDay.objects.create(
                unit=department,
                day=day,
                language=code,
                approved=approved,
                behind=behind,
                missing=160 - approved - behind,
                words=approved * 431,
            )


def test_charts_stand_beside_their_figures_and_print(half_a_year, writer, browser_page, shot):
    for width, scheme in ((1280, "light"), (768, "light"), (360, "light"), (1280, "dark")):
        page = browser_page(user=writer, width=width, color_scheme=scheme)
        page.goto("/vi/progress/?span=weeks")
        shot(page, f"progress-{width}-{scheme}")
        assert (findings(page), sideways(page)) == ([], 0)
        assert (page.locator("svg[role=img]").count(), page.locator("table").count()) == (9, 9)
        assert page.locator("table").first.locator("tbody tr").count() == 11
        assert page.refused == []
    page = browser_page(user=writer)
    page.goto("/vi/progress/?span=weeks")
    page.emulate_media(media="print")
    page.pdf(path=settings.VAR / "shots" / "progress.pdf", format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm"))
    assert page.locator("form").first.is_hidden()
