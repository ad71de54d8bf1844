"""A text layer that can be searched, copied and read aloud for Khmer, Lao and stacked marks.

WeasyPrint 70.0 writes one ToUnicode entry a glyph, so 10-15 % of Khmer comes out of the PDF in the wrong order. Saying the text of such a
box as /ActualText makes it exact in poppler, MuPDF and PDFium. This wraps a private function: WeasyPrint is pinned exactly, and
tests/printing/test_text_layer.py compares the text layer with the source, so that an upgrade that moves the function fails loudly.
"""

import re

import pydyf
from weasyprint.draw import text as drawing

NEEDS_ACTUAL_TEXT = re.compile("[\u1780-\u17ff\u19e0-\u19ff\u0e80-\u0eff\u0300-\u036f\u00a0]")
PUT_IN = str.maketrans({"\u200b": None, "\u2060": None, "\u00a0": " "})  # by typesetting: a reader searches for what was written
draw_plainly = drawing.draw_first_line


def draw_with_actual_text(stream, textbox, text_overflow, *rest, **options):
    text = textbox.text or ""
    if text_overflow == "ellipsis" or not NEEDS_ACTUAL_TEXT.search(text):
        return draw_plainly(stream, textbox, text_overflow, *rest, **options)
    said = ("\ufeff" + text.translate(PUT_IN)).encode("utf-16-be").hex()
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": f"<{said}>"}))
    try:
        return draw_plainly(stream, textbox, text_overflow, *rest, **options)
    finally:
        stream.end_marked_content()


def install() -> None:
    drawing.draw_first_line = draw_with_actual_text
