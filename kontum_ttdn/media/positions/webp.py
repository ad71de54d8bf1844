"""WebP (RFC 9649): a RIFF of chunks. Pixels, alpha and colour stay, and a reduced EXIF; the flags in VP8X say what is there."""

import struct

from .container import Cut, need
from .exif import reduced

PAINTS = {b"VP8 ", b"VP8L", b"ALPH", b"ICCP"}
HAS_EXIF, HAS_XMP, IS_ANIMATED = 0x08, 0x04, 0x02


def cut_webp(data: bytes) -> Cut:
    """`data` without XMP, unknown chunks and whatever follows the RIFF."""
    need(data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 20, "no WebP start")
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    need(end <= len(data), "cut off")
    cut, chunks, at = Cut(), [], 12
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        need(at + 8 + length <= end, "cut off in a chunk")
        body = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        _measure(cut, name, body)
        cut.animated |= name in (b"ANIM", b"ANMF")
        block = reduced(body.removeprefix(b"Exif\0\0")) if name == b"EXIF" else b""
        if name in PAINTS or name == b"VP8X":
            chunks.append((name, body))
        elif block:
            chunks.append((name, block))
        else:
            cut.removed.append(body)
    if data[end:].strip(b"\0"):
        cut.removed.append(data[end:])
    need(cut.width and cut.height, "no picture inside")
    cut.kept = _riff(chunks)
    return cut


def _measure(cut: Cut, name: bytes, body: bytes) -> None:
    width = height = 0
    if name == b"VP8X":
        need(len(body) >= 10, "a wrong head")
        width, height = (1 + int.from_bytes(body[start : start + 3], "little") for start in (4, 7))
    elif name == b"VP8 ":
        need(len(body) >= 10, "a wrong head")
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", body, 6))
    elif name == b"VP8L":
        need(len(body) >= 5, "a wrong head")
        bits = struct.unpack_from("<I", body, 1)[0]
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    cut.measure(width, height)


def _riff(chunks: list[tuple[bytes, bytes]]) -> bytes:
    names = {name for name, _body in chunks}
    out = []
    for name, body in chunks:
        if name == b"VP8X":
            flags = body[0] & ~HAS_XMP & ~IS_ANIMATED
            body = bytes([flags if b"EXIF" in names else flags & ~HAS_EXIF]) + body[1:]
        out.append(struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2))
    inner = b"WEBP" + b"".join(out)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner
