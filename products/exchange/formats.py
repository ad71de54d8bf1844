"""Which files go out, and the one door for those that come back: the bytes decide what they are, whatever the name says."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kontum_ttdn.spreadsheets.package import ENCRYPTED, OLE, ZIPS, Package
from kontum_ttdn.spreadsheets.refusing import Damaged, Unreadable, locked
from products.importing.reading import refuse_size

from . import refusing, sheet, sheet_reading, word, word_reading, xliff
from .lines import Header, Line, Sent


@dataclass(frozen=True)
class Format:
    """One kind of file that goes out. `write` makes its bytes of a header and lines."""

    ending: str
    media_type: str
    name: str
    use: Promise
    write: Callable[[Header, list[Line]], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "docx": Format(
        "docx",
        f"{_OFFICE}.wordprocessingml.document",
        "Word",
        gettext_lazy("Two columns, 14 pt: to write in on a screen or on paper"),
        word.write,
    ),
    "xlsx": Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "Excel", gettext_lazy("A line a segment, with room for remarks"), sheet.write),
    "xliff": Format("xlf", "application/xliff+xml", "XLIFF 1.2", gettext_lazy("For programs of translators"), xliff.write),
}
ENDINGS = tuple(f".{made.ending}" for made in FORMATS.values())


def read_file(data: bytes) -> Sent:
    """A file that came back; Unreadable says in a sentence why it cannot be taken and what to do."""
    refuse_size(len(data))
    if data.startswith(ZIPS):
        try:
            return _read_package(Package(data))
        except Damaged:
            raise refusing.cut_off() from None
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise locked()
        raise refusing.another_form(_("a file of an old Office program"))
    if data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"<", b"\x00<")):
        return xliff.read(data)
    if not data.strip():
        raise Unreadable(_("The file is empty. Please look at it on your device and send it again."))
    raise refusing.another_form(_("a PDF") if b"%PDF-" in data[:1024] else _("a file of another kind"))


def _read_package(package: Package) -> Sent:
    main = package.main_part()
    if not main:
        raise (
            refusing.cut_off() if package.has("[Content_Types].xml") else refusing.another_form(_("a zip archive or an OpenDocument file"))
        )
    if main.lower().startswith("word/"):
        return word_reading.read(package)
    if main.lower().startswith("xl/"):
        return sheet_reading.read(package)
    raise refusing.another_form(_("an Office file of another kind"))
