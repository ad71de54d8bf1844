"""What a file is, by its first bytes. Its name and the type its sender claims are never asked."""

from django.utils.translation import gettext_lazy as _

HEAD = 512  # bytes that are enough to tell

PICTURES = {"image/jpeg", "image/png", "image/webp"}
DOCUMENTS = {"application/pdf"}
LAYERS = {"application/geo+json"}
RECORDINGS = {"audio/mpeg", "audio/wav", "audio/ogg", "video/mp4", "video/webm"}  # ffprobe says which are sound and which are clips

# What comes often and is not taken, by its name, so that the sentence can say what it is.
KNOWN_STRANGERS = {
    "heic": _("a HEIC picture of a phone"),
    "gif": _("a GIF picture"),
    "tiff": _("a TIFF picture"),
    "bmp": _("a BMP picture"),
    "svg": _("an SVG drawing"),
    "emf": _("an EMF drawing of Windows"),
    "wmf": _("a WMF drawing of Windows"),
    "html": _("a web page"),
    "zip": _("a packed file (ZIP, or Word, Excel, PowerPoint)"),
    "office": _("an old Word, Excel or PowerPoint file"),
    "program": _("a program"),
    "archive": _("a packed file"),
}


def media_type(head: bytes) -> str:
    """The type of a file that may be taken, or "" for any other."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return "application/geo+json"  # or other JSON: its check says so
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "")
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm"
    if head[4:8] == b"ftyp":
        return "" if stranger(head) else "video/mp4"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):  # MPEG audio frame, layer III
        return "audio/mpeg"
    return ""


def stranger(head: bytes) -> str:
    """Which well-known kind of file this is that is not taken; "" where we do not know it either."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"):
        return "heic"
    if head[:4] == b"\x01\0\0\0" and head[40:44] == b" EMF":
        return "emf"
    if b"<svg" in text and text.startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype svg")):
        return "svg"
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<script", b"<body")):
        return "html"
    starts = {
        b"GIF8": "gif",
        b"II*\0": "tiff",
        b"MM\0*": "tiff",
        b"BM": "bmp",
        b"\xd7\xcd\xc6\x9a": "wmf",
        b"PK\x03\x04": "zip",
        b"\xd0\xcf\x11\xe0": "office",
        b"MZ": "program",
        b"\x7fELF": "program",
        b"Rar!": "archive",
        b"7z\xbc\xaf": "archive",
        b"\x1f\x8b": "archive",
    }
    return next((name for start, name in starts.items() if head.startswith(start)), "")
