"""Proof sheets: every letter of the house in every face, set by the real fence, read back as pixels by PDFium."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import pypdfium2
from django.conf import settings
from PIL import Image, ImageChops, ImageFilter, ImageOps

from kontum_ttdn.languages import registry
from kontum_ttdn.languages.graphemes import graphemes
from kontum_ttdn.languages.letters import palette
from kontum_ttdn.printing import fonts, specimen_texts
from kontum_ttdn.printing.fence.measure import script_of
from kontum_ttdn.printing.fence.pool import Fence, Order
from kontum_ttdn.printing.specimen import two_ways
from products.demo import DECLARED, declaration

from .shaped import EM, NEIGHBOURS, ink

SIZE = 36  # points
ACROSS, DOWN = 5, 9  # cells a sheet
WIDTH, HEIGHT = 42, 33  # mm a cell
STRAY = 0.005  # the share of ink that may lie more than two pixels off; letters that differ by one mark have 0.018 and more
PIXELS_A_MM = EM / SIZE * 72 / 25.4
FAMILIES = {"sans": "var(--sans)", "serif": "var(--serif)", "office": "'House Office'"}  # as the stylesheets ask for them
LOOKS = [(face.name, face.style, face.weight, FAMILIES[face.name.partition("-")[0]]) for face in fonts.FACES]
STYLE = f"""<style>
@page {{ size: 210mm 297mm; margin: 0 }}
.cell {{ position: absolute; width: {WIDTH}mm; height: {HEIGHT}mm; padding: 9mm 6mm; font-size: {SIZE}pt; line-height: 15mm; color: #000 }}
{"".join(f".{name} {{ font: {style} {weight} {SIZE}pt/15mm {families} }}" for name, style, weight, families in LOOKS)}
</style>"""


@dataclass(frozen=True)
class Cut:
    """One face of the house: its file, and the script it serves. `whole`: it serves every language of the script, else Vietnamese alone."""

    name: str
    file: Path
    script: str
    whole: bool

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters it has to have."""
        if self.whole:
            return letters_in(self.script)
        return tuple(letter for letter in letters("vi") if len(letter) == 1)  # what is stored is composed (languages/folding.py)


def cuts() -> list[Cut]:
    scripts = {fonts.LATIN: "Latn", fonts.OFFICE: "Latn", fonts.LAO: "Laoo", fonts.KHMER: "Khmr"}
    folder = settings.FONTS_DIR / "print"
    return [Cut(face.name, folder / f"{face.name}.ttf", scripts[face.letters], face.letters != fonts.OFFICE) for face in fonts.FACES]


@cache
def letters(code: str) -> tuple[str, ...]:
    """Every letter of a language that the house knows: the registry's in both cases, those of its keys, its stacks in both orders of typing,
    its vowels on a consonant, figures, signs, names, and all that its sourced texts are written with."""
    language = registry.get(code)
    single = [*language.letters_seen, *language.letters_rare, *(letter for key in palette(code) for letter in key)]
    single += specimen_texts.VIETNAMESE_STACKS if code == "vi" else ()
    stacks = [*specimen_texts.STACKS.get(language.script, ()), *(way for pair in two_ways(language) for way in pair)]
    vowels = [sign.replace("◌", NEIGHBOURS[language.script]) for sign in specimen_texts.VOWELS.get(language.script, ())]
    sample = specimen_texts.sentence(code)
    texts = [specimen_texts.DIGITS[language.script], specimen_texts.SIGNS, language.autonym, sample.text if sample else ""]
    texts += [*specimen_texts.PLACES, *specimen_texts.PEOPLES, *(declaration(code) if code in DECLARED else ())]
    every = [*single, *(letter.upper() for letter in single), *stacks, *vowels, *texts]
    return tuple(dict.fromkeys(letter for text in every for letter in graphemes(text) if letter.strip("\u200b \n\u00a0")))


def letters_in(script: str) -> tuple[str, ...]:
    """The letters of all nine languages that are written in `script`."""
    return tuple(dict.fromkeys(letter for code in registry.CODES for letter in letters(code) if script_of(letter) == script))


def printed(fence: Fence, shown: tuple[str, ...], cut: Cut, tag: str = "vi") -> tuple[bytes, list[Image.Image]]:
    """The PDF that shows `shown` in the face `cut`, one letter a cell, and the picture of each cell: 255 is ink."""
    pdf = fence.render(Order(_sheets(shown, cut.name, tag), "leaflet", {})).pdf
    return pdf, list(_cells(pdf, len(shown)))


def _sheets(shown: tuple[str, ...], face: str, tag: str) -> str:
    made = [f'<!doctype html><html lang="{tag}"><title>Proof</title>{STYLE}<body>']
    for number, letter in enumerate(shown):
        if number % (ACROSS * DOWN) == 0:
            made.append('</section><section class="sheet a4">' if number else '<section class="sheet a4">')
        column, row = _place(number)
        made.append(f'<div class="cell {face}" style="left:{column * WIDTH}mm;top:{row * HEIGHT}mm">{escape(letter)}</div>')
    return "".join(made)


def _place(number: int) -> tuple[int, int]:
    row, column = divmod(number % (ACROSS * DOWN), ACROSS)
    return column, row


def _cells(pdf: bytes, count: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    for number in range(count):
        if number % (ACROSS * DOWN) == 0:
            page = ImageOps.invert(document[number // (ACROSS * DOWN)].render(scale=EM / SIZE, grayscale=True).to_pil())
        column, row = _place(number)
        left, top = column * WIDTH * PIXELS_A_MM, row * HEIGHT * PIXELS_A_MM
        yield page.crop((int(left), int(top), int(left + WIDTH * PIXELS_A_MM), int(top + HEIGHT * PIXELS_A_MM)))


def stray(one: Image.Image, other: Image.Image) -> float:
    """The share of ink in either picture that the other has not within two pixels, both moved to the corner of their ink: 0 same, 1 strangers."""
    if not one.getbbox() or not other.getbbox():
        return float(one.getbbox() != other.getbbox())
    boxes = one.getbbox(), other.getbbox()
    width, height = (max(box[side + 2] - box[side] for box in boxes) + 10 for side in (0, 1))
    first, second = (
        picture.crop((box[0] - 5, box[1] - 5, box[0] - 5 + width, box[1] - 5 + height))
        for picture, box in zip((one, other), boxes, strict=True)
    )
    return max(_beyond(first, second), _beyond(second, first))


def _beyond(one: Image.Image, other: Image.Image) -> float:
    return ink(ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(5)))) / ink(one)
