"""The one door for documents that people upload: whatever the name says, the bytes decide what they are."""

import hashlib
import posixpath

from django.utils.translation import gettext as _

from kontum_ttdn.languages import legacy
from kontum_ttdn.spreadsheets.package import ENCRYPTED, OLE, ZIPS, Package
from kontum_ttdn.spreadsheets.refusing import Unreadable, damaged, locked, too_long

from .shapes import MAX_BLOCKS, MAX_BYTES, Imported, ImportedBlock, ImportedPicture, Kind, Notes
from .text import read_text
from .word import read_word
from .xml_names import name

__all__ = ["Imported", "ImportedBlock", "ImportedPicture", "Kind", "Unreadable", "read_document", "refuse_size"]

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
_OFFICE_NAMES = (".docx", ".docm", ".dotx", ".dotm")


def refuse_size(size: int) -> None:
    """Refuse by size alone, before anything is read. `size` in bytes."""
    if size > MAX_BYTES:
        raise Unreadable(
            _("The file is larger than %(limit)d MB. Make its pictures smaller (in Word: Compress Pictures), or split it.")
            % {"limit": MAX_BYTES // (1024 * 1024)}
        )


def read_document(data: bytes, filename: str) -> Imported:
    """A Word document (.docx) or a plain text as blocks, pictures and notes; Unreadable says what the person can do.

    Text is normalised, never converted: text typed for an old font comes as it is, with `legacy` set.
    """
    refuse_size(len(data))
    notes = Notes()
    if data.startswith(ZIPS):
        title, blocks, pictures = _read_package(data, notes)
        encoding = ""
    else:
        _refuse_other_kinds(data, filename)
        title, blocks, encoding = read_text(data, notes)
        pictures = []
    if not title and not blocks:
        raise Unreadable(_("The document is empty. Check that this is the right file, saved after the last change."))
    if len(blocks) > MAX_BLOCKS:
        raise too_long()
    old_font = legacy.detect("\n".join([title, *(block.text for block in blocks)]))
    title = title or posixpath.splitext(posixpath.basename(filename))[0]
    return Imported(title, blocks, pictures, notes.sentences(), encoding, old_font, hashlib.sha256(data).hexdigest())


def _read_package(data: bytes, notes: Notes) -> tuple[str, list[ImportedBlock], list[ImportedPicture]]:
    package = Package(data)
    main = package.main_part()
    if not main:
        raise _other_kind(package)
    root = name(package.xml(main))
    if root != "w:document":
        raise Unreadable(_("This is not a Word document. Copy the text into a Word document (.docx) and upload that."))
    return read_word(package, notes)


def _other_kind(package: Package) -> Unreadable:
    if package.has("mimetype") and b"opendocument" in package.read("mimetype", 1000):
        return Unreadable(_("This is an OpenDocument file (.odt). Open it, save it as Word (.docx), and upload that."))
    if package.has("[Content_Types].xml"):
        return damaged()
    return Unreadable(_("This is a zip archive. Unpack it and upload the documents one by one."))


def _refuse_other_kinds(data: bytes, filename: str) -> None:
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise locked()
        raise Unreadable(_("This is a file of an old Word (.doc). Open it in Word, save it as .docx, and upload that."))
    if b"%PDF-" in data[:1024]:
        raise Unreadable(_("This is a PDF. Ask for the Word document that it was made from, or copy its text into one."))
    if data.startswith(b"{\\rtf"):
        raise Unreadable(_("This is a rich text file (.rtf). Open it in Word, save it as .docx, and upload that."))
    if data.startswith(_PICTURES):
        raise Unreadable(_("This is a picture. Type its text into a document; pictures are added later."))
    if data and filename.lower().endswith(_OFFICE_NAMES):
        raise damaged()
