"""From a document to the HTML of its sheet, ready for the fence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import segno
from django.core.files.storage import default_storage
from django.template import Context, Engine
from django.utils.translation import gettext as _

from . import flow, layouts, variants
from .document import Asset, Document
from .fence.pool import Order, RenderFailed
from .layouts.base import Layout, base_context
from .typesetting import typeset_page
from .variants import Variant

HERE = Path(__file__).parent
QR, QUIET = "qr.svg", 4  # the symbol's name among the files of a sheet, and its quiet zone in modules

Loader = Callable[[Asset], bytes]


@dataclass(frozen=True)
class Page:
    """HTML with its break marks in, and the names of the pictures it shows."""

    html: str
    pictures: dict[str, Asset]
    qr_target: str
    layout: Layout
    variant: Variant

    def order(self, load: Loader, *, draw: bool = True) -> Order:
        """What the fence is asked for; RenderFailed where a picture is not the one that was approved."""
        way = self.layout
        return Order(self.html, way.folder.name, self.files(load), self.variant.bleed, way.multiple, draw)

    def files(self, load: Loader) -> dict[str, bytes]:
        """The bytes behind the names; RenderFailed where a picture is not the one that was approved."""
        files = {name: _checked(asset, load) for name, asset in self.pictures.items()}
        if self.qr_target:
            files[QR] = qr(self.qr_target)
        return files


def compose(document: Document, layout: str, variant: str) -> Page:
    """The page of `document`; ValueError for an unknown layout or variant, or where what the layout sets is missing in it."""
    if layout not in layouts.LAYOUTS:
        raise ValueError(f"No such layout: {layout!r}. There is: {', '.join(layouts.LAYOUTS)}.")
    way, made_into = layouts.get(layout), variants.get(variant)
    if len(document.beside) < way.beside:
        raise ValueError(f"The layout {layout!r} sets {way.beside + 1} languages beside each other.")
    if way.official and (document.official is None or document.language != "vi"):
        raise ValueError(f"The layout {layout!r} sets official documents: in Vietnamese, and with Document.official.")
    context = {**base_context(document, way), **way.context(document), "variant": variant}
    html = _engine().get_template(f"layouts/{way.folder.name}/page.html").render(Context(context))
    pictures = {flow.picture_name(block): block.picture for block in document.blocks if block.picture}
    return Page(typeset_page(html), pictures, document.qr_target, way, made_into)


def qr(target: str) -> bytes:
    """The QR symbol as SVG with its quiet zone of four modules, drawn as one path."""
    drawn = BytesIO()
    qr_symbol(target).save(drawn, kind="svg", border=QUIET, xmldecl=False)
    return drawn.getvalue()


@lru_cache(maxsize=64)
def qr_symbol(target: str) -> segno.QRCode:
    return segno.make(target, error="m", micro=False)


def load_asset(asset: Asset) -> bytes:
    """The bytes of a picture from where its `source` says."""
    if isinstance(asset.source, bytes):
        return asset.source
    if isinstance(asset.source, Path):
        return asset.source.read_bytes()
    with default_storage.open(asset.source) as file:
        return file.read()


def _checked(asset: Asset, load: Loader) -> bytes:
    try:
        data = load(asset)
    except OSError as error:
        raise RenderFailed(_("A picture of this text is missing from the store. Put it back or take it out of the text.")) from error
    if sha256(data).hexdigest() != asset.sha256:
        raise RenderFailed(_("A picture in the store is not the one that was approved. Tell the administrator."))
    return data


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(HERE)], autoescape=True)
