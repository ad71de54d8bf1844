"""WeasyPrint is pinned for the function that text_layer.py wraps: should an upgrade move it, these fail."""

import pytest

from kontum_ttdn.printing import engine, specimen_texts
from kontum_ttdn.printing.document import Block, Document

from .pages import pdfium_text, plain, poppler_text


@pytest.mark.parametrize("read", [poppler_text, pdfium_text])
@pytest.mark.parametrize("code", ["vi", "lo", "km", "jra"])
def test_text_layer_equals_the_source(code, read):
    text = specimen_texts.sentence(code).text
    made = engine.render(Document(title="Tên", language=code, blocks=(Block("text", text),)))
    assert plain(text) in plain(read(made.pdf))


@pytest.mark.parametrize("read", [poppler_text, pdfium_text])
def test_text_layer_of_stacked_letters_equals_the_source(read):
    text = "ê̆ ô̆ ơ̆ ư̆ Ê̆ Ô̆ Ơ̆ Ư̆ mơdơ̆ djơ̆-glaĭ"
    assert plain(text) in plain(read(engine.render(Document(title="Tên", language="jra", blocks=(Block("text", text),))).pdf))
