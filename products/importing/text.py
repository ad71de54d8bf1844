"""Plain text files: what encoding, which lines belong together, which line is the title."""

import re
import unicodedata

import charset_normalizer
from django.utils.translation import gettext as _

from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.languages.legacy import detect
from kontum_ttdn.languages.letters import VIETNAMESE
from kontum_ttdn.spreadsheets.refusing import Unreadable, too_long

from .lines import shaped
from .shapes import MAX_LETTERS, ImportedBlock, Kind, Notes
from .titles import could_be_title

VIETNAMESE_SHARE = 0.98  # of the letters beyond ASCII, for the old Windows page to be believed
SAMPLE = 64 * 1024  # bytes that a guess looks at

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_WRAPPED = range(60, 101)  # columns at which programs wrap plain text
_PATH_OF_PAGE = re.compile(r"^[^.!?]{1,80}\s(?:>>|»|›)\s|^(?:Trang chủ|Home)\s*>")
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _unknown_encoding() -> str:
    return _("The encoding of this text is not known. Open it in the program that made it, save it as UTF-8, and upload it again.")


def read_text(data: bytes, notes: Notes) -> tuple[str, list[ImportedBlock], str]:
    """(title, blocks, encoding) of a plain text file; Unreadable where the encoding cannot be told."""
    if len(data) > 4 * MAX_LETTERS:
        raise too_long()
    text, encoding = decoded(data)
    if len(text) > MAX_LETTERS:
        raise too_long()
    paragraphs = _paragraphs(normalise(text.replace("\x0c", "\n")))
    paragraphs = _without_path(paragraphs, notes)
    title = ""
    if paragraphs and could_be_title(paragraphs[0]):
        title, *paragraphs = paragraphs
    return title, shaped([ImportedBlock(Kind.TEXT, text) for text in paragraphs], headings=True), encoding


def decoded(data: bytes) -> tuple[str, str]:
    """(text, encoding): Unicode with or without its mark, the old Vietnamese Windows page, or an old font's bytes as they lie."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    for encoding in ("utf-8", *_unmarked_utf16(data)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text, encoding
    if _is_binary(data.decode("latin-1")):
        raise Unreadable(_("This file is not a text. Upload a Word document (.docx) or a plain text file (.txt)."))
    return _old_page(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\x00"
    if _is_binary(text):
        raise Unreadable(_("This text file is damaged. Open it in the program that made it and save it again as UTF-8."))
    return text


def _unmarked_utf16(data: bytes) -> list[str]:
    """UTF-16 without its mark shows as zeros on every other byte, wherever the text has spaces and ASCII letters."""
    even, odd = data[0:SAMPLE:2], data[1:SAMPLE:2]
    if not odd or len(data) % 2:
        return []
    return [name for name, half in (("utf-16-le", odd), ("utf-16-be", even)) if half.count(0) * 5 > len(half)]


def _is_binary(text: str) -> bool:
    return "\x00" in text or len(_CONTROLS.findall(text[:SAMPLE])) * 100 > len(text[:SAMPLE])


def _old_page(data: bytes) -> tuple[str, str]:
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    if text and _reads_as_vietnamese(text[:SAMPLE]):
        return text, "windows-1258"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(_unknown_encoding()) from None
    old_font = detect(text[:SAMPLE])
    western = charset_normalizer.from_bytes(data[:SAMPLE], cp_isolation=["cp1252"]).best() is not None
    if western or (old_font and old_font.name != "VOV4"):
        return text, "windows-1252"
    raise Unreadable(_unknown_encoding())


def _reads_as_vietnamese(text: str) -> bool:
    beyond = [letter.lower() for letter in text if letter > "\x7f" and unicodedata.category(letter)[0] in "LMS"]
    return sum(letter in VIETNAMESE or letter == "₫" for letter in beyond) >= VIETNAMESE_SHARE * len(beyond)


def _paragraphs(text: str) -> list[str]:
    """Blank lines part paragraphs; within them, lines wrapped by a program are joined and others stand alone."""
    found = []
    for chunk in re.split(r"\n[^\S\n]*\n", text):
        lines = [" ".join(line.split(" ")).strip() for line in chunk.split("\n") if line.strip()]
        lines = [re.sub(r"[ \u00a0]{2,}", " ", line) for line in lines]
        if len(lines) > 1 and all(len(line) in _WRAPPED for line in lines[:-1]):
            lines = [" ".join(lines)]
        found += lines
    return found


def _without_path(paragraphs: list[str], notes: Notes) -> list[str]:
    if paragraphs and len(paragraphs) > 1 and _PATH_OF_PAGE.match(paragraphs[0]):
        notes.quote(_("The first line is the path of a web page and was left out: «%(text)s»"), paragraphs[0])
        return paragraphs[1:]
    return paragraphs
