"""Which line is the title, and which bold lines are headings where a document uses no styles."""

from dataclasses import replace

from django.utils.translation import gettext as _

from kontum_ttdn.languages.graphemes import shorten

from .lines import heading_level, numbered_depth
from .shapes import ImportedBlock, Kind, Notes

TITLE_LETTERS = 250
BOLD_HEADING_LETTERS = 150
KIND_OF_DOCUMENT_WORDS = 3  # «KẾ HOẠCH», «THÔNG BÁO»: the next centred line says of what


def guess_headings(blocks: list[ImportedBlock], notes: Notes) -> list[ImportedBlock]:
    """Short lines wholly in bold as headings: the first centred ones as level 1, the title; the others as level 2."""
    made, seen_heading = [], False
    parted = any(block.options.get("bold") and numbered_depth(block.text) == 1 for block in blocks)
    for block in blocks:
        bold = (
            block.kind == Kind.TEXT
            and block.options.get("bold")
            and len(block.text) <= BOLD_HEADING_LETTERS
            and "\n" not in block.text.strip()
        )
        if not bold:
            made.append(block)
            continue
        is_title = block.options.get("centred") and not seen_heading
        before = made[-1] if made else None
        if block.options.get("centred") and before is not None and before.options.get("level") == 1 and _names_a_kind(before.text):
            made[-1] = replace(before, text=f"{before.text} {block.text}")
            continue
        seen_heading = True
        made.append(
            replace(block, kind=Kind.HEADING, options={**block.options, "level": 1 if is_title else heading_level(block.text, parted)})
        )
    if seen_heading:
        notes.add(_("The document uses no heading styles: short bold lines were taken as headings. Please check them."))
    return made


def _names_a_kind(text: str) -> bool:
    return len(text.split()) <= KIND_OF_DOCUMENT_WORDS and text == text.upper()


def could_be_title(text: str) -> bool:
    """A line short enough for a title, that does not end as a sentence does."""
    return len(text) <= TITLE_LETTERS and text[-1] not in ".:;,"


def take_title(blocks: list[ImportedBlock], styled: str) -> tuple[str, list[ImportedBlock]]:
    """(title, the other blocks): the styled title, else the only heading of level 1, else a short first line; else the first words."""
    if styled:
        return shorten(styled, TITLE_LETTERS), blocks
    tops = [at for at, block in enumerate(blocks) if block.kind == Kind.HEADING and block.options["level"] == 1]
    at = tops[0] if len(tops) == 1 else 0  # several chapters: none of them is the title
    if blocks and (len(tops) == 1 or (blocks[0].kind == Kind.TEXT and could_be_title(blocks[0].text))):
        return shorten(blocks[at].text, TITLE_LETTERS), blocks[:at] + blocks[at + 1 :]
    first = next((block.text for block in blocks if block.text), "")
    return shorten(first.replace("\n", " "), TITLE_LETTERS // 2), blocks
