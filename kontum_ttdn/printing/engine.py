"""From a document to its PDF: answered from the store where the very same sheet was made before, else rendered and kept."""

import ctypes
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kontum_ttdn.media.storage import put

from . import findings, fonts, layouts
from .document import Document
from .fence.pool import Fence, House, RenderFailed
from .models import PrintedFile
from .page import Loader, Page, compose, load_asset

__all__ = ["RenderFailed", "Rendered", "content_key", "fence", "print_document", "render"]
HERE = Path(__file__).parent
LIBRARIES = ("weasyprint", "pydyf", "icu4py", "pillow", "segno")


@dataclass(frozen=True)
class Rendered:
    """A sheet as made: nothing of it is stored."""

    pdf: bytes
    pages: int
    findings: tuple[findings.Finding, ...]


def print_document(document: Document, *, layout: str = "leaflet", variant: str = "screen", load: Loader = load_asset) -> PrintedFile:
    """The printed file of `document`: the stored one where nothing changed, else a new one. RenderFailed says why there is none."""
    page = compose(document, layout, variant)
    key = _key(document, page, layout, variant)
    if known := PrintedFile.objects.filter(content_key=key).first():
        return known
    made = _render(page, layout, load)
    name, digest, size = put(made.pdf, folder="printed", media_type="application/pdf")
    with transaction.atomic():
        printed, _created = PrintedFile.objects.get_or_create(
            content_key=key,
            defaults={
                "layout": layout, "variant": variant, "language": document.language, "pages": made.pages, "bytes": size,
                "sha256": digest, "file": name, "findings": [finding.as_dict() for finding in made.findings],
            },
        )  # fmt: skip
    return printed


def render(document: Document, *, layout: str = "leaflet", variant: str = "screen", load: Loader = load_asset) -> Rendered:
    """The sheet itself, without row or file."""
    return _render(compose(document, layout, variant), layout, load)


def content_key(document: Document, layout: str = "leaflet", variant: str = "screen") -> str:
    """SHA-256 over all that the bytes of the PDF depend on: equal keys mean equal files, on any host."""
    return _key(document, compose(document, layout, variant), layout, variant)


def _render(page: Page, layout: str, load: Loader) -> Rendered:
    answer = fence().render(page.html, layout, page.files(load))
    return Rendered(answer.pdf, answer.pages, findings.sort(answer.warnings, answer.refused))


def _key(document: Document, page: Page, layout: str, variant: str) -> str:
    parts = (document.digest(), layout, variant, page.html, page.qr_target, engine_part())
    return sha256("\0".join(parts).encode()).hexdigest()


@cache
def fence() -> Fence:
    """This process's own fence; its children start at the first sheet."""
    return Fence(house())


@cache
def house() -> House:
    """Stylesheets, fonts and drawings as they lie on the disk now."""
    css = fonts.stylesheet() + (HERE / "house.css").read_text()
    drawings = {f"art/{file.name}": file.read_bytes() for file in sorted((HERE / "art").glob("*.svg"))}
    return House(css, {name: layout.css for name, layout in layouts.LAYOUTS.items()}, fonts.print_files(settings.FONTS_DIR) | drawings)


@cache
def engine_part() -> str:
    """What is the same for every sheet of this process: house, fence and the versions of all that draws."""
    digest = sha256()
    known = house()
    sheets = {f"layout/{name}": css.encode() for name, css in known.layouts.items()}
    for name, data in sorted({"house": known.css.encode(), **sheets, **known.assets}.items()):
        digest.update(f"{name} {len(data)}\0".encode() + data)
    for file in sorted((HERE / "fence").glob("*.py")):
        digest.update(file.read_bytes())
    digest.update(repr([(name, version(name)) for name in LIBRARIES] + _native_versions()).encode())
    return digest.hexdigest()


def _native_versions() -> list[tuple[str, object]]:
    pango, harfbuzz = ctypes.CDLL("libpango-1.0.so.0"), ctypes.CDLL("libharfbuzz.so.0")
    harfbuzz.hb_version_string.restype = ctypes.c_char_p
    return [("pango", pango.pango_version()), ("harfbuzz", harfbuzz.hb_version_string())]
