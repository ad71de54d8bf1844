"""What nobody means well with: refused or bounded in a clear sentence by the real fence; its child lives on or is replaced, its memory
returns, and nothing is fetched."""

import hashlib
import io
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kontum_ttdn.printing import engine, layouts, preflight, variants
from kontum_ttdn.printing.document import Asset, Block, Document
from kontum_ttdn.printing.fence.pool import Order, RenderFailed
from kontum_ttdn.printing.findings import BLOCK, WARN
from kontum_ttdn.printing.page import compose, load_asset

from .pages import pdfium_text, plain, poppler_text
from .samples import declared, document

GROWTH = 40  # MB that a child may hold more after the worst of it


@pytest.fixture
def outside():
    """A server on this machine that nobody may call: `outside.port`, and `outside.called()` tells whether somebody did."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield Outside(listening)


class Outside:
    def __init__(self, listening: socket.socket):
        self.listening, self.port = listening, listening.getsockname()[1]

    def called(self) -> bool:
        try:
            self.listening.accept()
        except BlockingIOError:
            return False
        return True


def sheet(*blocks: Block, **more) -> Document:
    return document("vi", blocks=blocks, **more)


def drawn(data: bytes, media_type: str = "image/png") -> Block:
    """A picture that its row calls small, whatever its bytes are."""
    return Block("picture", picture=Asset(hashlib.sha256(data).hexdigest(), media_type, 300, 200, data), alternative="Đồi xanh")


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def sentences(made, level: str = BLOCK) -> list[str]:
    return [finding.sentence for finding in made.findings if finding.level == level]


def resident() -> int:
    """MB that the idle children hold."""
    return sum(int(Path(f"/proc/{child.process.pid}/statm").read_text().split()[1]) * 4096 for child in engine.fence().idle) // 10**6


def warm() -> int:
    """What a child holds that has just printed a good sheet."""
    assert engine.render(sheet(Block("text", "Một câu."))).pages == 2
    return resident()


def test_picture_of_400_megapixels_is_refused_before_it_is_read():
    with pytest.raises(ValueError, match="20000 x 20000 pixels; at most 40000000 can be printed"):
        Asset("0" * 64, "image/png", 20_000, 20_000)


@pytest.mark.parametrize("side", [20_000, 12_000, 6_400], ids=["400 megapixels", "144 megapixels", "41 megapixels"])
def test_picture_that_lies_about_its_pixels_is_a_finding_and_takes_no_memory(side):
    before = warm()
    assert sentences(engine.render(sheet(drawn(png(side, side))))) == ["A picture could not be read: Đồi xanh."]
    assert resident() < before + GROWTH


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0torn", b"GIF89a" + bytes(99), b"<html>"], ids=["empty", "torn", "gif", "html"])
def test_picture_that_is_none_is_a_finding(data):
    assert sentences(engine.render(sheet(drawn(data, "image/jpeg")))) == ["A picture could not be read: Đồi xanh."]


@pytest.mark.parametrize(
    "options",
    [{"rows": 10**6}, {"columns": 10**6}, {"row": 10**9}, {"column": -1}, {"row": "file:///etc/passwd"}, {"columns": "9"}, {"rows": 0}, {"level": 12}],
    ids=str,
)  # fmt: skip
def test_options_beyond_a_table_or_heading_are_refused_with_their_bounds(options):
    with pytest.raises(ValueError, match=f"The option '{next(iter(options))}' of a block is a number from"):
        Block("table_cell", "x", options)


def test_widest_table_that_is_let_through_is_printed_or_refused_in_words():
    cells = [Block("table_cell", "ô", {"row": row, "column": column, "columns": 50}) for row in range(20) for column in range(20)]
    assert printed_or_refused(sheet(*cells))


def test_table_in_a_table_is_text():
    nested = "<table><tr><td>" * 40 + "trong" + "</td></tr></table>" * 40
    made = engine.render(sheet(Block("table_cell", nested, {"row": 0, "column": 0})))
    assert plain("<table><tr><td><table>") in plain(poppler_text(made.pdf))


@pytest.mark.parametrize("depth", [12, 60, 400])
def test_nested_tables_in_a_template_are_bounded(fence, depth):
    html = '<html lang="vi"><title>t</title><body>' + "<table><tr><td>" * depth + "chữ" + "</table>" * depth
    try:
        assert fence.render(Order(html, "leaflet", {}), wall=20).pages == 1
    except RenderFailed as refusal:
        assert "Simplify the text or its tables" in str(refusal) or "Split the text" in str(refusal)
    assert fence.render(Order('<html lang="vi"><title>t</title><body>x', "leaflet", {})).pages == 1


def test_handbook_of_600_sides_is_ended_in_time_with_a_sentence_and_the_next_sheet_is_printed(fence):
    whole = declared("vi").blocks
    blocks = tuple(replace(block, key=f"{block.key}-{time}") for time in range(52) for block in whole)
    order = compose(document("vi", blocks=blocks), "handbook", "screen").order(load_asset)
    with pytest.raises(RenderFailed, match="Split the text, then try again"):
        fence.render(order, cpu=3)
    assert fence.render(compose(declared("vi", 1), "handbook", "screen").order(load_asset)).pages > 0


@pytest.mark.parametrize("more", [{}, {"title": "b" * 400}, {"summary": "c" * 400}], ids=["body", "title", "summary"])
def test_word_of_400_letters_blocks_print_and_the_proof_renders(more):
    made = engine.render(sheet(Block("text", "a" * 400, key="a"), **more), variant="proof")
    assert any(sentence.startswith("A line is wider than its column") for sentence in sentences(made))
    assert made.pages >= 2


@pytest.mark.parametrize("text", ["ꦲꦤꦕꦫꦏ", "سلام", "漢字", "ᨠᨾ᩠ᨾ᩺"], ids=["Javanese", "Arabic", "Han", "Tai Tham"])
def test_script_without_a_font_names_each_letter_and_blocks_print(text):
    made = engine.render(sheet(Block("text", text)))
    missing = {f"The print fonts have no letter for “{letter} U+{ord(letter):04X}”." for letter in text}
    assert set(sentences(made)) <= missing
    assert len(sentences(made)) >= len(missing) / 2


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>", "<style>@page{size:1mm}*{display:none}</style>", "&lt;b&gt; &amp;amp; &#60;i&#62;", "</p></section></body></html>",
        '<img src=x onerror="alert(1)">', "<!-- chú thích -->", "]]> <![CDATA[x]]>", "{% load x %}{{ settings.SECRET_KEY }}", '" style="display:none" x="',
    ],
)  # fmt: skip
def test_markup_in_any_field_is_printed_as_it_was_typed(words):
    made = engine.render(
        sheet(
            Block("heading", words), Block("text", words), Block("list_item", words), Block("callout", f"x\n{words}"), Block("quote", words, credit=words),
            Block("table_cell", words), Block("footnote", words), title=words, summary=words, kicker=words, issuer=words, address=words,
        )
    )  # fmt: skip
    for read in (poppler_text, pdfium_text):
        assert plain(read(made.pdf)).count(plain(words)) >= 10


def test_marks_that_turn_the_reading_round_and_controls_are_not_printed():
    typed = "Thu \u202e5.000\u202c \u20665\u2069 \u200f\u200eđồng\x00\x07\x1b\x85\ufeff."
    made = engine.render(sheet(Block("text", typed)))
    assert sentences(made) == []
    assert plain("Thu 5.000 5 đồng.") in plain(poppler_text(made.pdf))
    assert "\u202e" not in compose(sheet(Block("text", typed), title=typed), "leaflet", "screen").html


def test_half_of_a_letter_is_refused_in_words():
    with pytest.raises(ValueError, match="half of a letter"):
        sheet(Block("text", "chữ \ud800"))


def test_no_address_in_any_field_is_fetched(outside):
    for address in (
        f"http://127.0.0.1:{outside.port}/x",
        "file:///etc/passwd",
        f"//127.0.0.1:{outside.port}/x",
        "asset:../../../etc/passwd",
    ):
        markup = f'<img src="{address}"> url({address}) @import "{address}"; <link rel=stylesheet href="{address}"> {address}'
        cell = Block("table_cell", markup, {"row": 0, "column": 0, "header": True, "src": address, "style": f"background:url({address})"})
        made = engine.render(
            sheet(
                Block("text", markup), cell, Block("picture", markup, {"src": address}, alternative=markup, credit=markup),
                title=markup, summary=markup, address=address, qr_target=address, kicker=markup, issuer=markup, code=address,
            )
        )  # fmt: skip
        assert b"root:" not in made.pdf
        assert "root:x:0" not in poppler_text(made.pdf)
    assert not outside.called()


def test_drawing_that_asks_for_addresses_gets_none(outside):
    link = f"http://127.0.0.1:{outside.port}/x.png"
    svg = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="30" height="20">
      <style>@import url("{link}");</style><script href="{link}"/><image width="9" height="9" href="{link}"/>
      <image width="9" height="9" xlink:href="file:///etc/passwd"/><use href="{link}#a"/><rect width="9" height="9" fill="url({link}#b)"/></svg>"""
    made = engine.render(sheet(drawn(svg.encode(), "image/svg+xml")))
    assert b"root:" not in made.pdf
    assert "The text asks for an address from outside, which is never fetched: file:///etc/passwd." in sentences(made, WARN)
    assert not outside.called()


