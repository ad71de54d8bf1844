"""Before a product opens: every language asked for is approved; then all of it reaches readers in one act, later revisions one by one."""

import pytest

from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.models import Edition, Product

pytestmark = pytest.mark.django_db
PRODUCT = "/vi/products/thu-vien-cua-ban/"


@pytest.fixture
def asked(desk):
    """Vietnamese, English and Lao are asked for; Vietnamese is approved."""
    Product.objects.update(required_languages=["vi", "en", "lo"])
    desk.product.refresh_from_db()
    desk.fill()
    desk.approve()
    return desk


def approve(desk, *languages) -> None:
    for language in languages:
        desk.fill(language, f" ({language})")
        desk.approve(language)


def public() -> list[str]:
    return list(Edition.objects.public().order_by("pk").values_list("language", flat=True))


def test_first_edition_waits_for_every_language_asked_for_and_the_refusal_names_them(asked):
    for act, what in ((actions.publish, {"edition": asked.edition()}), (actions.publish_all, {"product": asked.product})):
        with pytest.raises(RuleBroken, match="Not approved yet: English, ພາສາລາວ"):
            act(by=asked.approver, **what)
    approve(asked, "en")
    with pytest.raises(RuleBroken, match="Not approved yet: ພາສາລາວ\\."):
        actions.publish(edition=asked.edition("en"), by=asked.approver)
    assert public() == []


def test_all_that_is_approved_opens_in_one_act(asked, sent_tasks, on_commit):
    approve(asked, "en", "lo", "km")
    with on_commit():
        given = actions.publish_all(product=asked.product, by=asked.approver)
    assert ([edition.language for edition in given], public()) == (["vi", "en", "lo", "km"], ["vi", "en", "lo", "km"])
    assert [name for name, _context in sent_tasks if name == "products.print_edition"] == ["products.print_edition"] * 4


def test_one_edition_may_open_the_product_once_the_others_are_approved_and_later_revisions_come_alone(asked):
    approve(asked, "en", "lo")
    actions.publish(edition=asked.edition("lo"), by=asked.approver)
    Product.objects.update(required_languages=["vi", "brb"])
    actions.publish(edition=asked.edition("vi"), by=asked.approver)
    asked.words("vi", 3, "Quét mã ở bìa sau để đọc.")
    asked.approve()
    assert actions.publish(edition=asked.edition(), by=asked.approver).published.number == 2


def test_product_that_asks_for_no_language_opens_with_any(desk):
    desk.fill()
    desk.publish()
    assert public() == ["vi"]


def test_publishing_all_again_says_that_readers_have_it_and_wakes_nothing_that_was_withdrawn(asked):
    approve(asked, "en", "lo")
    actions.publish_all(product=asked.product, by=asked.approver)
    actions.withdraw(edition=asked.edition("lo"), by=asked.approver, reason="Sai địa chỉ.")
    with pytest.raises(RuleBroken, match="Readers have everything"):
        actions.publish_all(product=asked.product, by=asked.approver)
    assert public() == ["vi", "en"]


def test_all_or_none_where_one_edition_cannot_be_published(asked, monkeypatch):
    approve(asked, "en", "lo")
    Product.objects.update(sensitivity="internal")
    with pytest.raises(RuleBroken, match="internal"):
        actions.publish_all(product=asked.product, by=asked.approver)
    assert public() == []


def test_only_who_may_publish_here_opens_a_product(asked, stranger):
    approve(asked, "en", "lo")
    for by in (asked.writer, asked.translator, asked.reviewer, stranger):
        with pytest.raises(RuleBroken, match="roles do not allow"):
            actions.publish_all(product=asked.product, by=by)
    assert public() == []


def test_page_of_the_product_says_what_is_waited_for_and_offers_the_one_act(asked, as_user):
    approver, writer = as_user(asked.approver), as_user(asked.writer)
    assert [language.code for language in approver.get(PRODUCT).context["opening"].waited] == ["en", "lo"]
    assert f'action="{PRODUCT}publish/"' not in approver.get(PRODUCT).content.decode()
    edition = approver.get(f"{PRODUCT}vi/")
    assert (f'action="{PRODUCT}vi/publish/"' in edition.content.decode(), edition.context["waited"]()) == (False, ["en", "lo"])
    approve(asked, "en", "lo")
    assert f'action="{PRODUCT}publish/"' in approver.get(PRODUCT).content.decode()
    assert f'action="{PRODUCT}publish/"' not in writer.get(PRODUCT).content.decode()
    assert approver.post(f"{PRODUCT}publish/").status_code == 302
    page = approver.get(PRODUCT).content.decode()
    assert (public(), f'action="{PRODUCT}withdraw/"' in page) == (["vi", "en", "lo"], True)
    assert f'action="{PRODUCT}withdraw/"' not in writer.get(PRODUCT).content.decode()
