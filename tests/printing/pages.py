"""Reading PDFs and pages of boxes, as the tests of this folder need it."""

import re
import subprocess
from dataclasses import dataclass

import pypdfium2

MM = 96 / 25.4
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\x02\ufffe]")


def poppler_text(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def pdfium_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def plain(text: str) -> str:
    """Without white space, which line ends change, and without invisible marks."""
    return re.sub(r"\s", "", INVISIBLE.sub("", text))


@dataclass(frozen=True)
class Placed:
    """A stretch of text on its page, in mm from the corner, without what typesetting put in."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float


def descendants(box):
    for child in getattr(box, "children", ()):
        yield child
        yield from descendants(child)


def elements(document):
    """Every box that an element of the page made."""
    for page in document.pages:
        for box in descendants(page._page_box):
            if hasattr(box.element, "get"):
                yield box


def texts(document) -> list[Placed]:
    """Every stretch of text of a laid-out document."""
    found = []
    for number, page in enumerate(document.pages, 1):
        for box in descendants(page._page_box):
            words = (box.text if type(box).__name__ == "TextBox" else "").replace("\u200b", "").replace("\u00a0", " ")
            if words.strip():
                left, top = box.position_x / MM, box.position_y / MM
                found.append(Placed(number, words, left, left + box.width / MM, top, top + box.height / MM))
    return found


def lines_wider_than_their_column(document) -> list[str]:
    found = []
    for page in document.pages:
        for block in descendants(page._page_box):
            if type(block).__name__ != "BlockBox":
                continue
            right = block.content_box_x() + block.width + 1
            for line in (child for child in block.children if type(child).__name__ == "LineBox"):
                words = [box for box in descendants(line) if type(box).__name__ == "TextBox" and box.text.strip("\u200b ")]
                if words and max(box.position_x + box.width for box in words) > right:
                    found.append("".join(box.text for box in words))
    return found


def frames(document, name: str) -> list[tuple[int, object]]:
    """The boxes marked data-box=`name`, with their pages."""
    pages = {id(box): number for number, page in enumerate(document.pages, 1) for box in descendants(page._page_box)}
    named = [box for box in elements(document) if box.element.get("data-box") == name]
    return [(pages[id(box)], box) for box in named if type(box).__name__ not in ("LineBox", "TextBox")]