@pytest.mark.parametrize("entity", ['SYSTEM "file:///etc/passwd"', '"' + "ha" * 99 + '"'], ids=["file", "laughs"])
def test_drawing_with_entities_reads_no_file_and_does_not_swell(entity):
    rows = "".join(f'<!ENTITY a{row} "{f"&a{row - 1};" * 20}">' for row in range(1, 12))
    svg = f'<!DOCTYPE svg [<!ENTITY a0 {entity}>{rows}]><svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><text y="9">&a11;&a0;</text></svg>'
    before = warm()
    made = engine.render(sheet(drawn(svg.encode(), "image/svg+xml")))
    assert "root:x" not in poppler_text(made.pdf)
    assert resident() < before + GROWTH


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 64, "http://127.0.0.1/x", ""])
def test_picture_by_another_name_than_its_content_is_refused(name):
    shown = Block("picture", picture=Asset(name, "image/png", 9, 9, png(9, 9)), alternative="x")
    with pytest.raises(RenderFailed, match="not the one that was approved"):
        engine.render(sheet(shown))


@pytest.mark.parametrize("media_type", ['image/png"><script>', "image/../../x", "text/html", "image/x/../../etc/passwd", ""])
def test_kind_of_a_picture_leads_nowhere(media_type):
    made = engine.render(sheet(drawn(png(600, 400), media_type)))
    assert made.pages == 2
    assert b"root:" not in made.pdf


