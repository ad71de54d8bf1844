"""The press inside the child: fonts and stylesheets parsed once, sheets laid out and written one after the other."""

import logging
import warnings
from dataclasses import dataclass, field

from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from . import drawn_paths, known_notes, limits, long_books, plain_styles, text_layer
from .fetcher import SCHEME, AssetFetcher
from .measure import measure
from .written_once import write_once

BLEED = "@page { bleed: 3mm }"  # what is cut off after printing: for the press alone
PDF_OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_identifier": True, "dpi": 300, "jpeg_quality": 85}

Image.MAX_IMAGE_PIXELS = limits.PIXELS // 2  # Pillow warns beyond it, and refuses beyond twice as many
warnings.simplefilter("ignore", Image.DecompressionBombWarning)


class TooManyPages(Exception):
    """The sheet has more sides than are ever printed at once."""


@dataclass
class Pressed:
    pdf: bytes
    pages: int
    warnings: list[str]
    refused: list[str]
    measured: dict


class Press:
    """One FontConfiguration for ever: a fresh one per sheet leaks 0.35 MB each and costs nine tenths of a leaflet."""

    def __init__(self, house: str, layouts: dict[str, str], assets: dict[str, bytes]):
        text_layer.install()
        drawn_paths.install()
        plain_styles.install()
        known_notes.install()
        long_books.install()
        self.assets = assets
        self.fonts = FontConfiguration()
        self.heard = Heard()
        fetcher = AssetFetcher(assets)
        self.house = self._sheet(house, fetcher)
        self.layouts = {name: self._sheet(css, fetcher) for name, css in layouts.items()}
        self.bleed = self._sheet(BLEED, fetcher)
        self.drawings = self._parsed_drawings(fetcher)
        if self.heard.lines:
            raise ValueError(f"The house stylesheets or fonts are wrong: {self.heard.lines[:3]}")

    def _sheet(self, css: str, fetcher: AssetFetcher) -> CSS:
        return CSS(string=css, font_config=self.fonts, url_fetcher=fetcher, base_url=SCHEME)

    def _parsed_drawings(self, fetcher: AssetFetcher) -> dict:
        """Our own art parsed once, by laying out a sheet that shows each."""
        images: dict = {}
        shown = "".join(f'<img alt="" src="{SCHEME}{name}">' for name in self.assets if name.endswith(".svg"))
        HTML(string=shown, base_url=SCHEME, url_fetcher=fetcher).render(font_config=self.fonts, cache=images)
        return images

    def lay_out(self, html: str, layout: str, pictures: dict[str, bytes], fetcher: AssetFetcher | None = None, *, bleed=False, multiple=1):
        """WeasyPrint's document: pages of boxes, nothing drawn yet, in a whole multiple of sides. `layout` names a folder of layouts."""
        fetcher = fetcher or AssetFetcher({**self.assets, **pictures})
        page = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
        sheets = [self.house, self.layouts[layout], *([self.bleed] if bleed else [])]
        options = {**PDF_OPTIONS, "stylesheets": sheets, "cache": dict(self.drawings)}
        return without_spare_pages(page.render(font_config=self.fonts, **options), multiple)

    def press(self, html: str, layout: str, pictures: dict[str, bytes], most_pages: int = limits.PAGES, **ways) -> Pressed:
        """The sheet as PDF, and what it is like. Raises TooManyPages."""
        self.heard.lines.clear()
        fetcher = AssetFetcher({**self.assets, **pictures})
        document = self.lay_out(html, layout, pictures, fetcher, **ways)
        if len(document.pages) > most_pages:
            raise TooManyPages(len(document.pages))
        measured = measure(document.pages).as_dict()
        pdf = document.write_pdf(finisher=write_once, **PDF_OPTIONS)
        heard, refused = list(dict.fromkeys(self.heard.lines)), list(dict.fromkeys(fetcher.refused))
        return Pressed(pdf, len(document.pages), heard, refused, measured)

    def measured(self, html: str, layout: str, pictures: dict[str, bytes], most_pages: int = limits.PAGES, **ways) -> Pressed:
        """What the sheet is like, without drawing it: half the work."""
        self.heard.lines.clear()
        document = self.lay_out(html, layout, pictures, **ways)
        if len(document.pages) > most_pages:
            raise TooManyPages(len(document.pages))
        return Pressed(b"", len(document.pages), list(dict.fromkeys(self.heard.lines)), [], measure(document.pages).as_dict())


def without_spare_pages(document, multiple: int):
    """`document` with just so many of its spare pages (sections marked data-spare) that its sides come in a whole `multiple`."""
    spare = [page for page in document.pages if is_spare(page)]
    if not spare:
        return document
    written = len(document.pages) - len(spare)
    dropped = {id(page) for page in spare[-written % multiple :]}
    return document.copy([page for page in document.pages if id(page) not in dropped])


def is_spare(page) -> bool:
    """Whether the first thing that flows on the page is a section marked data-spare; a watermark floats above it."""
    boxes = [page._page_box]
    while boxes:
        box = boxes.pop(0)
        if hasattr(box.element, "get") and box.element.get("data-spare") is not None:
            return True
        boxes += [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()][:1]
    return False


@dataclass
class Heard(logging.Handler):
    """Keeps what WeasyPrint warns of while a sheet is made."""

    lines: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(logging.WARNING)
        logger = logging.getLogger("weasyprint")
        logger.handlers, logger.propagate = [self], False

    def __hash__(self):
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage()[:300])
