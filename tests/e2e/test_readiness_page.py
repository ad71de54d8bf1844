"""How ready a product is, on paper-thin and on wide screens: nothing runs out of the page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from products.models import Product
from tests.e2e.walking import CODE, first_articles

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_readiness_reads_at_every_width_and_late_products_stand_on_the_desk(desk, browser_page, shot, width):
    desk.write("vi", first_articles("vi"))
    desk.approve()
    desk.write("lo", first_articles("lo"))
    desk.submit("lo")
    Product.objects.update(required_languages=["vi", "lo", "brb", "km"], wished_on=timezone.localdate() + timedelta(days=5))
    page = browser_page(width=width, user=desk.writer)
    page.goto(f"/vi/products/{CODE}/")
    shot(page, f"readiness-{width}")
    assert page.locator("#readiness").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("/vi/desk/")
    shot(page, f"late-{width}")
    assert page.locator("[aria-labelledby=late] li").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
