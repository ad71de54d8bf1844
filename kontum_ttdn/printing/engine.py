"""From a document to its PDF: answered from the store where the very same sheet was made before, else rendered and kept."""

import ctypes
import logging
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import pikepdf
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kontum_ttdn.media.storage import put

from . import findings, fonts, imposition, layouts, preflight, variants
from .document import Document
from .fence.limits import WALL
from .fence.pool import Answer, Fence, House, RenderFailed
from .models import PrintedFile
from .page import Loader, Page, compose, load_asset

__all__ = ["RenderFailed", "Rendered", "content_key", "fence", "measure", "print_document", "render"]
HERE = Path(__file__).parent
log = logging.getLogger(__name__)
LIBRARIES = ("weasyprint", "pydyf", "icu4py", "pikepdf", "pillow", "segno")


@dataclass(frozen=True)
class Rendered:
    """A sheet as made: nothing of it is stored. `measured`: fence/measure.py's figures, for a derived variant those of its master."""

    pdf: bytes
    pages: int
    findings: tuple[findings.Finding, ...]
    measured: dict


def print_document(document: Document, *, layout: str = "leaflet", variant: str = "screen", load: Loader = load_asset) -> PrintedFile:
    """The printed file of `document`: the stored one where nothing changed, else a new one. RenderFailed says why there is none."""
    page = compose(document, layout, variant)
    key = _key(document, page)
    if known := PrintedFile.objects.filter(content_key=key).first():
        return known
    made = _finish(page, document, _master(document, page, load) if page.variant.master else _set(page, load))
    name, digest, size = put(made.pdf, folder="printed", media_type="application/pdf")
    with transaction.atomic():
        printed, _created = PrintedFile.objects.get_or_create(
            content_key=key,
            defaults={
                "layout": layout, "variant": variant, "language": document.language, "pages": made.pages, "bytes": size, "sha256": digest,
                "file": name, "findings": [finding.as_dict() for finding in made.findings], "measured": made.measured,
            },
        )  # fmt: skip
    return printed


def render(document: Document, *, layout: str = "leaflet", variant: str = "screen", load: Loader = load_asset) -> Rendered:
    """The sheet itself, without row or file."""
    page = compose(document, layout, variant)
    master = page.variant.master
    return _finish(page, document, render(document, layout=layout, variant=master, load=load) if master else _set(page, load))


def measure(document: Document, *, layout: str, load: Loader = load_asset, wall: float = WALL) -> Rendered:
    """What the sheet would be like: its sides, what the engine warned of, and its figures, at half the cost of a render. No PDF."""
    page = compose(document, layout, "screen")
    return _rendered(fence().render(page.order(load, draw=False), wall=wall))


def content_key(document: Document, layout: str = "leaflet", variant: str = "screen") -> str:
    """SHA-256 over all that the bytes of the PDF depend on: equal keys mean equal files, on any host."""
    return _key(document, compose(document, layout, variant))


def _set(page: Page, load: Loader) -> Rendered:
    return _rendered(fence().render(page.order(load)))


def _rendered(answer: Answer) -> Rendered:
    return Rendered(answer.pdf, answer.pages, findings.sort(answer.warnings, answer.refused), answer.measured)


def _master(document: Document, page: Page, load: Loader) -> Rendered:
    """The stored PDF of the variant that this one is derived from, with what was found in it."""
    kept = print_document(document, layout=page.layout.name, variant=page.variant.master, load=load)
    with kept.file.open("rb") as file:
        return Rendered(file.read(), kept.pages, findings.stored(kept.findings), kept.measured)


def _finish(page: Page, document: Document, made: Rendered) -> Rendered:
    """The pages marked, imposed or recoloured, where the variant asks for it, and judged."""
    if page.variant.finish:
        made = _finished(page.variant.finish, page, document, made)
    sheet = preflight.Sheet(document, page.layout, page.variant, made.pdf, made.measured, made.findings)
    return replace(made, findings=preflight.judge(sheet))


def _finished(finish: variants.Finish, page: Page, document: Document, made: Rendered) -> Rendered:
    job = " · ".join(filter(None, (document.code, document.language, document.edition_label, page.layout.label, page.layout.paper)))
    try:
        pdf = finish(made.pdf, page.layout, job)
    except imposition.CannotRecolour as error:
        log.exception("%s %s %s could not be recoloured.", document.code, document.language, page.layout.name)
        said = _("The colours of this form cannot be turned into printing ink. Tell the administrator; the log says why.")
        raise RenderFailed(said) from error
    with pikepdf.open(BytesIO(pdf)) as opened:
        return replace(made, pdf=pdf, pages=len(opened.pages))


def _key(document: Document, page: Page) -> str:
    way = page.layout
    form = repr(
        (way.name, way.sheet, way.multiple, way.office, way.folds, page.variant.name, page.variant.bleed)
    )  # beyond what the HTML says
    parts = (document.digest(), form, page.html, page.qr_target, engine_part())
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
    return House(css, layouts.stylesheets(), fonts.print_files(settings.FONTS_DIR) | drawings)


@cache
def engine_part() -> str:
    """What is the same for every sheet of this process: house, fence and the versions of all that draws."""
    digest = sha256()
    known = house()
    sheets = {f"layout/{name}": css.encode() for name, css in known.layouts.items()}
    for name, data in sorted({"house": known.css.encode(), **sheets, **known.assets}.items()):
        digest.update(f"{name} {len(data)}\0".encode() + data)
    judging = [
        HERE / name for name in ("preflight.py", "findings.py", "ink.py", "reading_back.py", "letters.py")
    ]  # what was found is kept with the file
    for file in sorted((*(HERE / "fence").glob("*.py"), *(HERE / "imposition").glob("*.py"), *judging)):
        digest.update(file.read_bytes())
    digest.update(repr([(name, version(name)) for name in LIBRARIES] + _native_versions()).encode())
    return digest.hexdigest()


def _native_versions() -> list[tuple[str, object]]:
    pango, harfbuzz = ctypes.CDLL("libpango-1.0.so.0"), ctypes.CDLL("libharfbuzz.so.0")
    harfbuzz.hb_version_string.restype = ctypes.c_char_p
    return [("pango", pango.pango_version()), ("harfbuzz", harfbuzz.hb_version_string())]
