"""The letter poster of a language: its letters as sources show them, one a cell, for a wall; what they are is said on it."""

from collections.abc import Iterator

from kontum_ttdn.languages import registry as languages

from . import specimen_texts as texts
from .document import Block, Document

CODES = {
    "vi": "chu-viet", "sed": "chu-xe-dang", "bdq": "chu-bahnar", "jra": "chu-jrai", "en": "chu-anh", "lo": "chu-lao", "km": "chu-khmer",
}  # fmt: skip
FAMILIES = {"sed": "indigo", "bdq": "forest", "jra": "basalt", "lo": "indigo", "km": "forest"}
BANDS = {"sed": "zigzag-twill", "bdq": "lozenge-chain", "jra": "stepped-peak", "lo": "star-and-bar", "km": "zigzag-twill"}
READING, READING_EN = "Tập đọc ·", "To read aloud"


def letter_poster(code: str) -> Document:
    """The letters of the language `code` as a document for the layout "letters".

    KeyError for an unknown language, ValueError for one whose letters no source has shown.
    """
    language = languages.get(code)
    if not language.letters_seen:
        raise ValueError(f"No reference for the letters of {language.name_en} was found: there is nothing to put on a poster.")
    number = len(language.letters_seen)
    return Document(
        title=language.autonym, language=code, kicker=f"{number} chữ", issuer=f"{number} letters",
        blocks=(*_cells(language), *_sample(code), Block("text", f"Nguồn: {language.reference}.\nSource: {language.reference}.")),
        code=CODES[code], family=FAMILIES.get(code, "basalt"), band=BANDS.get(code, "stepped-peak"),
    )  # fmt: skip


def _cells(language) -> Iterator[Block]:
    for letter in language.letters_seen:
        capital = letter[0].upper() + letter[1:]
        yield Block("list_item", f"{letter}\n{capital if capital != letter else ''}")


def _sample(code: str) -> Iterator[Block]:
    if found := texts.sentence(code):
        yield Block("quote", f"{READING}\n{READING_EN}\n{found.text}", credit=found.source)
