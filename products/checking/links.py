"""What must arrive letter by letter: links, e-mail addresses, telephone numbers, placeholders."""

import re
from collections import Counter
from collections.abc import Iterator

from kontum_ttdn.languages.registry import CODES

from .numbers import plain_digits
from .shapes import WRONG, Finding, Said, Span

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>“”\"'’\u0e80-\u0eff\u1780-\u17ff]+", re.IGNORECASE)
# An address is tried where a word begins alone: else a megabyte of words takes hours.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"(?<![\d/.,-])(?:\+\d{1,3}|0|1[89]00)[\s.-]?\(?\d{1,4}\)?(?:[\s.-]?\d{2,4}){1,4}(?![\d/])")
_PLACEHOLDER = re.compile(r"\{\{[^{}\n]{1,60}\}\}|\{[^{}\n]{0,60}\}|%\(\w+\)[sd]|(?<![\d\s])%[sd]\b|\$\{?[A-Z_][A-Z0-9_]+\}?")
_CLOSING = ".,;:!?)]}»"
_LANGUAGE = re.compile(rf"^([^/]+)/(?:{'|'.join(CODES)})(?=/|$)")


def spans(text: str) -> list[tuple[str, Span]]:
    """Each link, address and telephone number, as it is compared, with its place."""
    found: list[tuple[str, Span]] = []
    digits = plain_digits(text)
    taken = bytearray(len(digits))
    for pattern, compared in ((_LINK, _link), (_MAIL, str.casefold), (_PHONE, _phone)):
        for hit in pattern.finditer(digits):
            words = hit.group().rstrip(_CLOSING)
            span = (hit.start(), hit.start() + len(words))
            if not any(taken[slice(*span)]):
                found.append((compared(words), span))
                taken[slice(*span)] = b"\1" * len(words)
    return sorted(found, key=lambda one: one[1])


def blanked(text: str) -> str:
    """`text` with blanks for its links, addresses and telephone numbers; every other sign stays in its place."""
    parts, end = [], 0
    for _value, (start, stop) in spans(text):
        parts += [text[end:start], " " * (stop - start)]
        end = stop
    return "".join([*parts, text[end:]])


def links(said: Said, source: list[tuple[str, Span]], target: list[tuple[str, Span]]) -> Iterator[Finding]:
    """What the source names and the translation does not, beside what stands there instead."""
    there = Counter(value for value, _span in target)
    lost = [(value, span) for value, span in source if not there[value]]
    if lost:
        known = {value for value, _span in source}
        instead = tuple(span for value, span in target if value not in known)
        yield Finding(
            "links", WRONG, tuple(said.source[slice(*span)] for _value, span in lost), instead, tuple(span for _value, span in lost)
        )


def placeholders(said: Said) -> Iterator[Finding]:
    """{name}, %(name)s and the like: filled in by a program, so they stay as they are and none is added."""
    there, here = _PLACEHOLDER.findall(said.source), _PLACEHOLDER.findall(said.target)
    if Counter(there) == Counter(here):
        return
    odd = dict.fromkeys([*(Counter(there) - Counter(here)), *(Counter(here) - Counter(there))])
    places = tuple(hit.span() for hit in _PLACEHOLDER.finditer(said.target) if hit.group() in odd)
    sources = tuple(hit.span() for hit in _PLACEHOLDER.finditer(said.source) if hit.group() in odd)
    yield Finding("placeholders", WRONG, tuple(odd), places, sources)


def _link(words: str) -> str:
    """Without what does not change where it leads: http or https, www, the case of letters, the portal's own language."""
    bare = re.sub(r"^https?://", "", words.casefold()).removeprefix("www.").rstrip("/")
    return _LANGUAGE.sub(r"\1/*", bare)


def _phone(words: str) -> str:
    bare = re.sub(r"[^\d+]", "", words)
    return "0" + bare.removeprefix("+84") if bare.startswith("+84") else bare
