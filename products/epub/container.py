"""The file itself: a ZIP whose first member says what it is, without a clock and in one order."""

import io
import zipfile
from collections.abc import Callable, Mapping

from kontum_ttdn.media.models import Derivative
from products.book import Book

from . import package, pages
from .body import picture_name

Fonts = Mapping[str, bytes]  # WOFF2 by name: "lao", "lao-bold"
MEDIA_TYPE = "application/epub+zip"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # ZIP knows no day before; the day of a book stands in its package
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
PRESSED = (".jpg", ".woff2")  # small already: their bytes stand as they are


def write(book: Book, *, read: Callable[[Derivative], bytes], fonts: Fonts) -> bytes:
    """The whole book. `read` gives the bytes of a picture as readers get it; only as many faces as the language's script needs are taken."""
    faces = pages.faces_of(book, fonts)
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": package.package(book, faces),
        "EPUB/nav.xhtml": pages.contents(book),
        "EPUB/style.css": pages.stylesheet(book, faces),
        "EPUB/title.xhtml": pages.title_page(book),
    }
    files |= {f"EPUB/{name}": text for name, text in pages.chapters(book)}
    files |= {f"EPUB/{picture_name(made)}": read(made) for made in pages.pictures_of(book)}
    files |= {f"EPUB/fonts/{name}.woff2": fonts[name] for name in faces}
    return _zipped(files)


def _zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _put(archive, "mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        for name in sorted(files):
            _put(archive, name, files[name], zipfile.ZIP_STORED if name.endswith(PRESSED) else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: str | bytes, pressing: int) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system, entry.external_attr, entry.compress_type = 3, 0o100644 << 16, pressing
    archive.writestr(entry, content, compresslevel=9)
