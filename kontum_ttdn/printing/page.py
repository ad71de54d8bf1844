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

from . import flow, layouts
from .document import Asset, Document
from .fence.pool import RenderFailed
from .layouts.base import base_context
from .typesetting import typeset_page

HERE = Path(__file__).parent
VARIANTS = ("screen", "proof")

Loader = Callable[[Asset], bytes]


@dataclass(frozen=True)
class Page:
    """HTML with its break marks in, and the names of the pictures it shows."""

    html: str
    pictures: dict[str, Asset]
    qr_target: str

    def files(self, load: Loader) -> dict[str, bytes]:
        """The bytes behind the names; RenderFailed where a picture is not the one that was approved."""
        files = {name: _checked(asset, load) for name, asset in self.pictures.items()}
        if self.qr_target:
            files["qr.svg"] = qr(self.qr_target)
        return files


def compose(document: Document, layout: str, variant: str) -> Page:
    """The page of `document`; ValueError for an unknown layout or variant."""
    if layout not in layouts.LAYOUTS:
        raise ValueError(f"No such layout: {layout!r}. There is: {', '.join(layouts.LAYOUTS)}.")
    if variant not in VARIANTS:
        raise ValueError(f"No such variant: {variant!r}. There is: {', '.join(VARIANTS)}.")
    way = layouts.get(layout)
    context = {**base_context(document, way), **way.context(document), "variant": variant}
    html = _engine().get_template(f"layouts/{layout}/page.html").render(Context(context))
    pictures = {flow.picture_name(block): block.picture for block in document.blocks if block.picture}
    return Page(typeset_page(html), pictures, document.qr_target)


@lru_cache(maxsize=64)
def qr(target: str) -> bytes:
    """The QR symbol as SVG with its quiet zone of four modules, drawn as one path."""
    drawn = BytesIO()
    segno.make(target, error="m", micro=False).save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue()


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
