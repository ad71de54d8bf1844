"""JPEG (ITU-T T.81): segments up to the scan, scans, the end mark. Only what paints the picture stays, and a reduced EXIF."""

import re
import struct

from .container import Cut, need
from .exif import reduced

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
SIZES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
PAINTS = SIZES | {0xC4, 0xCC, 0xDB, 0xDC, 0xDD}  # frame, Huffman, arithmetic, quantisation, lines, restarts
STANDS_ALONE = {0x01, *range(0xD0, 0xD8)}
NEXT_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
EXIF, ICC, JFIF, ADOBE = b"Exif\0", b"ICC_PROFILE\0", b"JFIF\0", b"Adobe"


def cut_jpeg(data: bytes) -> Cut:
    """`data` without comments, XMP, IPTC, makers' tags, previews (MPF) and whatever follows the end mark."""
    need(data[:3] == b"\xff\xd8\xff", "no JPEG start")
    cut, out, at = Cut(), [data[:2]], 2
    while True:
        marker, at = _marker(data, at)
        if marker == EOI:
            break
        if marker in STANDS_ALONE:
            continue
        need(at + 2 <= len(data), "cut off in a segment head")
        length = struct.unpack_from(">H", data, at)[0]
        need(length >= 2 and at + length <= len(data), "cut off in a segment")
        body = data[at + 2 : at + length]
        at += length
        if marker in SIZES:
            need(len(body) >= 6, "frame head too short")
            height, width = struct.unpack_from(">HH", body, 1)
            cut.measure(width, height)
        kept = _kept(marker, body)
        if kept is None:
            cut.removed.append(body)
        else:
            out.append(struct.pack(">BBH", 0xFF, marker, len(kept) + 2) + kept)
        if marker == SOS:
            end = _scan_end(data, at)
            out.append(data[at:end])
            at = end
    out.append(b"\xff\xd9")
    if data[at:]:
        cut.removed.append(data[at:])
    need(cut.width and cut.height, "no frame")
    cut.kept = b"".join(out)
    return cut


def _marker(data: bytes, at: int) -> tuple[int, int]:
    need(at < len(data) and data[at] == 0xFF, "a marker is missing")
    while at < len(data) and data[at] == 0xFF:
        at += 1
    need(at < len(data), "cut off at a marker")
    return data[at], at + 1


def _kept(marker: int, body: bytes) -> bytes | None:
    if marker in PAINTS or marker == SOS:
        return body
    if marker == 0xE0 and body.startswith(JFIF):
        return body[:12] + b"\0\0"  # without its thumbnail
    if (marker == 0xE2 and body.startswith(ICC)) or (marker == 0xEE and body.startswith(ADOBE)):
        return body
    if marker == 0xE1 and body.startswith(EXIF):
        block = reduced(body[6:])
        return b"Exif\0\0" + block if block else None
    return None


def _scan_end(data: bytes, at: int) -> int:
    """Where the compressed pixels of a scan end: at the first marker that is neither a stuffed byte nor a restart."""
    found = NEXT_MARKER.search(data, at)
    need(found, "cut off in the pixels")
    return found.start()
