"""Checks of one segment. They warn in words that a clerk understands and mark the place; they never stop anybody from saving.

`findings` asks them all. What needs data, such as the glossary, joins as `more`: functions of the same shape.
"""

from collections.abc import Iterable, Iterator

from kontum_ttdn.languages.folding import normalise

from . import links, numbers, signs, spelling
from .shapes import HEED, WRONG, Check, Excerpt, Finding, Said, excerpt

__all__ = ["HEED", "WRONG", "Check", "Excerpt", "Finding", "Said", "excerpt", "findings"]

OF_ITSELF: tuple[Check, ...] = (spelling.letters, spelling.invisible, signs.blanks, signs.repeated)
AGAINST_THE_SOURCE: tuple[Check, ...] = (links.placeholders, signs.copied, signs.end, signs.length)


def findings(said: Said, more: Iterable[Check] = ()) -> list[Finding]:
    """What a person should look at again, the graver first; nothing where nothing is written. Spans are places in the normalised texts."""
    if not said.target.strip():
        return []
    said = Said(normalise(said.target), said.language, normalise(said.source), said.source_language)
    found = [finding for check in (*OF_ITSELF, *more) for finding in check(said)]
    if said.is_translation:
        found += [finding for check in AGAINST_THE_SOURCE for finding in check(said)]
        found += _figures(said)
    return sorted(found, key=lambda finding: finding.level != WRONG)


def _figures(said: Said) -> Iterator[Finding]:
    """Links first, then dates, then numbers: what one of them has taken is not counted again by the next."""
    source, target = links.spans(said.source), links.spans(said.target)
    yield from links.links(said, source, target)
    read = [numbers.read(text, tuple(span for _value, span in taken)) for text, taken in ((said.source, source), (said.target, target))]
    yield from numbers.dates(said, *read)
    yield from numbers.numbers(said, *read)
