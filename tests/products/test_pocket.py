"""What the works of the house put into a pocket: answers, talking points, phrases, short texts; only what readers have now."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from kontum_ttdn.media.models import Derivative, Purpose, StoredFile
from kontum_ttdn.pocket.queries import filled
from kontum_ttdn.pocket.registry import Item
from products import actions, pocket
from products.actions.depositing import deposit_file
from products.models import Edition, Kind, Product, Revision
from products.queries import carried
from tests.factories import KindFactory
from tests.products import shelves
from tests.products.desk import Desk

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
PARTS = ("heading", "text", "list_item", "list_item")


@pytest.fixture
def card(writer, translator, reviewer, approver, sent_tasks):
    """`card("phrase_card")`: the desk works on a product of that kind with title, summary, heading, text and two list items."""

    def begin(kind: str) -> Desk:
        KindFactory(code="leaflet", skeleton=[{"kind": part} for part in PARTS])
        desk = Desk(writer, translator, reviewer, approver)
        Product.objects.filter(pk=desk.product.pk).update(kind=KindFactory(code=kind, name="Loại", name_vi="Loại"))
        desk.product.editions.update(kind=Kind.objects.get(code=kind))
        return desk

    return begin


def say(desk, language: str, *texts: str) -> None:
    desk.write(language, [f"Tên ({language})", f"Tóm tắt ({language})", f"Chào hỏi ({language})", f"Đoạn ({language})", *texts])
    desk.publish(language)


def held(*sources) -> dict[str, Item]:
    with override("vi"):
        return {item.key: item for source in sources for item in source(None)}


def by_language(item: Item) -> list[tuple[str, str]]:
    return [(line.tag, line.text) for line in item.lines]


def test_a_phrase_is_one_item_in_vietnamese_lao_and_khmer_and_every_other_language_that_readers_have(card):
    desk = card("phrase_card")
    say(desk, "vi", "Xin chào.", "Cảm ơn.")
    for language, hello, thanks in (("en", "Hello.", "Thank you."), ("km", "ជំរាបសួរ", "អរគុណ"), ("lo", "ສະບາຍດີ", "ຂອບໃຈ")):
        say(desk, language, hello, thanks)
    first, second = held(pocket.phrases).values()
    assert by_language(first) == [("vi", "Xin chào."), ("lo", "ສະບາຍດີ"), ("km", "ជំរាបសួរ"), ("en", "Hello.")]
    assert (first.key, first.title, first.kind) == (f"products.phrase.{CODE}.{desk.block(4).key}", "Xin chào.", "Chào hỏi (vi)")
    assert [line.label for line in second.lines] == ["Tiếng Việt", "ພາສາລາວ", "ភាសាខ្មែរ", "English"]
    actions.withdraw(edition=desk.edition("lo"), by=desk.approver, reason="-")
    assert [line.tag for line in next(iter(held(pocket.phrases).values())).lines] == ["vi", "km", "en"]


def test_a_phrase_that_was_written_anew_stands_alone_until_it_is_translated_anew(card):
    desk = card("phrase_card")
    say(desk, "vi", "Xin chào.", "Cảm ơn.")
    say(desk, "lo", "ສະບາຍດີ", "ຂອບໃຈ")
    desk.words("vi", 5, "Mời đi lối này.")
    desk.publish()
    first, second = held(pocket.phrases).values()
    assert (by_language(first), by_language(second)) == (
        [("vi", "Xin chào."), ("lo", "ສະບາຍດີ")],
        [("vi", "Mời đi lối này.")],
    )


def test_recording_of_a_card_goes_along_once_readers_can_hear_it(card, department):
    desk = card("phrase_card")
    facts = {"received_sha256": "4" * 64, "size": 9, "kind": "sound", "media_type": "audio/mpeg", "facts": {"seconds": 2}}
    file = StoredFile.objects.create(sha256="5" * 64, unit=department, **facts)
    desk.write("vi", ["Tên", "", "Chào hỏi", "Đoạn", "Xin chào.", "Cảm ơn."])
    deposit_file(edition=desk.edition(), file=file, transcript="Xin chào. Cảm ơn.", by=desk.writer)
    desk.publish()
    assert f"products.phrase.{CODE}" not in held(pocket.phrases)
    made = Derivative.objects.create(file=file, purpose=Purpose.WEB, sha256="6" * 64, media_type="audio/mp4", bytes=4815)
    item = held(pocket.phrases)[f"products.phrase.{CODE}"]
    assert [(one.url, one.bytes, one.sha256, one.tag) for one in item.sound] == [(made.get_absolute_url(), 4815, "6" * 64, "vi")]
    assert by_language(item) == [("vi", "Xin chào. Cảm ơn.")]


def test_each_question_is_an_item_with_its_answer_and_goes_with_its_day(card, post_officer):
    desk = card("question_and_answer")
    until = timezone.localdate() + timedelta(days=5)
    Product.objects.update(valid_until=until)
    say(desk, "vi", "Giấy thông hành.", "Hộ chiếu.")
    say(desk, "lo", "ໃບຜ່ານແດນ", "ໜັງສືຜ່ານແດນ")
    vietnamese, lao = held(pocket.answers).values()
    assert (vietnamese.title, vietnamese.kind, vietnamese.until) == ("Chào hỏi (vi)", "Tên (vi)", until)
    assert by_language(vietnamese) == [("vi", "Đoạn (vi)"), ("vi", "- Giấy thông hành."), ("vi", "- Hộ chiếu.")]
    assert (lao.key, lao.tag, lao.day) == (f"products.answer.{CODE}.lo.{desk.block(2).key}", "lo", timezone.localdate())
    assert {one.item.key for one in filled(post_officer, on=until).sealed.values()} == {vietnamese.key, lao.key}
    assert filled(post_officer, on=until + timedelta(days=1)).sealed == {}


def test_talking_points_are_one_item_with_who_issued_them(card):
    desk = card("talking_points")
    say(desk, "vi", "Ý thứ nhất.", "Ý thứ hai.")
    (item,) = held(pocket.talking_points).values()
    assert (item.title, item.source, item.group) == ("Tên (vi)", str(desk.product.unit), "talking")
    assert [line.text for line in item.lines] == ["Tóm tắt (vi)", "Chào hỏi (vi)", "Đoạn (vi)", "- Ý thứ nhất.", "- Ý thứ hai."]


def test_an_answer_whose_source_changed_much_says_so(card):
    desk = card("question_and_answer")
    say(desk, "vi", "Giấy thông hành.", "Hộ chiếu.")
    say(desk, "lo", "ໃບຜ່ານແດນ", "ໜັງສືຜ່ານແດນ")
    desk.words("vi", 5, "Thẻ căn cước.")
    desk.publish()
    vietnamese, lao = held(pocket.answers).values()
    assert lao.lines[0].text == "Tiếng này còn thiếu một thay đổi quan trọng."
    assert lao.lines[0].text not in [line.text for line in vietnamese.lines]


def test_short_works_go_as_text_until_they_are_withdrawn_and_long_ones_and_drafts_never(card, monkeypatch):
    desk = card("leaflet")
    desk.write("vi", ["Tên", "", "Chào hỏi", "Đoạn", "Một.", "Hai."])
    desk.approve()
    assert held(pocket.works) == {}
    actions.publish(edition=desk.edition(), by=desk.approver)
    desk.words("vi", 4, "Câu chưa duyệt.")
    (item,) = held(pocket.works).values()
    assert (item.key, item.kind) == (f"products.work.{CODE}.vi", "Tờ rơi")
    assert [line.text for line in item.lines] == ["Chào hỏi", "Đoạn", "- Một.", "- Hai."]
    assert held(pocket.answers, pocket.talking_points, pocket.phrases) == {}
    monkeypatch.setattr(pocket, "MOST_SIGNS", 10)
    assert held(pocket.works) == {}
    monkeypatch.undo()
    actions.withdraw(edition=desk.edition(), by=desk.approver, reason="-")
    assert held(pocket.works) == {}


def test_many_works_cost_the_same_statements_as_few_and_only_the_newest_go_along(department, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(carried, "FEWER", 5)
    told = [{"key": "a", "kind": "text", "options": {}, "text": "Lời.", "hash": "a"}]
    for count in (2, 30):
        shelves.fill(count, ("vi", "lo"), unit=department)
        Revision.objects.update(content=told)
        held(pocket.works)
        with django_assert_num_queries(11):  # one a language, the works, and the names of who issued them
            found = held(pocket.works)
    newest = Edition.objects.filter(language="vi").order_by("-day", "-product_id")[:5].values_list("product__code", flat=True)
    assert list(found) == [f"products.work.{code}.{language}" for code in newest for language in ("vi", "lo")]
