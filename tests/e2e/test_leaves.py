"""A proof leafed through in a real browser."""

import pytest

from products.actions.printing import order_sheet
from products.models import Sheet
from tests.e2e.test_every_reader import findings, sideways
from tests.e2e.walking import first_articles

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (360, 768, 1280)


@pytest.fixture
def proof(desk, run_jobs):
    desk.write("vi", first_articles("vi"))
    order_sheet(edition=desk.edition(), layout="leaflet", variant="proof", by=desk.writer)
    run_jobs()
    return Sheet.objects.get()


def shown(page) -> list[str]:
    """The pages whose pictures have really arrived."""
    return page.eval_on_selector_all(".open-leaves img", "all => all.filter(one => one.naturalWidth).map(one => one.alt)")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_proof_is_leafed_through_by_arrow_keys_and_by_links(browser_page, shot, desk, proof, width):
    page = browser_page(width=width, user=desk.writer)
    page.goto(f"/en/products/sheets/{proof.pk}/")
    assert shown(page) == ["Page 1 as it is printed"]
    shot(page, f"leaves-{width}")
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    page.wait_for_load_state()
    assert shown(page) == ["Page 2 as it is printed"]
    with page.expect_navigation():
        page.locator(".leafing [rel=prev]").click()
    page.wait_for_load_state()
    assert (shown(page), page.refused) == (["Page 1 as it is printed"], [])
    assert (findings(page), sideways(page)) == ([], 0)
