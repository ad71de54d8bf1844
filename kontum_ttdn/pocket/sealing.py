"""Two sets of items are made equal by telling only where they differ: no memory of any phone, no clock compared.

An item goes into one of 256 buckets by the first byte of its id; a bucket's digest is the XOR of the seals in it. A phone sends its 256
digests; for each bucket that differs it is told what ought to be there, and asks for what it does not have. static/js/pocket_store.js is
the other side.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .registry import Item

BUCKETS = 256
WIDTH = 8  # bytes of an id, of a seal and of a digest


@dataclass(frozen=True)
class Sealed:
    """An item as it travels: `id` is the same for ever, `seal` changes with any word of it. `text` is its JSON."""

    id: bytes
    seal: bytes
    text: str
    item: Item

    @property
    def size(self) -> int:
        return len(self.text.encode())


def seal(item: Item) -> Sealed:
    text = json.dumps(item.told(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Sealed(_short(item.key), _short(text), text, item)


def _short(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:WIDTH]


def digests(seals: Mapping[bytes, bytes]) -> bytes:
    """The digests of all buckets, one after the other, of what is sealed under which id."""
    found = [0] * BUCKETS
    for name, kept in seals.items():
        found[name[0]] ^= int.from_bytes(kept, "big")
    return b"".join(digest.to_bytes(WIDTH, "big") for digest in found)


def differing(ours: Mapping[bytes, bytes], theirs: bytes) -> dict[int, bytes]:
    """For each bucket whose digest is another than in `theirs`: the ids and seals that ought to be in it, one after the other."""
    own = digests(ours)
    found = {
        bucket: bytearray()
        for bucket in range(BUCKETS)
        if own[bucket * WIDTH : (bucket + 1) * WIDTH] != theirs[bucket * WIDTH : (bucket + 1) * WIDTH]
    }
    for name in sorted(ours):
        if name[0] in found:
            found[name[0]] += name + ours[name]
    return {bucket: bytes(said) for bucket, said in found.items()}


def batch(sealed: Mapping[bytes, Sealed], wanted: Iterable[bytes], most: int) -> tuple[list[Sealed], int]:
    """What there is of `wanted` in its order, at least one and no more than `most` bytes; how many of `wanted` are dealt with so."""
    found, room, done = [], most, 0
    for name in wanted:
        one = sealed.get(name)
        if one and found and one.size > room:
            break
        done += 1
        if one:
            found.append(one)
            room -= one.size
    return found, done
