"""The type specimen, A4: every letter and stacked sequence of a language in every face of the house, for a native reader to judge.

Of the document, headings open sections ("Vietnamese\\nEnglish"), list items are cells ("letters\\ncaption"; option "look": letter, stack
or name), quotes are sentences with their source, text is a note ("Vietnamese\\nEnglish").
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.printing.document import Block, Document
from kontum_ttdn.printing.layouts.base import Layout
from kontum_ttdn.printing.letters import visible_length


@dataclass
class Section:
    title: str
    english: str
    look: str = ""
    cells: list[tuple[str, str, str, bool]] = field(default_factory=list)  # letters, caption, language tag, many
    notes: list[tuple[str, str]] = field(default_factory=list)  # Vietnamese, English
    sentences: list[Block] = field(default_factory=list)


def context(document: Document) -> dict:
    sections: list[Section] = []
    for block in document.blocks:
        first, _newline, rest = block.text.partition("\n")
        if block.kind == "heading":
            sections.append(Section(first, rest))
        elif block.kind == "list_item":
            sections[-1].look = block.option("look", "letter")
            sections[-1].cells.append((first, rest, languages.get(block.language or document.language).tag, visible_length(first) > 3))
        elif block.kind == "quote":
            sections[-1].sentences.append(block)
        else:
            sections[-1].notes.append((first, rest))
    return {"sections": sections, "spoken": languages.get(document.language)}


LAYOUT = Layout(
    name="specimen", label="mẫu chữ", title=gettext_noop("Type specimen A4"), sheet=(210, 297), paper="21 × 29,7 cm",
    boxes={"name": gettext_noop("the name"), "sections": gettext_noop("the letters")},
    places=("heading", "list_item", "quote", "text"), context=context,
)  # fmt: skip
LAYOUTS = (LAYOUT,)
