"""An approver signs in with a second factor, approves and publishes; a reader without an account then has the page and the PDF."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from kontum_ttdn.accounts.demo import present_code
from products import actions
from tests.e2e.walking import CODE, act, first_articles, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_approver_publishes_and_withdraws_what_readers_have(desk, browser_page, approver, run_jobs, shot):
    desk.write("vi", first_articles("vi"))
    desk.submit()
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    approver.set_password("mot mat khau that dai")
    approver.save()
    Authenticator.objects.filter(user=approver).delete()
    TOTP.activate(approver, SEED)

    page = browser_page()
    sign_in(page, "approver", "mot mat khau that dai", present_code(SEED))
    page.goto("/vi/desk/")
    page.locator("[aria-labelledby=to-approve] a").first.click()
    shot(page, "approver-1-before")
    act(page, "approve", decision_number="12/QĐ-SVHTTDL")
    act(page, "publish")
    run_jobs()
    page.reload()
    shot(page, "approver-2-published")

    reader = browser_page(width=360)
    reader.goto(f"/vi/library/{CODE}/")
    assert reader.locator("h1").inner_text() == first_articles("vi")[0]
    assert reader.context.request.get(reader.locator("a[href$='.pdf']").get_attribute("href")).body()[:5] == b"%PDF-"
    assert reader.context.cookies() == []

    act(page, "withdraw", reason="Tờ rơi ghi sai địa chỉ.")
    gone = reader.goto(f"/vi/library/{CODE}/")
    assert (gone.status, "Tờ rơi ghi sai địa chỉ." in reader.locator("main").inner_text()) == (410, True)
    shot(reader, "approver-3-withdrawn")


def test_approver_without_the_second_factor_is_led_to_it_first(browser_page, approver):
    approver.set_password("mot mat khau that dai")
    approver.save()
    Authenticator.objects.filter(user=approver).delete()
    page = browser_page(width=360)
    sign_in(page, "approver", "mot mat khau that dai")
    page.goto("/vi/products/")
    assert "/second-factor/" in page.url
