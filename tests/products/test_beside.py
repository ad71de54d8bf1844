"""Settings in two and three languages: Vietnamese beside a translation is the very wording that was translated, and English is of the same."""

import re

import pytest

from kontum_ttdn.background.models import Job
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.actions.printing import order_sheet
from products.printing import document_of, print_edition
from products.queries.sheets import layouts_of, public_sheet, readers_layout, sheets_of_published

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"
LAYOUTS = ["leaflet", "bilingual", "trilingual"]


@pytest.fixture
def translated(desk):
    """Published in Vietnamese, approved in Lao; printed alone and beside others."""
    desk.product.kind.layouts = LAYOUTS
    desk.product.kind.save()
    desk.fill()
    desk.publish()
    desk.fill("lo", " (lo)")
    desk.publish("lo")
    return desk


def new_source(desk, text="Quét mã bằng điện thoại.") -> None:
    desk.words("vi", 3, text)
    desk.publish()


def english(desk) -> None:
    desk.fill("en", " (en)")
    desk.publish("en")


def said(document) -> dict[str, str]:
    """The last words of each language, the document's own first."""
    return {found.language: found.blocks[-1].text for found in (document, *document.beside)}


def test_each_edition_is_offered_the_settings_that_can_show_it(translated):
    offered = {language: [layout.name for layout in layouts_of(translated.edition(language))] for language in ("vi", "lo", "en")}
    assert offered == {"vi": LAYOUTS[:1], "lo": LAYOUTS, "en": LAYOUTS[:2]}
    assert readers_layout(translated.edition("lo")).name == "leaflet"


def test_vietnamese_beside_a_translation_is_the_revision_it_was_made_from(translated):
    new_source(translated)
    document = document_of(translated.edition("lo"), "screen", "bilingual")
    assert said(document) == {"lo": "Quét mã để đọc. (lo)", "vi": "Quét mã để đọc."}
    assert document.edition_label == "Tiếng Lào · bản duyệt số 1 · Tiếng Việt · bản duyệt số 1"


def test_blocks_of_all_languages_have_the_same_keys(translated):
    english(translated)
    document = document_of(translated.edition("lo"), "screen", "trilingual")
    assert len({tuple(block.key for block in found.blocks) for found in (document, *document.beside)}) == 1
    assert [found.language for found in document.beside] == ["vi", "en"]


def test_beside_a_translation_stands_what_it_was_made_from_whatever_leads_it_now(translated, approver):
    english(translated)
    edition = translated.edition("lo")
    edition.translated_from = "en"
    edition.save()
    assert said(document_of(translated.edition("lo"), "screen", "bilingual"))["vi"] == "Quét mã để đọc."
    with pytest.raises(RuleBroken, match="beside itself"):  # English as its source and as the third
        document_of(translated.edition("lo"), "screen", "trilingual")


def test_english_of_another_source_revision_does_not_stand_beside(translated):
    new_source(translated)
    english(translated)
    with pytest.raises(RuleBroken, match="made from revision 2 of the source, this one from revision 1"):
        order_sheet(edition=translated.edition("lo"), layout="trilingual", variant="screen", by=translated.writer)
    with pytest.raises(RuleBroken, match="same revision"):
        print_edition(translated.edition("lo").pk, layout="trilingual", variant="screen")


def test_english_without_an_approved_text_does_not_stand_beside(translated):
    with pytest.raises(RuleBroken, match="no approved text yet"):
        order_sheet(edition=translated.edition("lo"), layout="trilingual", variant="screen", by=translated.writer)
    assert not Job.objects.filter(arguments__layout="trilingual").exists()


