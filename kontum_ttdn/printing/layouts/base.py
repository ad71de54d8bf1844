"""What every layout says of itself, and the words that all of them show."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kontum_ttdn.languages import registry as languages
from kontum_ttdn.languages.breaking import MAY_BREAK, with_break_marks
from kontum_ttdn.printing import flow
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.letters import visible_length

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Layout:
    """A way to lay a document out on paper, and the figures it promises to keep (tests and preflight hold it to them).

    `label` and `paper`: name and size in mm as the imprint writes them, in Vietnamese; `title`: its name on screens (a message of the
    catalogue); `sheet`: width and height in mm; `boxes`: the measured frames, by their data-box name, with the words a clerk knows them
    by (messages of the catalogue); `places`: the kinds of block it shows; `context`: what page.html needs beyond `base_context`.
    """

    name: str
    label: str
    title: str
    sheet: tuple[float, float]
    paper: str
    boxes: Mapping[str, str]
    places: tuple[str, ...]
    context: Callable[[Document], dict]
    files: str = ""  # the folder of its page.html and page.css, where that is not its name: several sizes share one folder
    format: str = ""  # a class on the root element, for page.css to tell the sizes apart
    body: float = 9.5  # points: no Latin body text is smaller
    letters: tuple[int, int] = (45, 75)  # in a full line of body text (median)
    beside: int = 0  # how many other languages stand beside the document's own
    official: bool = False  # it sets what only an official document has (Document.official), in Vietnamese
    inner: bool = False  # a paper for work on a text: never given to readers, never ordered of a product
    multiple: int = 1  # the sides come in so many: pages marked data-spare are dropped until that is so
    office: str = "same"  # what one A4 printer makes of it: same, 2-up, booklet, tiles or halves (see imposition/)
    folds: tuple[float, ...] = ()  # mm from the left of the first side; on its back they are mirrored. The press marks them

    @property
    def folder(self) -> Path:
        return HERE / (self.files or self.name)

    @property
    def css(self) -> str:
        return (self.folder / "page.css").read_text()


POSTERS = {"a2": ((420, 594), "42 × 59,4 cm"), "a1": ((594, 841), "59,4 × 84,1 cm")}


def larger(poster: Layout, format: str, *, title: str, body: float) -> Layout:
    """The A3 `poster` as A2 or A1, from the same folder: full-size tiles in an office."""
    sheet, paper = POSTERS[format]
    return replace(poster, name=f"{poster.name}_{format}", title=title, sheet=sheet, paper=paper, format=format, body=body, office="tiles")


def base_context(document: Document, layout: Layout) -> dict:
    """What every page needs: the language, the dress, the imprint and where the reader finds the rest."""
    return {
        "document": document,
        "name": " ".join(document.title.split()),  # in one line, for the head of the file and of the sides
        "tag": languages.get(document.language).tag,
        "dress": " ".join(filter(None, (f"of-{document.family}", document.band, layout.format))),
        "imprint": document.imprint,
        "paper": layout.paper,
        "languages": languages.LANGUAGES.values(),
        "code_line": " · ".join(filter(None, (document.code, document.language, document.edition_label, f"{layout.label} {layout.paper}"))),
    }


def cover_context(document: Document) -> dict:
    """The picture of the front: what shows it, what it says, who made it. Empty where a drawn landscape stands in its place."""
    cover = next((block for block in document.blocks if flow.is_cover(block) and block.picture), None)
    if cover is None:
        return {"hero": "", "hero_says": "", "hero_credit": ""}
    return {"hero": flow.picture_name(cover), "hero_says": cover.alternative, "hero_credit": cover.credit}


def step(text: str, steps: tuple[tuple[int, str], ...], longest: str = "longest") -> str:
    """The name of the first step that so many letters fit, for a class that sets long words smaller."""
    length = visible_length(text)
    return next((name for most, name in steps if length <= most), longest)


def one_line(text: str, most: int) -> str:
    """`text` in one line of at most `most` letters, cut between words; Lao and Khmer have theirs found for them."""
    line = " ".join(text.split())
    if visible_length(line) <= most:
        return line
    kept = ""
    for piece in re.split(f"(?<= )|{MAY_BREAK}", with_break_marks(line)):
        if visible_length(kept + piece) >= most:
            break
        kept += piece
    return f"{kept.rstrip() or line[: most - 1]}…"
