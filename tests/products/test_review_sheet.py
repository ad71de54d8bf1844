"""The paper sheet of an edition: the frozen words by number, the source beside them, the way back to where it is typed in."""

import pytest
from django.core.management import CommandError, call_command

from kontum_ttdn.printing import engine
from kontum_ttdn.workflow.flow import RuleBroken
from products import actions
from products.printing import document_of
from products.queries.outside import pieces
from products.queries.sheets import layouts_of
from products.review_sheet import document_of_review, print_review_sheet
from tests.printing.pages import plain, poppler_text
from tests.products.histories import Bench

pytestmark = pytest.mark.django_db
CODE = "thu-vien-cua-ban"


def test_sheet_numbers_the_frozen_words_beside_their_source(submitted):
    document = document_of_review(submitted.edition("lo"))
    (source,) = document.beside
    assert [block.text for block in document.blocks] == [f"{block.text} (lo)" for block in source.blocks]
    assert [block.key for block in document.blocks] == [piece.key for piece in pieces(submitted.edition("lo").revisions.get())]
    assert (source.language, document.edition_label) == ("vi", "Tiếng Lào · bản chờ thẩm định số 1")
    assert document.qr_target.endswith(f"/vi/products/{CODE}/lo/outside/")


def test_sheet_of_what_was_led_along_another_translation_has_the_products_own_words_beside_it(desk):
    bench = Bench(desk).do("vi a=1 ! | en ! | lo<en | lo >")
    (source,) = document_of_review(bench.edition("lo")).beside
    assert (source.language, source.blocks[-1].text) == ("vi", "1")


def test_sheet_of_the_source_stands_alone(desk):
    desk.fill()
    desk.submit()
    document = document_of_review(desk.edition())
    assert (document.beside, document.language, len(document.blocks)) == ((), "vi", 4)


def test_approved_words_have_a_sheet_too_and_words_in_work_have_none(desk):
    with pytest.raises(RuleBroken, match="hand the edition in first"):
        document_of_review(desk.edition())
    desk.fill()
    desk.approve()
    assert document_of_review(desk.edition()).edition_label == "Tiếng Việt · bản duyệt số 1"


def test_same_wording_is_the_same_file_and_another_wording_another(submitted):
    first = print_review_sheet(submitted.edition("lo"))
    assert print_review_sheet(submitted.edition("lo")).pk == first.pk
    actions.recall(edition=submitted.edition("lo"), by=submitted.translator, reason="Sửa.")
    submitted.words("lo", 3, "ອ່ານ")
    submitted.submit("lo")
    assert print_review_sheet(submitted.edition("lo")).pk != first.pk


def test_command_writes_the_sheet_and_says_what_stands_in_the_way(submitted, tmp_path, capsys):
    out = tmp_path / "phieu.pdf"
    call_command("review_sheet", CODE, "lo", out=out)
    text = plain(poppler_text(out.read_bytes()))
    assert [word for word in ("Thư viện của bản", "Quét mã để đọc. (lo)", CODE) if plain(word) not in text] == []
    assert capsys.readouterr().out.startswith(f"{out}: ")
    for arguments in (("nothing", "lo"), (CODE, "xx"), (CODE, "km")):
        with pytest.raises(CommandError):
            call_command("review_sheet", *arguments, out=out)


def test_no_product_is_printed_for_readers_in_it(submitted):
    with pytest.raises(RuleBroken, match="for reviewers"):
        document_of(submitted.edition("vi"), "screen", "review")
    assert [layout.name for layout in layouts_of(submitted.edition("vi")) if layout.inner] == []


def test_forty_segments_of_every_length_find_their_room(desk):
    for _number in range(36):
        actions.add_block(product=desk.product, kind="text", by=desk.writer)
    desk.write("vi", ["Một câu dài. " * (number % 7 * 8 + 1) for number in range(40)])
    desk.submit()
    made = engine.measure(document_of_review(desk.edition()), layout="review")
    numbers = {block["key"] for block in made.measured["blocks"]}
    assert (len(numbers), made.findings, made.measured["outside"], made.measured["wide"]) == (40, (), [], [])
