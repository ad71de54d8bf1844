"""The press inside the child: fonts and stylesheets parsed once, sheets laid out and written one after the other."""

import logging
from dataclasses import dataclass, field

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from . import limits, text_layer
from .fetcher import SCHEME, AssetFetcher

PDF_OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_identifier": True, "dpi": 300, "jpeg_quality": 85}


class TooManyPages(Exception):
    """The sheet has more sides than are ever printed at once."""


@dataclass
class Pressed:
    pdf: bytes
    pages: int
    warnings: list[str]
    refused: list[str]


class Press:
    """One FontConfiguration for ever: a fresh one per sheet leaks 0.35 MB each and costs nine tenths of a leaflet."""

    def __init__(self, house: str, layouts: dict[str, str], assets: dict[str, bytes]):
        text_layer.install()
        self.assets = assets
        self.fonts = FontConfiguration()
        self.heard = Heard()
        fetcher = AssetFetcher(assets)
        self.house = self._sheet(house, fetcher)
        self.layouts = {name: self._sheet(css, fetcher) for name, css in layouts.items()}
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

    def lay_out(self, html: str, layout: str, pictures: dict[str, bytes], fetcher: AssetFetcher | None = None):
        """WeasyPrint's document: pages of boxes, nothing drawn yet."""
        fetcher = fetcher or AssetFetcher({**self.assets, **pictures})
        page = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
        options = {**PDF_OPTIONS, "stylesheets": [self.house, self.layouts[layout]], "cache": dict(self.drawings)}
        return page.render(font_config=self.fonts, **options)

    def press(self, html: str, layout: str, pictures: dict[str, bytes], most_pages: int = limits.PAGES) -> Pressed:
        self.heard.lines.clear()
        fetcher = AssetFetcher({**self.assets, **pictures})
        document = self.lay_out(html, layout, pictures, fetcher)
        if len(document.pages) > most_pages:
            raise TooManyPages(len(document.pages))
        pdf = document.write_pdf(**PDF_OPTIONS)
        return Pressed(pdf, len(document.pages), list(dict.fromkeys(self.heard.lines)), list(dict.fromkeys(fetcher.refused)))


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
