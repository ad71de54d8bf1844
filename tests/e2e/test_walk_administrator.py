"""An administrator invites a person by a one-time link; that person joins, and the list of rights shows them to another administrator."""

import pytest

from kontum_ttdn.access.roles import Role
from kontum_ttdn.accounts.models import User
from tests.e2e.walking import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_administrator_invites_and_the_second_one_sees_who_may_what(browser_page, administrator, second_administrator, department, shot):
    page = browser_page(user=administrator)
    page.goto("/vi/accounts/invite/")
    page.fill("[name=display_name]", "Rơ Châm H’Yin")
    page.select_option("[name=unit]", str(department.pk))
    page.check(f"[name=roles][value={Role.TRANSLATOR}]")
    page.check("[name=translate][value=jra]")
    shot(page, "administrator-1-invite")
    with page.expect_navigation():
        page.locator("main form button.button").first.click()
    link = page.locator("code.secret").inner_text()
    shot(page, "administrator-2-link")

    guest = browser_page(width=360)
    guest.goto(link)
    shot(guest, "administrator-3-joining-phone")
    guest.fill("[name=username]", "hyin")
    guest.fill("[name=password]", "suoi trong rung gia")
    guest.fill("[name=again]", "suoi trong rung gia")
    with guest.expect_navigation():
        guest.locator("main form button.button").first.click()
    sign_in(guest, "hyin", "suoi trong rung gia")
    guest.goto("/vi/desk/")
    assert "Rơ Châm H’Yin" in guest.locator("h1").inner_text()
    assert User.objects.get(username="hyin").languages("translate") == {"jra"}

    again = browser_page()
    again.goto(link)
    assert again.locator("[name=password]").count() == 0

    other = browser_page(user=second_administrator)
    other.goto("/vi/accounts/rights/")
    assert "Rơ Châm H’Yin" in other.locator("main").inner_text()
    shot(other, "administrator-4-rights")
