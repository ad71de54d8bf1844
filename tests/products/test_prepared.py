"""Questions that pages ask at every visit: the same answers as by the ORM, and no word older than what readers have."""

from datetime import date

import pytest

from products import content
from products.models import Edition, Kind, Product, Revision, Topic
from products.queries.at_hand import editions_of
from products.queries.prepared import Prepared
from products.queries.public import newest
from tests.benchmarks import _shelf
from tests.factories import UnitFactory, UserFactory

COLUMNS = ("product__code", "title", "day", "carriers", "standing", "ahead")
asked = Prepared(lambda language, code: newest(language).filter(product__code=code).values_list(*COLUMNS), language=str, code=str)
numbered = Prepared(lambda number: Edition.objects.filter(pk=number).values_list("language"), number=int)


@pytest.fixture
def shelf(db):
    unit = UnitFactory()
    Kind.objects.create(code="leaflet", name="Tờ rơi", layouts=["leaflet"])
    by = UserFactory(unit=unit)
    Topic.objects.create(code="peace", name="-")
    _shelf.seed(1, 6, unit=unit, by=by)


def test_prepared_question_is_answered_as_the_queryset_is_for_each_value(shelf):
    for language, code in (
        ("vi", "to-roi-2"),
        ("en", "to-roi-2"),
        ("lo", "to-roi-2"),
        ("vi", "to-roi-5"),
        ("vi", "khong-co"),
        ("vi", "' OR 1=1 --"),
    ):
        assert asked(language=language, code=code) == list(newest(language).filter(product__code=code).values_list(*COLUMNS))
    assert asked(language="vi", code="to-roi-2") == [("to-roi-2", "Tờ rơi 2", date(2023, 2, 1), [], "published", False)]


def test_prepared_question_takes_numbers(shelf):
    for edition in Edition.objects.all()[:5]:
        assert numbered(number=edition.pk) == [(edition.language,)]
    assert numbered(number=-1) == []


def test_editions_at_hand_are_those_of_the_work_and_fetch_what_they_lack(shelf):
    found = {edition.language: edition for edition in editions_of("to-roi-6")}
    for edition in Edition.objects.filter(product__code="to-roi-6").select_related("product", "published"):
        at_hand = found.pop(edition.language)
        for field in Edition._meta.concrete_fields:
            assert getattr(at_hand, field.attname) == getattr(edition, field.attname), field
        for field in Product._meta.concrete_fields:
            assert getattr(at_hand.product, field.attname) == getattr(edition.product, field.attname), field
        assert (at_hand.published and at_hand.published.content) == (edition.published and edition.published.content)
    assert (found, editions_of("khong-co")) == ({}, [])


def test_reading_page_says_each_change_at_once_though_its_parts_are_kept(shelf, client):
    def page() -> str:
        return client.get("/vi/library/to-roi-6/").content.decode()

    edition = Edition.objects.get(product__code="to-roi-6", language="vi")
    before = page()
    assert page() == before
    made = [content.item("0", "heading", "Đã đổi")]
    Revision.objects.filter(pk=edition.published_id).update(content=made, content_hash=content.content_hash(made), number=7)
    Edition.objects.filter(pk=edition.pk).update(title="Tên mới")
    Edition.objects.filter(product__code="to-roi-6", language="en").update(standing="withdrawn")
    changed = page()
    assert [said in changed for said in ("Đã đổi", "Tên mới", 'data-revision="7"', "Quét mã", "Tờ rơi 6<")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert ('hreflang="en" class="missing"' in before, 'hreflang="en" class="missing"' in changed) == (False, True)


def test_works_beside_a_text_are_gone_as_soon_as_readers_do_not_have_them(shelf, client):
    def related() -> list[str]:
        return [line.title for line in client.get("/vi/library/to-roi-6/").context["related"]]

    assert related() == ["Tờ rơi 5", "Tờ rơi 4", "Tờ rơi 3", "Tờ rơi 2"]
    Edition.objects.filter(product__code="to-roi-4").update(standing="withdrawn")
    Edition.objects.filter(product__code="to-roi-3").update(title="Tên mới")
    assert related() == ["Tờ rơi 5", "Tên mới", "Tờ rơi 2"]
