"""What a laid-out sheet is like, read from WeasyPrint's boxes before they are drawn: how full, how small, how near the edge.

Lengths are in millimetres from the corner of the trimmed page, sizes of type in points. Everything is plain data, for the parent to judge.
"""

import statistics
from dataclasses import asdict, dataclass, field

from kontum_ttdn.printing.letters import visible_length

MM = 96 / 25.4  # CSS pixels
POINT = 96 / 72
SLACK = 0.5  # pixels that rounding may add
WATERMARK = "watermark"  # the class of what says that a proof is a proof
MARKS = str.maketrans({"\u200b": None, "\u2060": None})


@dataclass
class Frame:
    """A box marked data-box. `bound`: its height is given, so words can be too long for it; `used`: the share they fill.

    A box that grows with its words says by data-room how high, in mm, it may become; that is its height here.
    """

    name: str
    page: int
    left: float
    top: float
    width: float
    height: float
    bound: bool
    lines: int = 0
    over: int = 0  # lines that end below the box
    bottom: float = 0  # where the words end

    @property
    def used(self) -> float:
        return round((self.bottom - self.top) / self.height, 3) if self.height and self.lines else 0.0


@dataclass
class Placed:
    """The words of one block (data-block): which frame and page they begin in, and how many lines they take."""

    key: str
    page: int
    frame: str
    lines: int = 0


@dataclass
class Image:
    """A picture as placed. `dots` per inch: None where it is drawn in lines."""

    name: str
    page: int
    left: float
    top: float
    width: float
    height: float
    dots: float | None


@dataclass
class Measured:
    """All that preflight, the editor and the tests ask of a sheet."""

    pages: list[tuple[float, float]] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    blocks: list[Placed] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    smallest: dict[str, tuple[float, int, str]] = field(default_factory=dict)  # script: points, page, words
    outside: list[tuple[int, str]] = field(default_factory=list)  # words nearer to the edge than the safe area
    wide: list[tuple[int, str]] = field(default_factory=list)  # lines wider than their column
    off_corner: list[int] = field(default_factory=list)  # pages whose sheet does not begin at the corner
    hairline: float | None = None  # points: the thinnest rule
    body: float | None = None  # points: the smallest body text in Latin letters
    letters: float | None = None  # in a full line of body text, the median

    def as_dict(self) -> dict:
        made = asdict(self)
        for frame, row in zip(self.frames, made["frames"], strict=True):
            row["used"] = frame.used
        return made


def measure(pages, safe: float = 5) -> Measured:
    """Walk the boxes of WeasyPrint's `pages` once. `safe`: mm inside the trim where words must stay."""
    return Walk(safe).over(pages)


