"""The editor of a long text: a stretch at a time, at a fixed cost, with the place kept; ten thousand segments still answer."""

import gzip
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products import content as shape
from products.models import Block, Edition, Revision, Segment, Stage
from products.queries.editor import SIZE, counts, next_of, places, start_for, stretch
from tests.factories import ProductFactory

pytestmark = pytest.mark.django_db
MOST = 150_000  # bytes of a page, as it travels
SOURCE = "Mọi người đều được hưởng tất cả những quyền và tự do nêu trong bản Tuyên ngôn này, đoạn {}."
TARGET = "ທຸກຄົນມີສິດ ແລະ ເສລີພາບທຸກຢ່າງທີ່ໄດ້ປ່າວຮ້ອງຢູ່ໃນປະກາດສະບັບນີ້, {}"


def long_product(writer, count: int, translated: int):
    """A product of `count` paragraphs beside its title, approved in Vietnamese; the first `translated` also said in Lao."""
    product = ProductFactory(by=writer, code=f"long-{count}")
    product.blocks.exclude(kind__in=["title", "summary"]).delete()
    title = product.blocks.get(kind="title")
    made = Block.objects.bulk_create(Block(product=product, kind="text", position=2 + number) for number in range(count))
    said = [
        shape.item(title.key, "title", "Tuyên ngôn"),
        *(shape.item(block.key, "text", SOURCE.format(n)) for n, block in enumerate(made)),
    ]
    source = product.editions.get(language="vi")
    revision = source.revisions.get()
    Revision.objects.filter(pk=revision.pk).update(stage=Stage.APPROVED, content=said, content_hash=shape.content_hash(said))
    Edition.objects.filter(pk=source.pk).update(approved=revision, standing="approved")
    lao = product.editions.get(language="lo")
    words = [(block, TARGET.format(n), shape.text_hash(SOURCE.format(n))) for n, block in enumerate(made[:translated])]
    Segment.objects.bulk_create(
        Segment(edition=lao, block=block, text=text, text_hash=shape.text_hash(text), made_from=made_from, version=1, saved_by=writer)
        for block, text, made_from in words
    )
    return product, product.editions.select_related("product").get(language="lo")


