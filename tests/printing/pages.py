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
    size: float  # pt


def descendants(box):
    for child in getattr(box, "children", ()):
        yield child
        yield from descendants(child)


def texts(document) -> list[Placed]:
    """Every stretch of text of a laid-out document."""
    found = []
    for number, page in enumerate(document.pages, 1):
        for box in descendants(page._page_box):
            if type(box).__name__ == "TextBox" and box.text.strip("\u200b \u00a0"):
                left, top = box.position_x / MM, box.position_y / MM
                found.append(Placed(number, box.text.replace("\u200b", "").replace("\u00a0", " "), left, left + box.width / MM, top, top + box.height / MM, box.style["font_size"] * 0.75))
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
    return [
        (number, box) for number, page in enumerate(document.pages, 1) for box in descendants(page._page_box)
        if box.element is not None and box.element_tag != "html" and getattr(box.element, "get", lambda _: None)("data-box") == name
        and type(box).__name__ not in ("LineBox", "TextBox")
    ]  # fmt: skip
