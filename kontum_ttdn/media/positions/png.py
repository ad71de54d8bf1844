"""PNG (W3C, third edition): chunks from IHDR to IEND. Those that paint stay, and a reduced eXIf."""

import struct
import zlib

from .container import Cut, need
from .exif import reduced

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PAINTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP"}


def cut_png(data: bytes) -> Cut:
    """`data` without texts, XMP, times, private chunks and whatever follows the last one."""
    need(data.startswith(SIGNATURE), "no PNG start")
    cut, out, at, name = Cut(), [SIGNATURE], len(SIGNATURE), b""
    while name != b"IEND":
        need(at + 12 <= len(data), "cut off at a chunk")
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        need(end <= len(data), "cut off in a chunk")
        body = data[at + 8 : end - 4]
        if name == b"IHDR":
            need(length == 13, "a wrong head")
            cut.measure(*struct.unpack_from(">II", body))
        cut.animated |= name == b"acTL"
        block = reduced(body) if name == b"eXIf" else b""
        if name in PAINTS:
            out.append(data[at:end])
        elif block:
            out.append(struct.pack(">I4s", len(block), name) + block + struct.pack(">I", zlib.crc32(name + block)))
        else:
            cut.removed.append(body)
        at = end
    if data[at:]:
        cut.removed.append(data[at:])
    need(cut.width and cut.height, "no head")
    cut.kept = b"".join(out)
    return cut
