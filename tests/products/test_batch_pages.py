"""What the pages of batches show, to whom, and at which cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products.actions.batching import order_batch
from products.models import BatchItem, Edition, PrintBatch, Product
from tests.factories import KindFactory, ProductFactory

pytestmark = pytest.mark.django_db
ORDER = "/vi/batches/new/"


def order(*products, by):
    return order_batch(editions=Edition.objects.filter(product__in=products, language="vi"), layouts=["leaflet"], variants=["proof"], by=by)


def cost(browser, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(path).status_code == 200
    return len(caught)


def more_products(kind, count: int, by) -> None:
    """Products that are nothing but rows, each with one language."""
    begun = Product.objects.count()
    made = [Product(code=f"them-{begun + number}", kind=kind, unit=by.unit) for number in range(count)]
    Product.objects.bulk_create(made)
    Edition.objects.bulk_create(Edition(product=product, language="vi", kind=kind) for product in Product.objects.filter(editions=None))


def test_page_of_a_batch_costs_the_same_with_10_and_with_300_items(desk, as_user):
    browser, costs = as_user(desk.writer), []
    batch = order(desk.product, by=desk.writer)
    for count in (10, 300):
        more_products(desk.product.kind, count - batch.items.count(), desk.writer)
        left = Edition.objects.filter(language="vi").exclude(pk__in=batch.items.values("edition"))
        states = ("failed", "done", "waiting")
        BatchItem.objects.bulk_create(
            BatchItem(batch=batch, edition=edition, layout="leaflet", variant="proof", state=states[place % 3], error="Vì sao.")
            for place, edition in enumerate(left)
        )
        costs.append((batch.items.count(), cost(browser, batch.get_absolute_url()), cost(browser, f"{batch.get_absolute_url()}progress/")))
    assert (costs[0][0], costs[1][0], costs[0][1:] == costs[1][1:]) == (10, 300, True)


def test_list_of_batches_costs_the_same_with_10_and_with_300(desk, as_user):
    browser, costs = as_user(desk.writer), []
    for count in (10, 300):
        for _one in range(count - PrintBatch.objects.count()):
            PrintBatch.objects.create(name="Cho nhà in", unit=desk.writer.unit, asked_by=desk.writer)
        costs.append(cost(browser, "/vi/batches/"))
    assert costs[0] == costs[1]


def test_choosing_costs_the_same_for_10_and_for_300_products(desk, as_user):
    browser, costs = as_user(desk.writer), []
    for count in (10, 300):
        more_products(desk.product.kind, count - Product.objects.count(), desk.writer)
        costs.append(cost(browser, f"{ORDER}?kind=leaflet"))
    assert costs[0] == costs[1]


def test_order_of_a_filtered_list_takes_its_products_and_no_others(desk, stranger, as_user):
    other_kind = ProductFactory(by=desk.writer, title="Sổ tay", kind=KindFactory(code="handbook", name="Sổ tay", name_vi="Sổ tay"))
    foreign = ProductFactory(unit=stranger.unit, title="Của nơi khác")
    ways = {"languages": ["vi", "lo"], "layouts": ["leaflet"], "variants": ["proof"], "name": "Cả kệ"}
    assert as_user(desk.writer).post(ORDER, {"kind": "leaflet", **ways}).status_code == 302
    assert as_user(desk.writer).post(ORDER, ways).status_code == 302
    first, second = PrintBatch.objects.order_by("pk")
    assert [item.edition.product for item in first.items.all()] == [desk.product]
    assert {item.edition.product for item in second.items.all()} == {desk.product, other_kind}
    assert as_user(desk.writer).get(ORDER, {"product": foreign.code}).status_code == 404
    assert as_user(desk.writer).get(ORDER, {"kind": "nonsense"}).status_code == 404


def test_choice_of_nothing_orders_nothing(desk, as_user):
    browser = as_user(desk.writer)
    for ways in ({"languages": ["vi"]}, {"languages": ["xx"], "layouts": ["leaflet"], "variants": ["proof"]}, {"variants": ["gold"]}):
        assert browser.post(ORDER, {"product": desk.product.code, **ways}).status_code == 200
    assert PrintBatch.objects.count() == 0


def test_package_is_sent_in_parts_to_who_may_have_it(desk, stranger, as_user, run_jobs):
    batch = order(desk.product, by=desk.writer)
    browser, address = as_user(desk.writer), f"/vi/batches/{batch.pk}.zip"
    assert browser.get(address).status_code == 404
    run_jobs()
    whole = b"".join(browser.get(address).streaming_content)
    part = browser.get(address, headers={"Range": "bytes=10-"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, whole[10:])
    assert as_user(stranger).get(address).status_code == 404