def test_block_that_the_layout_has_no_place_for_is_named():
    text = sheet(
        Block("heading", "Điều 1", key="h"), Block("text", "Một câu.", key="t"), Block("table_cell", "ô", {"row": 0, "column": 0}, key="c"),
        Block("table_cell", "ô", {"row": 0, "column": 1}, key="d"), summary="Một lời hứa.",
    )  # fmt: skip
    hidden = [finding for finding in engine.render(text, layout="poster_picture").findings if finding.kind == "hidden"]
    assert ("This layout has no place for what the text holds: cells of tables (2).", WARN) in [(one.sentence, one.level) for one in hidden]
    assert [finding.kind for finding in engine.render(text).findings if finding.kind in ("hidden", "left_out")] == []


def test_words_that_a_layout_takes_in_and_does_not_show_are_named():
    text = sheet(Block("text", "Thấy được.", key="a"), Block("text", "Không thấy.", key="b"), Block("text", "Cũng không.", key="c"))
    measured = {"blocks": [{"key": "title"}, {"key": "a"}]}
    found = preflight.judge(preflight.Sheet(text, layouts.get("leaflet"), variants.get("screen"), b"", measured))
    assert [one.sentence for one in found if one.kind == "left_out"] == [
        "2 pieces of the text are not shown on this layout, the first is: “Không thấy.”."
    ]


def printed_or_refused(text: Document) -> bool:
    try:
        return engine.render(text).pages > 0
    except RenderFailed as refusal:
        return "try again" in str(refusal) or "Split" in str(refusal)
