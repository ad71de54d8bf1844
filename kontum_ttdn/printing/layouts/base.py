"""What every layout says of itself, and the words that all of them show."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.printing.document import Document

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Layout:
    """A way to lay a document out on paper.

    `sheet`: width and height in mm; `paper`: the same as an imprint writes it; `boxes`: the measured frames, by their data-box name;
    `places`: the kinds of block it shows; `context`: what page.html needs of a document beyond `base_context`.
    """

    name: str
    label: str
    sheet: tuple[float, float]
    paper: str
    boxes: tuple[str, ...]
    places: tuple[str, ...]
    context: Callable[[Document], dict]

    @property
    def folder(self) -> Path:
        return HERE / self.name

    @property
    def css(self) -> str:
        return (self.folder / "page.css").read_text()


def base_context(document: Document, layout: Layout) -> dict:
    """What every page needs: the language, the dress, the imprint and where the reader finds the rest."""
    return {
        "document": document,
        "name": " ".join(document.title.split()),  # in one line, for the head of the file and of the sides
        "tag": languages.get(document.language).tag,
        "dress": f"of-{document.family} {document.band}",
        "imprint": document.imprint,
        "paper": layout.paper,
        "languages": languages.LANGUAGES.values(),
        "code_line": " · ".join(filter(None, (document.code, document.language, document.edition_label, f"{layout.label} {layout.paper}"))),
    }


def visible_length(text: str) -> int:
    """Letters as wide as they are set: marks above and below take no room, nor does a Khmer letter under another."""
    marks = sum(unicodedata.category(letter) in ("Mn", "Cf") for letter in text)
    return len(text) - marks - text.count("\u17d2")
