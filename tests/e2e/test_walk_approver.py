"""An approver signs in with a second factor, approves and publishes; a reader without an account then has the page and the PDF."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from kontum_ttdn.accounts.demo import present_code
from products import actions
from products.models import Product
from tests.e2e.test_every_reader import findings
from tests.e2e.walking import CODE, act, first_articles, sign_in
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db(transaction=True)
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def waiting(desk):
    """Vietnamese waits for the content key; another work has nearly its title. English is asked for as well."""
    ProductFactory(by=desk.writer, title=f"{first_articles('vi')[0]} (bản rút gọn)")
    Product.objects.filter(pk=desk.product.pk).update(required_languages=["vi", "en"])
    desk.write("vi", first_articles("vi"))
    desk.submit()
    actions.pass_language(edition=desk.edition(), by=desk.reviewer)
    return desk


@pytest.fixture
def three(shot):
    """`three(page, name)` keeps a picture at each of three widths and sees that nothing runs out of the page sideways, and what axe says."""

    def keep(page, name: str) -> None:
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            shot(page, f"approver-{name}-{width}")
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (name, width)
        assert findings(page) == [], name

    return keep


def test_approver_looks_ticks_publishes_and_withdraws_at_once(waiting, browser_page, approver, run_jobs, three):
    desk = waiting
    approver.set_password("mot mat khau that dai")
    approver.save()
    Authenticator.objects.filter(user=approver).delete()
    TOTP.activate(approver, SEED)

    page = browser_page()
    sign_in(page, "approver", "mot mat khau that dai", present_code(SEED))
    page.goto("/vi/desk/")
    page.locator("[aria-labelledby=to-approve] a").first.click()
    three(page, "1-before")
    assert page.locator("[name=checked]").count() == 4
    assert "bản rút gọn" in page.locator("#approving").inner_text()
    page.locator("#approving button").click()  # no tick yet: the browser itself holds it back
    assert not desk.edition().approved
    act(page, "approve", decision_number="12/QĐ-SVHTTDL")
    assert "approve/" in page.url and page.locator("[name=decision_number]").input_value() == "12/QĐ-SVHTTDL"
    three(page, "2-no-signer")
    act(page, "approve", signer="Y Ký")
    three(page, "3-approved")

    product = f"/vi/products/{CODE}/"
    page.goto(product)
    assert page.locator("form[action$='/publish/']").count() == 0  # English is waited for
    three(page, "4-waits")
    desk.write("en", first_articles("en"))
    desk.approve("en")
    page.goto(product)
    act(page, "publish")
    run_jobs()
    page.reload()
    three(page, "5-published")

    reader = browser_page(width=360)
    for language in ("vi", "en"):
        reader.goto(f"/{language}/library/{CODE}/")
        assert reader.locator("h1").inner_text() == first_articles(language)[0]
        pdf = reader.locator("a[href$='.pdf']").get_attribute("href")
        assert reader.context.request.get(pdf).body()[:5] == b"%PDF-"
    assert reader.context.cookies() == []

    act(page, "withdraw", reason="Tờ rơi ghi sai địa chỉ.")
    three(page, "6-withdrawn")
    for language in ("vi", "en", "lo", "jra"):
        gone = reader.goto(f"/{language}/library/{CODE}/")
        assert (gone.status, "Tờ rơi ghi sai địa chỉ." in reader.locator("main").inner_text()) == (410, True)
    assert reader.context.request.get(pdf).status == 410
    reader.goto(f"/q/{CODE}/vi/1/s")
    assert "Tờ rơi ghi sai địa chỉ." in reader.locator("main").inner_text()
    three(reader, "7-reader")
    assert CODE not in reader.goto("/vi/library/").text()


def test_approver_without_the_second_factor_is_led_to_it_first(browser_page, approver):
    approver.set_password("mot mat khau that dai")
    approver.save()
    Authenticator.objects.filter(user=approver).delete()
    page = browser_page(width=360)
    sign_in(page, "approver", "mot mat khau that dai")
    page.goto("/vi/products/")
    assert "/second-factor/" in page.url
