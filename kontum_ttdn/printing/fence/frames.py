"""Frames on a pipe: eight bytes with the length of a JSON head, the head, then the parts whose lengths the head gives."""

import json
import struct
from collections.abc import Sequence
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
LONGEST_HEAD = 64 * 1024 * 1024


class Closed(Exception):
    """The other side has ended."""


def write(stream: BinaryIO, head: dict, parts: Sequence[bytes] = ()) -> None:
    body = json.dumps({**head, "parts": [len(part) for part in parts]}, ensure_ascii=False).encode()
    stream.write(LENGTH.pack(len(body)) + body)
    for part in parts:
        stream.write(part)
    stream.flush()


def read(stream: BinaryIO) -> tuple[dict, list[bytes]]:
    """The next head and its parts; raises Closed at the end of the pipe or on anything that is not a frame."""
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    if length > LONGEST_HEAD:
        raise Closed("This is not a frame.")
    head = json.loads(_exactly(stream, length))
    return head, [_exactly(stream, size) for size in head.pop("parts")]


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if data is None or len(data) < size:
        raise Closed("The pipe ended.")
    return data