class Walk:
    """One walk over all boxes; what holds for a stretch of the tree is handed down as arguments."""

    def __init__(self, safe: float):
        self.safe = safe * MM
        self.found = Measured()
        self.line_lengths: list[int] = []
        self.placed: dict[tuple[str, str], Placed] = {}

    def over(self, pages) -> Measured:
        for number, page in enumerate(pages, 1):
            box = page._page_box
            self.page, self.width, self.height = number, box.margin_width(), box.margin_height()
            self.found.pages.append((round(self.width / MM, 2), round(self.height / MM, 2)))
            for child in box.children:
                self.visit(child, None, None, None)
        if self.line_lengths:
            self.found.letters = statistics.median(self.line_lengths)
        self.found.blocks = list(self.placed.values())
        return self.found

    def visit(self, box, frame: Frame | None, block: Placed | None, column) -> None:
        box = getattr(box, "_box", box)  # what is taken out of the flow leaves a stand-in in its place
        kind, element = type(box).__name__, box.element
        if WATERMARK in classes(box):
            return  # it runs over the sheet and is none of its words; it is turned when it is drawn, so its place here is not where it shows
        if kind == "TextBox":
            self.text(box, column)
            return
        if kind == "LineBox":
            self.line(box, frame, block)
        elif element is not None and hasattr(element, "get") and box.element_tag == element.tag:  # not ::before, not an anonymous box
            frame = self.frame(box, element) or frame
            block = self.block(element, frame) or block
            self.sheet(box, element)
            self.rules(box)
            if element.tag == "img" and "Replaced" in kind:
                self.image(box, element)
        if kind == "BlockBox":
            column = box
            self.paragraph(box)
        for child in getattr(box, "children", ()):
            self.visit(child, frame, block, column)

    def frame(self, box, element) -> Frame | None:
        name = element.get("data-box")
        if not name:
            return None
        style = box.style
        room = element.get("data-room")
        fixed = style["position"] == "absolute" and (style["height"] != "auto" or "auto" not in (style["top"], style["bottom"]))
        left, top, width, height = box.position_x, box.position_y, box.margin_width(), float(room) * MM if room else box.margin_height()
        made = Frame(name, self.page, *(round(length / MM, 2) for length in (left, top, width, height)), bool(room) or fixed)
        self.found.frames.append(made)
        return made

    def block(self, element, frame: Frame | None) -> Placed | None:
        key = element.get("data-block")
        if not key:
            return None
        language = element.get("data-language") or ""
        return self.placed.setdefault((key, language), Placed(f"{key} {language}".strip(), self.page, frame.name if frame else ""))

    def line(self, box, frame: Frame | None, block: Placed | None) -> None:
        if not words(box, blocks=False).strip("\u200b \u00a0\n"):
            return
        if block:
            block.lines += 1
        if frame and frame.page == self.page:
            end = (box.position_y + box.height) / MM
            frame.lines += 1
            frame.bottom = max(frame.bottom, round(end, 2))
            frame.over += frame.bound and end > frame.top + frame.height + SLACK / MM

    def paragraph(self, box) -> None:
        """Full lines of body text: how many letters they hold."""
        if "text" not in (box.element.get("class") or "").split() if hasattr(box.element, "get") else True:
            return
        lines = [words(child).strip() for child in box.children if type(child).__name__ == "LineBox"]
        if len(lines) > 2:
            self.line_lengths += [visible_length(line) for line in lines[:-1]]

    def text(self, box, column) -> None:
        said = box.text.translate(MARKS).strip("\u00a0 \n")
        if not said:
            return
        size = round(box.style["font_size"] / POINT, 2)
        script = script_of(said)
        if size < self.found.smallest.get(script, (999,))[0]:
            self.found.smallest[script] = (size, self.page, said[:60])
        if script == "Latn" and "text" in classes(column) and not is_call(box) and (self.found.body is None or size < self.found.body):
            self.found.body = size
        left, right, top, bottom = box.position_x, box.position_x + box.width, box.position_y, box.position_y + box.height
        low, high = self.safe - 1, self.safe - 1
        if left < low or top < low or right > self.width - high or bottom > self.height - high:
            self.found.outside.append((self.page, said[:60]))
        if column is not None and right > column.content_box_x() + column.width + 1:
            self.found.wide.append((self.page, said[:60]))

    def sheet(self, box, element) -> None:
        if "sheet" in (element.get("class") or "").split() and abs(box.position_x) + abs(box.position_y) > 0.1:
            self.found.off_corner.append(self.page)

    def rules(self, box) -> None:
        shared = 2 if "Table" in type(box).__name__ and box.style["border_collapse"] == "collapse" else 1  # neighbours draw half of it each
        for side in ("top", "right", "bottom", "left"):
            width = getattr(box, f"border_{side}_width", 0) * shared / POINT
            if width and (self.found.hairline is None or width < self.found.hairline):
                self.found.hairline = round(width, 3)

    def image(self, box, element) -> None:
        drawn = box.replacement
        width, height = getattr(drawn, "width", None), getattr(drawn, "height", None)
        dots = None
        if type(drawn).__name__ == "RasterImage" and width and height and box.width and box.height:
            ways = (box.width / width, box.height / height)
            scale = max(ways) if box.style["object_fit"] == "cover" else min(ways)
            dots = round(96 / scale, 1)
        name = (element.get("src") or "").removeprefix("asset:")
        place = (box.content_box_x(), box.content_box_y(), box.width, box.height)
        self.found.images.append(Image(name, self.page, *(round(length / MM, 2) for length in place), dots))


def words(box, *, blocks: bool = True) -> str:
    """The text of a line, without what typesetting put in; `blocks`: also of blocks set in the line, which have lines of their own."""
    if type(box).__name__ == "TextBox":
        return box.text.translate(MARKS)
    inner = (child for child in getattr(box, "children", ()) if blocks or type(child).__name__ != "InlineBlockBox")
    return "".join(words(child, blocks=blocks) for child in inner)


def classes(box) -> list[str]:
    return (box.element.get("class") or "").split() if box is not None and hasattr(box.element, "get") else []


def is_call(box) -> bool:
    """Whether it is the raised number of a footnote."""
    return (box.element_tag or "").endswith("::footnote-call")


def script_of(text: str) -> str:
    """Laoo or Khmr where one such letter is in it, else Latn."""
    for letter in text:
        if "\u0e80" <= letter <= "\u0eff":
            return "Laoo"
        if "\u1780" <= letter <= "\u17ff":
            return "Khmr"
    return "Latn"
