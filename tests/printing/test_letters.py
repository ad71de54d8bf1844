"""The letter poster: every letter that sources show has its cell, what the letters are is said, nothing unsourced is printed."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kontum_ttdn.languages.letters import palette
from kontum_ttdn.languages.registry import CODES, LANGUAGES
from kontum_ttdn.printing import engine
from kontum_ttdn.printing.document import FAMILIES, Block
from kontum_ttdn.printing.letter_poster import letter_poster
from kontum_ttdn.printing.page import compose, load_asset
from kontum_ttdn.printing.specimen import LABEL, LABEL_EN, STATE, STATE_EN
from kontum_ttdn.printing.specimen_texts import sentence

from .pages import MM, contrasts, descendants, elements, plain, poppler_text

SEEN = [code for code in CODES if LANGUAGES[code].letters_seen]


def cells(press, document):
    """(words, tinted, left, top, width, height) of every cell, in mm; the cloth that ends the last row has no words."""
    page = compose(document, "letters", "screen")
    laid = press.lay_out(page.html, "letters", page.files(load_asset))
    found = []
    for box in elements(laid):
        classes = (box.element.get("class") or "").split()
        if "cell" in classes:
            words = "".join(inner.text for inner in descendants(box) if type(inner).__name__ == "TextBox")
            place = (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
            found.append((words, "tinted" in classes, *(round(length / MM, 1) for length in place)))
    return found


@pytest.mark.parametrize("code", SEEN)
def test_poster_has_a_cell_for_every_letter_in_rows_of_five_and_no_hole(press, code):
    found = cells(press, letter_poster(code))
    letters = LANGUAGES[code].letters_seen
    assert [words for words, *_place in found if words] == [
        letter if letter == letter.upper() else letter + letter[0].upper() + letter[1:] for letter in letters
    ]
    rows = {}
    for _words, _tinted, left, top, width, height in found:
        rows.setdefault(top, []).append((left, left + width, height))
    assert len(rows) == -(-len(letters) // 5)
    for row in rows.values():
        assert (row[0][0], row[-1][1]) == (18, pytest.approx(278.8, abs=0.3))
    assert len({height for row in rows.values() for *_sides, height in row}) == 1


@pytest.mark.parametrize("code", SEEN)
def test_no_letter_leaves_its_cell_or_meets_its_capital(press, code):
    page = compose(letter_poster(code), "letters", "screen")
    laid = press.lay_out(page.html, "letters", page.files(load_asset))
    close = []
    for box in elements(laid):
        if "cell" in (box.element.get("class") or "").split():
            words = sorted(
                (inner.position_x, inner.position_x + inner.width) for inner in descendants(box) if type(inner).__name__ == "TextBox"
            )
            edges = [box.border_box_x(), *(edge for ends in words for edge in ends), box.border_box_x() + box.border_width()]
            close += [edges] if any(after - before < 1.5 * MM for before, after in zip(edges[::2], edges[1::2], strict=True)) else []
    assert close == []


@pytest.mark.parametrize("code", ["sed", "bdq", "jra"])
def test_letters_that_a_vietnamese_keyboard_lacks_are_tinted_and_no_other(press, code):
    tinted = [words[: (len(words) + 1) // 2] for words, tinted, *_place in cells(press, letter_poster(code)) if tinted]
    assert tinted == [key.lower for key in palette(code)]


@pytest.mark.parametrize("code", ["vi", "en", "lo", "km"])
def test_nothing_is_tinted_where_every_letter_can_be_typed_or_none(press, code):
    assert [words for words, tinted, *_place in cells(press, letter_poster(code)) if tinted] == []


@pytest.mark.parametrize("code", SEEN)
def test_poster_says_what_its_letters_are_and_has_every_glyph(code):
    made = engine.render(letter_poster(code), layout="letters")
    text = plain(poppler_text(made.pdf))
    assert made.findings == ()
    said = [label for label in (LABEL, LABEL_EN, STATE, STATE_EN) if plain(label) in text]
    assert said == {"vi": [], "en": [], "lo": [STATE, STATE_EN], "km": [STATE, STATE_EN]}.get(code, [LABEL, LABEL_EN])
    assert plain(f"Nguồn: {LANGUAGES[code].reference}.") in text
    assert [letter for letter in LANGUAGES[code].letters_seen if plain(letter) not in text] == []


@pytest.mark.parametrize("code", SEEN)
def test_poster_keeps_the_figures_of_every_sheet(code):
    for qr in ("", "http://127.0.0.1:8000/q/chu/1/s"):
        made = engine.measure(replace(letter_poster(code), qr_target=qr, address=qr), layout="letters").measured
        assert [(frame["name"], frame["over"]) for frame in made["frames"] if frame["over"]] == []
        assert (made["outside"], made["wide"], made["off_corner"]) == ([], [], [])


def test_a_sample_to_read_is_printed_only_where_a_source_gave_one():
    samples = {code: [block.text.split("\n")[2] for block in letter_poster(code).blocks if block.kind == "quote"] for code in SEEN}
    assert samples == {code: [sentence(code).text] if sentence(code) else [] for code in SEEN}
    assert samples["bdq"] == samples["sed"] == []
    assert samples["jra"] != []


def test_jarai_and_bahnar_have_their_codes_and_a_language_without_letters_has_no_poster():
    assert (letter_poster("jra").code, letter_poster("bdq").code) == ("chu-jrai", "chu-bahnar")
    for code in ("jeh", "brb"):
        with pytest.raises(ValueError, match="No reference"):
            letter_poster(code)


def test_a_product_set_as_letters_carries_the_label_too():
    document = replace(letter_poster("bdq"), title="Chữ Bahnar", summary="Lớp Một", blocks=(Block("list_item", "a"), Block("quote", "b")))
    assert plain(LABEL) in plain(poppler_text(engine.render(document, layout="letters").pdf))


def test_every_piece_of_a_product_is_found_on_the_poster_again():
    poster = letter_poster("jra")
    keyed = replace(poster, blocks=tuple(replace(block, key=f"b{number}") for number, block in enumerate(poster.blocks)))
    made = engine.measure(keyed, layout="letters").measured
    assert {block["key"] for block in made["blocks"]} == {"title", *(block.key for block in keyed.blocks)}


def test_colour_reaches_three_millimetres_beyond_the_trim(press):
    page = compose(letter_poster("jra"), "letters", "screen")
    laid = press.lay_out(page.html, "letters", page.files(load_asset), bleed=True)
    top = next(box for box in elements(laid) if "top" in (box.element.get("class") or "").split())
    sides = (top.position_x, top.position_y, top.position_x + top.margin_width())
    assert [round(side / MM, 1) for side in sides] == [-3, -3, 300]


def test_print_specimen_writes_the_letter_poster_and_refuses_a_language_without_letters(tmp_path):
    said = StringIO()
    call_command("print_specimen", "bdq", layout="letters", out=tmp_path / "a.pdf", stdout=said)
    assert "1 pages" in said.getvalue()
    with pytest.raises(CommandError, match="Jeh"):
        call_command("print_specimen", "jeh", layout="letters", out=tmp_path / "b.pdf")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_word_has_a_contrast_of_seven(press, family):
    page = compose(replace(letter_poster("jra"), family=family), "letters", "screen")
    found = contrasts(press.lay_out(page.html, "letters", page.files(load_asset)))
    assert len(found) > 20
    assert [(text, least) for text, least in found.items() if least < 7] == []


@pytest.mark.parametrize("code", SEEN)
def test_address_is_printed_once_for_those_who_type(code):
    html = compose(
        replace(letter_poster(code), qr_target="http://127.0.0.1:8000/q/chu", address="127.0.0.1:8000/q/chu"), "letters", "screen"
    ).html
    assert html.count(">127.0.0.1:8000/q/chu<") == 1


def test_the_name_of_a_language_without_a_note_stands_in_the_middle_of_its_cloth(press):
    page = compose(letter_poster("vi"), "letters", "screen")
    laid = press.lay_out(page.html, "letters", page.files(load_asset))
    name = next(box for box in elements(laid) if "display" in (box.element.get("class") or "").split())
    assert (name.position_y + name.height / 2) / MM == pytest.approx(63 / 2, abs=1)  # the band begins at 63 mm
