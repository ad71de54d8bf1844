"""How much was earned by an accepted revision: pages of source text that are new in it, or minutes of sound. Pure: no database here."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from .content import Content, files_of, hashes

FEES = Path(__file__).parent / "data" / "fees.json"
HUNDREDTH = Decimal("0.01")
INVISIBLE = "\u200b\u2060\ufeff"  # break marks and the like: nobody wrote them


@dataclass(frozen=True)
class PageSize:
    """Characters of source text that count as one page, blanks included; `confirmed`: a rule in force says so."""

    characters: int
    confirmed: bool
    source: str


@cache
def page_size() -> PageSize:
    return PageSize(**json.loads(FEES.read_text())["page"])


def new_keys(content: Content, earlier: Iterable[Content]) -> set[str]:
    """Blocks that say what none of the `earlier` approved contents said in them: neither a typo nor words brought back pay a text twice."""
    said = {words for before in earlier for words in hashes(before).items()}
    return {key for key, words in hashes(content).items() if (key, words) not in said}


def characters(content: Content, source: Content, keys: Iterable[str]) -> dict[str, int]:
    """For each of these blocks the characters of its source; of its own words where the source has no such block."""
    said = {entry["key"]: entry["text"] for entry in content} | {entry["key"]: entry["text"] for entry in source if entry["hash"]}
    return {key: len(said[key].translate(dict.fromkeys(map(ord, INVISIBLE)))) for key in keys}


def pages(count: int) -> Decimal:
    """Characters as pages, to a hundredth."""
    return (Decimal(count) / page_size().characters).quantize(HUNDREDTH, ROUND_HALF_UP)


def new_files(content: Content, earlier: Iterable[Content]) -> set[str]:
    """Hashes of the recordings that were in none of the `earlier` approved contents."""
    return files_of([entry for entry in content if entry.get("file")]).difference(*map(files_of, earlier))


def minutes(seconds: float) -> Decimal:
    return (Decimal(str(seconds)) / 60).quantize(HUNDREDTH, ROUND_HALF_UP)


def amount(quantity: Decimal, rate: int) -> int:
    """Whole đồng."""
    return int((quantity * rate).quantize(Decimal(1), ROUND_HALF_UP))


def shares(by_block: Mapping[str, int], written_by: Mapping[str, int | None], authors: Iterable[int]) -> dict[int, int]:
    """Characters for each author, by whose wording of a block was accepted.

    Blocks whose writer is no author any more go to the others in equal parts, so that nothing is lost; without any known writer
    all authors share alike. Whoever wrote nothing that stands gets nothing.
    """
    authors = sorted(authors)
    if not authors:
        return {}
    found: dict[int, int] = {}
    left = 0
    for key, count in by_block.items():
        writer = written_by.get(key)
        if writer in authors:
            found[writer] = found.get(writer, 0) + count
        else:
            left += count
    heirs = sorted(found) or authors
    for place, heir in enumerate(heirs):
        found[heir] = found.get(heir, 0) + left // len(heirs) + (place < left % len(heirs))
    return {author: count for author, count in found.items() if count}
