"""What a reader finds, copies and hears is what was written. WeasyPrint is pinned for the function that text_layer.py wraps: should an
upgrade move it, these fail."""

from bisect import bisect_left

import pytest

from kontum_ttdn.printing import engine, layouts, specimen_texts
from kontum_ttdn.printing.document import Block, Document

from .pages import pdfium_text, plain, poppler_text
from .samples import LANGUAGES, SAMPLES, SET_IN, declared

READERS = (poppler_text, pdfium_text)
PIECES = 3  # a paragraph may go on in the next column or on the next page
FOLDERS = [name for name, way in layouts.LAYOUTS.items() if name in SAMPLES and name == way.folder.name]
EACH = [(layout, code) for layout in FOLDERS for code in SET_IN.get(layout, LANGUAGES)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_text_layer_of_the_whole_declaration_equals_the_source(code):
    document = declared(code)
    assert unsaid([block.text for block in document.blocks], engine.render(document).pdf) == []


@pytest.mark.parametrize(("layout", "code"), EACH)
def test_text_layer_of_each_layout_says_every_block_that_it_shows(layout, code):
    document = SAMPLES[layout](code)
    made = engine.render(document, layout=layout)
    versions = {version.language: version for version in (document, *document.beside)}
    shown = [placed["key"].partition(" ") for placed in made.measured["blocks"]]
    assert unsaid([words(versions[language or code], key) for key, _space, language in shown], made.pdf) == []


@pytest.mark.parametrize("read", READERS)
def test_text_layer_of_the_jarai_sample_equals_the_source(read):
    text = specimen_texts.sentence("jra").text
    assert plain(text) in plain(read(sheet("jra", text)))


@pytest.mark.parametrize("read", READERS)
def test_text_layer_of_stacked_letters_equals_the_source(read):
    text = "ê̆ ô̆ ơ̆ ư̆ Ê̆ Ô̆ Ơ̆ Ư̆ mơdơ̆ djơ̆-glaĭ"
    assert plain(text) in plain(read(sheet("jra", text)))


def sheet(code: str, text: str) -> bytes:
    return engine.render(Document(title="Tên", language=code, blocks=(Block("text", text),))).pdf


def words(document: Document, key: str) -> str:
    return {"title": document.title, "summary": document.summary}.get(key) or document.said(key)


def unsaid(texts: list[str], pdf: bytes) -> list[str]:
    """Which of `texts` the PDF does not say to one of the readers."""
    layers = [plain(read(pdf)) for read in READERS]
    return [text for text in texts if not all(is_said(plain(text), layer) for layer in layers)]


def is_said(text: str, layer: str) -> bool:
    """Whether `layer` has all of `text` in its order, in at most PIECES pieces."""
    for _piece in range(PIECES):
        if text in layer:
            return True
        taken = bisect_left(range(len(text)), True, key=lambda end: text[: end + 1] not in layer)
        text, layer = text[taken:], layer[layer.index(text[:taken]) + taken :]
    return False
