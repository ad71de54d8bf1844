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
    waiting = [*getattr(box, "children", ())][::-1]
    while waiting:
        child = waiting.pop()
        yield child
        waiting += [*getattr(child, "children", ())][::-1]


def elements(document):
    """Every box that an element of the page made."""
    for page in document.pages:
        for box in descendants(page._page_box):
            if hasattr(box.element, "get"):
                yield box


def words_of(box) -> str:
    """The words of a box of text without what typesetting put in; nothing of any other box."""
    words = (box.text if type(box).__name__ == "TextBox" else "").replace("\u200b", "").replace("\u00a0", " ")
    return words if words.strip() else ""


def texts(document) -> list[Placed]:
    """Every stretch of text of a laid-out document."""
    found = []
    for number, page in enumerate(document.pages, 1):
        for box in descendants(page._page_box):
            if words := words_of(box):
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


def luminance(colour) -> float:
    """Relative luminance of an sRGB colour in parts of 255 (WCAG 2.2)."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in (part / 255 for part in colour[:3])]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrasts(document) -> dict[str, float]:
    """The contrast of every stretch of text with the nearest painted box that it stands in, white where there is none."""
    found = {}
    for page in document.pages:
        for box, ground in _with_grounds(page._page_box, (255, 255, 255)):
            found[box.text[:40]] = round(contrast(_parts(box.style["color"]), ground), 1)
    return found


def _with_grounds(box, ground):
    for child in getattr(box, "children", ()):
        colour = child.style["background_color"]
        below = _parts(colour) if not isinstance(colour, str) and colour.to("srgb").alpha == 1 else ground
        if type(child).__name__ == "TextBox" and child.text.strip("\u200b "):
            yield child, below
        yield from _with_grounds(child, below)


def _parts(colour) -> tuple[float, ...]:
    return tuple(part * 255 for part in colour.to("srgb").coordinates)
