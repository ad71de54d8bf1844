"""The colours of a whole PDF made into others: in every content stream, pattern, gradient, mask and picture, each once.

It knows what WeasyPrint writes: RGB, grey and CMYK by device, tiling patterns, gradients of interpolated functions, soft masks. Anything else
is refused (CannotRecolour), so that no colour slips through unseen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pikepdf
from pikepdf import ContentStreamInstruction as Said
from pikepdf import Dictionary, Name, Operator
from PIL import Image

from .pictures import CannotRecolour, repaint
from .sheets import drop

RGB = tuple[float, float, float]
Ink = tuple[float, ...]  # one part: grey, 1 is white; four: cyan, magenta, yellow, black, 1 is full
DEVICE = ("g", "G", "rg", "RG", "k", "K")
SPACES = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK")
PAINTING = ("scn", "sc", "SCN", "SC")
SHOWN = ("BT", "ET")
RULES = (["w", "m", "l", "S"], ["re", "re", "f*"])  # how a border is drawn: as a line, or as the frame between two boxes


@dataclass(frozen=True)
class Inks:
    """What colours become: `space` of the new ones, `ink` of an RGB colour, `picture` of an image.

    Where they are given, `rule` is the ink of an RGB colour for borders, and `text` that of all words; `keep_cmyk`: what is ink already stays.
    """

    space: Name
    ink: Callable[[RGB], Ink]
    picture: Callable[[Image.Image], Image.Image]
    rule: Callable[[RGB], Ink] | None = None
    text: Ink | None = None
    keep_cmyk: bool = False


MASK = Inks(Name.DeviceGray, lambda rgb: (luminance(rgb),), lambda image: image.convert("L"))  # a soft mask is how much, not which colour


def luminance(rgb: RGB) -> float:
    """How light a colour is, 0 to 1, as a grey of its own encoding (ITU-R BT.601, as Pillow's greys)."""
    red, green, blue = rgb
    return 0.299 * red + 0.587 * green + 0.114 * blue


def recolour(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Every page of `pdf` in `inks`."""
    painter = Painter(pdf, inks, set())
    for page in pdf.pages:
        painter.resources(page.obj.get("/Resources"))
        page.obj.Contents = pdf.make_stream(painter.content(page))
        painter.group(page.obj)


@dataclass
class Painter:
    pdf: pikepdf.Pdf
    inks: Inks
    done: set[tuple[int, int]]

    def resources(self, resources: Dictionary | None) -> None:
        if resources is None or self._seen(resources):
            return
        for drawn in resources.get("/XObject", {}).values():
            self.drawn(drawn)
        for pattern in resources.get("/Pattern", {}).values():
            self.pattern(pattern)
        for shading in resources.get("/Shading", {}).values():
            self.shading(shading)
        for state in resources.get("/ExtGState", {}).values():
            mask = state.get("/SMask")
            if isinstance(mask, Dictionary):
                Painter(self.pdf, MASK, self.done).drawn(mask.G)
        drop(resources, "/ColorSpace")  # the Lab spaces that WeasyPrint always names; using one is refused below

    def drawn(self, drawn: pikepdf.Stream) -> None:
        """A form or a picture."""
        if self._seen(drawn):
            return
        if drawn.Subtype == Name.Image:
            repaint(drawn, self.inks.space, self.inks.picture)
        else:
            self.form(drawn)

    def form(self, form: pikepdf.Stream) -> None:
        self.resources(form.get("/Resources"))
        form.write(self.content(form))
        self.group(form)

    def pattern(self, pattern: pikepdf.Object) -> None:
        if self._seen(pattern):
            return
        if pattern.PatternType == 2:
            self.shading(pattern.Shading)
        else:
            self.form(pattern)

    def shading(self, shading: Dictionary) -> None:
        if self._seen(shading):
            return
        if str(shading.ColorSpace) not in SPACES:
            raise CannotRecolour(f"A gradient in {shading.ColorSpace} cannot be recoloured.")
        self._function(shading.Function)
        shading.ColorSpace = self.inks.space

    def _function(self, function: Dictionary) -> None:
        if self._seen(function):
            return
        if function.FunctionType == 3:
            for part in function.Functions:
                self._function(part)
        elif function.FunctionType == 2:
            for end in (Name.C0, Name.C1):
                function[end] = [Decimal(f"{part:.4f}") for part in self.made([float(value) for value in function[end]])]
        else:
            raise CannotRecolour(f"A gradient by a function of type {function.FunctionType} cannot be recoloured.")

    def group(self, drawn: pikepdf.Object) -> None:
        if "/Group" in drawn and "/CS" in drawn.Group:
            drawn.Group.CS = self.inks.space

    def made(self, parts: list[float], *, rule: bool = False) -> Ink:
        """The new colour for one of one, three or four parts."""
        if len(parts) == 4 and self.inks.keep_cmyk:
            return tuple(parts)
        ink = self.inks.rule if rule and self.inks.rule else self.inks.ink
        return tuple(min(1.0, max(0.0, part)) for part in ink(rgb_of(parts)))

    def content(self, stream: pikepdf.Object) -> bytes:
        return pikepdf.unparse_content_stream(Content(self).rewritten(pikepdf.parse_content_stream(stream)))

    def _seen(self, known: pikepdf.Object) -> bool:
        """Whether it was met before; what stands directly in its owner is met but once."""
        if not known.is_indirect:
            return False
        seen = known.objgen in self.done
        self.done.add(known.objgen)
        return seen


class Content:
    """One content stream: its colour operators rewritten, and its words in the ink of text."""

    def __init__(self, painter: Painter):
        self.painter = painter
        self.spaces = {True: "/DeviceGray", False: "/DeviceGray"}  # of strokes and of fills
        self.colours: dict[bool, tuple] = {True: (), False: ()}  # the instructions that set them
        self.parts: dict[bool, list[float]] = {True: [], False: []}  # what they were; empty: nothing set, or a pattern
        self.stack: list[tuple[dict, dict, dict]] = []
        self.in_text = False
        self.made: list = []

    def rewritten(self, instructions) -> list:
        operators = [str(said.operator) for said in instructions]
        ends: dict[int, bool] = {}  # where borders end, and whether they are strokes
        for at, (said, operator) in enumerate(zip(instructions, operators, strict=True)):
            if operator in DEVICE:
                self.paint(said.operands, operator.isupper())
                continue
            if way := next((way for way in RULES if operators[at : at + len(way)] == way), None):
                ends |= self.rule(at + len(way) - 1, way[-1].isupper())
            self.take(said, operator)
            if at in ends:
                self.made += self.colours[ends[at]]
        return self.made

    def rule(self, end: int, stroke: bool) -> dict[int, bool]:
        """The ink of a border, whose colour may have been set long before, for words or for a field; what was set comes back at `end`."""
        if self.painter.inks.rule is None or not self.parts[stroke]:
            return {}
        self.made.append(instruction(self.painter.made(self.parts[stroke], rule=True), stroke))
        return {end: stroke}

    def take(self, said, operator: str) -> None:
        if operator == "INLINE IMAGE":
            raise CannotRecolour("A picture inside a content stream cannot be recoloured.")
        if operator in ("cs", "CS"):
            self.space(said, operator == "CS")
        elif operator in PAINTING:
            self.special(said, operator.isupper())
        elif operator in SHOWN and self.painter.inks.text is not None:
            self.text(said, operator == "BT")
        else:
            self.saved(operator)
            self.made.append(said)

    def saved(self, operator: str) -> None:
        if operator == "q":
            self.stack.append((dict(self.spaces), dict(self.colours), dict(self.parts)))
        elif operator == "Q" and self.stack:
            self.spaces, self.colours, self.parts = self.stack.pop()

    def paint(self, operands, stroke: bool) -> None:
        self.parts[stroke] = [float(part) for part in operands]
        self._set(stroke, instruction(self.painter.made(self.parts[stroke]), stroke))

    def space(self, said, stroke: bool) -> None:
        name = str(said.operands[0])
        if name not in SPACES and name != "/Pattern":
            raise CannotRecolour(f"A colour of the space {name} cannot be recoloured.")
        self.spaces[stroke] = name

    def special(self, said, stroke: bool) -> None:
        if self.spaces[stroke] == "/Pattern":
            self.parts[stroke] = []
            self._set(stroke, Said([Name.Pattern], Operator("CS" if stroke else "cs")), said)
        else:
            self.paint(said.operands, stroke)

    def text(self, said, begins: bool) -> None:
        """Colours set for words are put off until the words are done."""
        self.in_text = begins
        self.made.append(said)
        for stroke in (True, False):
            self.made += [instruction(self.painter.inks.text, stroke)] if begins else self.colours[stroke]

    def _set(self, stroke: bool, *said) -> None:
        self.colours[stroke] = said
        if not self.in_text:
            self.made += said


@lru_cache(maxsize=4096)
def instruction(ink: Ink, stroke: bool) -> Said:
    """The operator that sets it."""
    name = {1: "g", 3: "rg", 4: "k"}[len(ink)]
    return Said([Decimal(f"{part:.4f}".rstrip("0").rstrip(".") or "0") for part in ink], Operator(name.upper() if stroke else name))


def rgb_of(parts: list[float]) -> RGB:
    """The RGB colour of a device colour of one, three or four parts."""
    if len(parts) == 1:
        return (parts[0],) * 3
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return tuple(parts)
