"""How full each box is, told from the real layout, in the language that is being written."""

from dataclasses import replace

import pytest

from kontum_ttdn.printing import engine
from kontum_ttdn.printing.document import Document
from products import fitting as room
from products.fitting import fitting
from products.queries.content import editor_rows

pytestmark = pytest.mark.django_db
LONG = "Đọc bằng tiếng của mình, nghe bằng tiếng của mình, hỏi bằng tiếng của mình. "


@pytest.fixture
def folded(desk):
    """The desk's product as a leaflet folded in three."""
    kind = desk.product.kind
    kind.layouts = ["trifold", "leaflet"]
    kind.save()
    desk.fill()
    return desk


@pytest.fixture
def measures(monkeypatch):
    """How often a sheet was really laid out."""
    times = []
    real = engine.measure
    monkeypatch.setattr(engine, "measure", lambda *args, **known: times.append(known["wall"]) or real(*args, **known))
    return times


def boxes(told) -> dict[str, tuple[int, int]]:
    return {box.name: (box.used, box.over) for box in told.boxes}


def test_each_box_of_the_first_layout_tells_how_full_it_is(folded):
    told = fitting(folded.edition())
    assert (told.layout.name, [layout.name for layout in told.layouts], told.pages, told.failed) == (
        "trifold",
        ["trifold", "leaflet"],
        2,
        "",
    )
    used, over = boxes(told)["inside 1"]
    assert (0 < used < 60, over) == (True, 0)
    assert [box.sentence for box in told.boxes if box.name == "inside 1"] == [f"Panel 1: {used} %"]


def test_more_words_make_the_box_fuller_until_it_is_named_as_too_long(folded):
    before = boxes(fitting(folded.edition()))["inside 1"][0]
    folded.words("vi", 3, LONG * 3)
    fuller = boxes(fitting(folded.edition()))["inside 1"][0]
    folded.words("vi", 3, LONG * 60)
    too_long = [box for box in fitting(folded.edition()).boxes if box.over]
    assert before < fuller < 100
    assert [(box.name, box.tone, box.level) for box in too_long] == [("inside 1", "wrong", 100)]
    assert too_long[0].sentence == f"Panel 1 is {too_long[0].over} lines too long."


def test_each_segment_knows_its_box(folded):
    edition = folded.edition()
    told = fitting(edition)
    assert [told.of(row).name for row in editor_rows(edition)] == ["front", told.of(editor_rows(edition)[1]).name, "inside 1", "inside 1"]
    flowing = fitting(edition, "leaflet")
    assert [flowing.of(row).sentence for row in editor_rows(edition)][2:] == ["The inside, page 2"] * 2


def test_a_block_that_the_layout_does_not_show_says_so(folded):
    edition = folded.edition()
    told = fitting(edition)
    bare = replace(told, layout=replace(told.layout, places=("text",)))
    assert [bare.leaves_out(row) for row in editor_rows(edition)] == [False, False, True, False]
    assert not any(told.leaves_out(row) for row in editor_rows(edition))


def test_a_translation_is_measured_in_its_own_words(folded):
    folded.approve()
    for place, text in enumerate(("Our library", "Read in your own language", "Open it", LONG * 60)):
        folded.words("en", place, text)
    assert {language: any(box.over for box in fitting(folded.edition(language)).boxes) for language in ("vi", "en")} == {
        "vi": False,
        "en": True,
    }


def test_the_same_words_are_measured_once_and_with_a_limit(folded, measures):
    first = fitting(folded.edition())
    assert (fitting(folded.edition()), measures) == (first, [10])
    folded.words("vi", 3, "Câu khác.")
    fitting(folded.edition())
    assert measures == [10, 10]


def test_a_failure_is_a_sentence_and_the_editor_goes_on(folded, as_user, monkeypatch):
    def breaks(*_args, **_known) -> Document:
        raise MemoryError("no room")

    monkeypatch.setattr(room, "document_of", breaks)
    browser, address = as_user(folded.writer), f"/en/products/{folded.product.code}/vi/"
    assert "cannot be told at the moment" in browser.get(address + "fitting/", headers={"HX-Request": "true"}).content.decode()
    assert browser.get(address).status_code == 200


def test_an_edition_without_words_says_that_there_are_none(desk):
    assert fitting(desk.edition("lo")).failed == "There is no text yet."


def test_a_kind_that_is_not_printed_has_nothing_to_fit(desk, as_user):
    desk.product.kind.layouts = []
    desk.product.kind.save()
    assert fitting(desk.edition()) is None
    browser = as_user(desk.writer)
    assert "Nothing is printed" in browser.get(f"/en/products/{desk.product.code}/vi/fitting/").content.decode()
    assert "Does it fit?" not in browser.get(f"/en/products/{desk.product.code}/vi/").content.decode()


def test_the_page_without_script_and_the_part_with_it_show_the_same(folded, as_user):
    folded.words("vi", 3, LONG * 60)
    too_long = next(box.sentence for box in fitting(folded.edition()).boxes if box.over)
    browser, address = as_user(folded.writer), f"/en/products/{folded.product.code}/vi/"
    page, part = (
        browser.get(address + "fitting/").content.decode(),
        browser.get(address + "fitting/", headers={"HX-Request": "true"}).content,
    )
    key = folded.block(3).key
    assert (page.count(too_long), "<html" in page) == (3, True)  # in the box, and at both segments in it
    assert (part.decode().count(too_long), b"<html" in part, f'data-for="f-{key}"'.encode() in part) == (3, False, True)
    assert f'href="{address}fitting/"' in browser.get(address).content.decode()


def test_a_saved_segment_asks_for_the_fullness_anew(folded, as_user):
    block, segment = folded.block(3), folded.edition().segments.get(block=folded.block(3))
    answer = as_user(folded.writer).post(
        f"/en/products/{folded.product.code}/vi/segments/{block.key}/",
        {"text": "Câu mới.", "version": segment.version},
        headers={"HX-Request": "true"},
    )
    assert (answer.status_code, answer["HX-Trigger"]) == (200, "segment-saved")


def test_a_stranger_is_told_nothing(folded, stranger, as_user):
    assert as_user(stranger).get(f"/vi/products/{folded.product.code}/vi/fitting/").status_code == 404