@pytest.mark.parametrize("language", ["lo", "vi"])
def test_page_of_five_hundred_segments_costs_what_one_of_ten_costs_and_is_light(writer, translator, as_user, language):
    somebody, asked = as_user(writer if language == "vi" else translator), []
    for count in (10, 500):
        product, _lao = long_product(writer, count, count // 2)
        with CaptureQueriesContext(connection) as statements:
            answer = somebody.get(f"/vi/products/{product.code}/{language}/", headers={"Accept-Encoding": "gzip"})
        asked.append(len(statements))
    raw = gzip.decompress(answer.content)
    assert asked[0] == asked[1]
    assert (len(answer.content) <= MOST, len(raw) <= 2 * MOST) == (True, True), (len(answer.content), len(raw))
    assert raw.count(b"<textarea") == SIZE


def test_saving_in_a_long_edition_asks_as_much_as_in_a_short_one(writer, translator, as_user):
    asked = []
    for count in (10, 500):
        product, lao = long_product(writer, count, 5)
        address = f"/vi/products/{product.code}/lo/segments/{product.blocks.get(position=9).key}/"
        somebody = as_user(translator)
        somebody.post(address, {"text": "ທຸກຄົນ", "version": "0"}, headers={"HX-Request": "true"})
        with CaptureQueriesContext(connection) as statements:
            answer = somebody.post(address, {"text": "ທຸກຄົນມີ", "version": "1"}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_ten_thousand_segments_still_answer(writer, translator, as_user):
    product, _lao = long_product(writer, 10_000, 6_000)
    somebody = as_user(translator)
    page = somebody.get(f"/vi/products/{product.code}/lo/").content.decode()
    assert page.count("<article") == SIZE
    step = somebody.get(f"/vi/products/{product.code}/lo/go/?to=missing&after={product.blocks.get(position=3_000).key}")
    assert step["Location"].endswith(f"#s-{product.blocks.get(position=6_002).key}")
    assert f'id="s-{product.blocks.get(position=6_002).key}"' in somebody.get(step["Location"]).content.decode()


def test_leafing_from_stretch_to_stretch_meets_every_segment_once(writer):
    _product, lao = long_product(writer, 130, 0)
    every, start, seen = places(lao), "", []
    while True:
        shown = stretch(every, "missing", start)
        seen += shown.keys
        if not shown.next:
            break
        assert stretch(every, "missing", shown.next).previous == shown.keys[0]
        start = shown.next
    assert seen == [place.key for place in every]
    assert (shown.first, shown.last, shown.total) == (101, 131, 131)


def test_place_is_kept_while_segments_leave_the_list(writer, translator, as_user):
    product, lao = long_product(writer, 130, 0)
    every = places(lao)
    second = stretch(every, "missing", every[SIZE].key)
    somebody = as_user(translator)
    for key in second.keys[:3]:
        address = f"/vi/products/{product.code}/lo/segments/{key}/?show=missing&from={second.keys[0]}"
        answer = somebody.post(address, {"text": "ທຸກຄົນ", "version": "0", "next": "1"})
    where = urlsplit(answer["Location"])
    assert parse_qs(where.query) == {"show": ["missing"], "from": [second.keys[0]]}
    assert where.fragment == f"s-{second.keys[3]}"
    now = stretch(places(lao), "missing", second.keys[0])
    assert (now.keys[0], len(now.keys), now.first) == (second.keys[3], SIZE, SIZE + 1)


def test_after_the_last_of_a_page_the_next_page_opens(writer, translator, as_user):
    product, lao = long_product(writer, 80, 0)
    every = places(lao)
    address = f"/vi/products/{product.code}/lo/segments/{every[SIZE - 1].key}/"
    where = urlsplit(as_user(translator).post(address, {"text": "ທຸກຄົນ", "version": "0", "next": "1"})["Location"])
    assert (parse_qs(where.query), where.fragment) == ({"from": [every[SIZE].key]}, f"s-{every[SIZE].key}")


def test_lists_count_and_find_what_is_left_to_do(writer, translator, as_user):
    product, lao = long_product(writer, 12, 4)
    every = places(lao)
    assert counts(every) == {"all": 13, "missing": 9, "stale": 0, "findings": 0, "comments": 0}
    assert next_of(every, "missing", every[-1].key) == every[0]
    assert next_of(every, "stale", every[0].key) is None
    assert start_for(every, "missing", every[3].key) == every[3].key
    page = as_user(translator).get(f"/vi/products/{product.code}/lo/?show=missing").content.decode()
    assert page.count("<article") == 9


def test_number_leads_to_its_segment_and_nonsense_to_the_page(writer, translator, as_user):
    product, _lao = long_product(writer, 80, 0)
    somebody, base = as_user(translator), f"/vi/products/{product.code}/lo/"
    place = product.blocks.get(position=69)
    assert somebody.get(f"{base}go/?number=70")["Location"].endswith(f"#s-{place.key}")
    for nonsense in ("go/?to=stale", "go/?to=nothing&after=x", "go/?number=abc", "?show=x&from=y"):
        assert somebody.get(f"{base}{nonsense}", follow=True).status_code == 200


def test_copying_the_source_without_script_saves_nothing(writer, translator, as_user):
    product, lao = long_product(writer, 10, 0)
    address = f"/vi/products/{product.code}/lo/segments/{product.blocks.get(position=4).key}/"
    page = as_user(translator).post(address, {"text": "", "version": "0", "copy": "1"}).content.decode()
    assert SOURCE.format(2) in page.split("<textarea")[4]
    assert Segment.objects.filter(edition=lao).count() == 0