def test_card_of_phrases_is_printed_in_vietnamese_lao_and_khmer_side_by_side(desk):
    kind = desk.product.kind
    kind.code, kind.layouts = "phrase_card", LAYOUTS
    kind.save()
    for language, words in (
        ("vi", ["Câu giao tiếp ở cửa khẩu", "", "Chào hỏi", "Xin chào."]),
        ("lo", ["ປະໂຫຍກສົນທະນາ", "", "ທັກທາຍ", "ສະບາຍດີ"]),
        ("km", ["ប្រយោគសន្ទនា", "", "ការស្វាគមន៍", "ជំរាបសួរ"]),
    ):
        desk.write(language, words)
        desk.publish(language)
    document = document_of(desk.edition("lo"), "screen", "trilingual")
    assert said(document) == {"lo": "ສະບາຍດີ", "vi": "Xin chào.", "km": "ជំរាបសួរ"}
    assert said(document_of(desk.edition("km"), "screen", "trilingual")).keys() == {"km", "vi", "lo"}
    sheet = print_edition(desk.edition("lo").pk, layout="trilingual", variant="screen")
    assert (sheet.file.pages, [one.layout for one in sheets_of_published(desk.edition("lo"))]) == (1, ["trilingual"])
    actions.withdraw(edition=desk.edition("km"), by=desk.approver, reason="Sai.")
    assert sheets_of_published(desk.edition("lo")) == []


def test_source_has_no_setting_beside_itself(translated):
    for layout in ("bilingual", "trilingual"):
        with pytest.raises(RuleBroken):
            order_sheet(edition=translated.edition(), layout=layout, variant="screen", by=translated.writer)
        with pytest.raises(RuleBroken, match="beside itself"):
            print_edition(translated.edition().pk, layout=layout, variant="screen")


def test_proof_sets_the_words_in_work_beside_the_source_that_is_being_translated(translated):
    new_source(translated)
    english(translated)
    translated.words("lo", 3, "ກຳລັງແປ", by=translated.translator)
    translated.words("en", 3, "In work.", by=translated.translator)
    document = document_of(translated.edition("lo"), "proof", "trilingual")
    assert said(document) == {"lo": "ກຳລັງແປ", "vi": "Quét mã bằng điện thoại.", "en": "In work."}
    assert document.edition_label == "Tiếng Lào · bản thử · Tiếng Việt · bản duyệt số 2 · Tiếng Anh · bản thử"


def test_proof_of_half_a_translation_is_made_and_says_what_is_missing(desk):
    desk.product.kind.layouts = LAYOUTS
    desk.product.kind.save()
    desk.fill()
    desk.approve()
    desk.words("lo", 0, "ຫ້ອງສະໝຸດ")
    sheet = print_edition(desk.edition("lo").pk, layout="bilingual", variant="proof")
    assert (sheet.layout, sheet.revision, sheet.file.language, sheet.file.pages) == ("bilingual", None, "lo", 1)


def test_new_words_of_the_language_beside_are_another_job(translated):
    english(translated)
    first = order_sheet(edition=translated.edition("lo"), layout="trilingual", variant="proof", by=translated.writer)
    assert order_sheet(edition=translated.edition("lo"), layout="trilingual", variant="proof", by=translated.writer) == first
    translated.words("en", 3, "Scan.", by=translated.translator)
    assert order_sheet(edition=translated.edition("lo"), layout="trilingual", variant="proof", by=translated.writer) != first


def test_setting_is_for_readers_while_they_may_read_each_of_its_languages(translated, client):
    english(translated)
    for layout in LAYOUTS:
        print_edition(translated.edition("lo").pk, layout=layout, variant="screen")
    address = f"/lo/library/{CODE}/lo/trilingual.pdf"
    assert [sheet.layout for sheet in sheets_of_published(translated.edition("lo"))] == LAYOUTS
    assert client.get(address).status_code == 200
    actions.withdraw(edition=translated.edition("en"), by=translated.approver, reason="Sai.")
    assert [sheet.layout for sheet in sheets_of_published(translated.edition("lo"))] == LAYOUTS[:2]
    assert client.get(address).status_code == 404
    actions.withdraw(edition=translated.edition("vi"), by=translated.approver, reason="Sai.")
    assert [public_sheet(CODE, "lo", layout) is None for layout in LAYOUTS] == [False, True, True]


def test_staff_choose_a_setting_like_any_other_layout(translated, as_user):
    page = as_user(translated.writer).get(f"/en/products/{CODE}/lo/").content.decode()
    offered = re.findall(r'<option value="(\w+)">', page.partition('id="layout"')[2].partition("</select>")[0])
    assert offered == LAYOUTS
