"""Blanks, the sign at the end, words twice in a row, and words that were left as they came."""

import re
from collections.abc import Iterator

from kontum_ttdn.languages.breaking import RUN, pieces
from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.languages.graphemes import graphemes
from kontum_ttdn.languages.registry import LANGUAGES

from .links import blanked
from .shapes import HEED, WRONG, Finding, Said

_CLOSING = "”\"'’»)]}\u200b\u2060 \n"
_END = {
    ".": "stop",
    "。": "stop",
    "។": "stop",
    "៕": "stop",
    "?": "question",
    "？": "question",
    "!": "cry",
    "！": "cry",
    ":": "colon",
    "៖": "colon",
}
_NO_STOP = {"lo"}  # Lao parts sentences by a blank; a full stop is a matter of taste
_BLANKS = re.compile(r"\A[ \t\u00a0\n]+|(?<![ \t\u00a0\n])[ \t\u00a0\n]+\Z|(?<=\S)[ \u00a0]{2,}(?=\S)|\t")
_BEFORE_SIGN = re.compile(r"(?<=\w)[ \u00a0]+(?=[,.;:!?](?:\s|\Z))")
_WORD = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f’'-])*")
# Words that are never said twice in a row on purpose. Vietnamese and its neighbours double words for their meaning (xanh xanh, luôn luôn),
# so there only these count; a language without such a list is asked for three words and more.
_NEVER_TWICE = {
    "vi": set(
        "và của là các những được cho với trong không này để một về tại theo bằng khi thì mà như đến vào bởi nhưng hoặc tuy nên".split()
    ),
    "lo": set("ແລະ ຂອງ ທີ່ ໃນ ເປັນ ໃຫ້ ກັບ ໂດຍ ຫຼື".split()),
    "km": set("និង របស់ នៃ ក្នុង ជា ដែល ឱ្យ ដោយ ឬ".split()),
}
_TWICE_IN_ENGLISH = {"had", "that", "very", "bye", "ha"}
LONGEST, SHORTEST, FROM = 3.0, 0.3, 40  # times the source's letters; told of sources of so many letters
LONGEST_PHRASE = 12  # words
_NEAR_BLANKS = {"km", "lo"}  # a blank before a sign is usual there


def end(said: Said) -> Iterator[Finding]:
    there, here = _last(said.source), _last(said.target)
    if not here or not there or not LANGUAGES[said.language].has_reference:
        return
    wanted, got = _END.get(there[0]), _END.get(here[0])
    if wanted == got or ("stop" in (wanted, got) and said.language in _NO_STOP) or ("colon" in (wanted, got) and _is_short(said)):
        return
    if wanted:
        yield Finding("end_missing", HEED, (there[0],), ((here[1], here[1] + 1),), ((there[1], there[1] + 1),))
    else:
        yield Finding("end_added", HEED, (here[0],), ((here[1], here[1] + 1),), ((there[1], there[1] + 1),))


def blanks(said: Said) -> Iterator[Finding]:
    found = [hit.span() for hit in _BLANKS.finditer(said.target)]
    if said.language not in _NEAR_BLANKS:
        found += [hit.span() for hit in _BEFORE_SIGN.finditer(said.target)]
    if found and said.target.strip():
        yield Finding("blanks", HEED, (), tuple(sorted(found)))


def repeated(said: Said) -> Iterator[Finding]:
    """One word twice where the language never does so, or three and more words said again at once; not where the source does it too."""
    words = _words(said.target)
    plain = [normalise(word).casefold() for word, _start in words]
    for at in range(1, len(words)):
        before, here = words[at - 1], words[at]
        if (
            plain[at] == plain[at - 1]
            and _only_blanks(said.target[before[1] + len(before[0]) : here[1]])
            and _never_twice(plain[at], said.language)
        ):
            yield Finding("repeated", WRONG, (said.target[before[1] : here[1] + len(here[0])],), ((before[1], here[1] + len(here[0])),))
            return
    again = _said_again(plain, 3)
    if again and not _said_again([normalise(word).casefold() for word, _start in _words(said.source)], 1):
        at, size = again
        span = (words[at - size][1], words[at + size - 1][1] + len(words[at + size - 1][0]))
        yield Finding("repeated", WRONG, (said.target[slice(*span)],), (span,))


def copied(said: Said) -> Iterator[Finding]:
    """The source's own words; names, numbers and addresses may stay as they are."""
    if said.language == said.source_language or normalise(said.source).strip().casefold() != normalise(said.target).strip().casefold():
        return
    words = [word for word, _start in _words(blanked(said.target))]
    if len(words) >= 2 and any(word[:1].islower() or word[:1] > "\u0e00" for word in words):
        yield Finding("copy", WRONG, (), ((0, len(said.target)),))


def length(said: Said) -> Iterator[Finding]:
    letters = len(graphemes(said.source.strip()))
    if letters < FROM:
        return
    times = len(graphemes(said.target.strip())) / letters
    if times < SHORTEST:
        yield Finding("short")
    elif times > LONGEST:
        yield Finding("long")


def _last(text: str) -> tuple[str, int] | None:
    """The last sign that counts, and its place."""
    bare = text.rstrip(_CLOSING)
    return (bare[-1], len(bare) - 1) if bare else None


def _words(text: str) -> list[tuple[str, int]]:
    """Words and where they begin; Lao and Khmer ones as ICU finds them."""
    found: list[tuple[str, int]] = []
    for hit in _WORD.finditer(text):
        at = hit.start()
        for piece in pieces(hit.group()) if RUN.fullmatch(hit.group()) else [hit.group()]:
            found.append((piece, at))
            at += len(piece)
    return found


def _never_twice(word: str, language: str) -> bool:
    if language == "en":
        return word not in _TWICE_IN_ENGLISH
    return word in _NEVER_TWICE.get(language, ())


def _only_blanks(between: str) -> bool:
    return not between.strip(" \u00a0\u200b\n")


def _is_short(said: Said) -> bool:
    """A label or the number of an article: whether a colon follows it is a matter of taste."""
    return min(len(_words(said.source)), len(_words(said.target))) < 4


def _said_again(plain: list[str], fewest: int) -> tuple[int, int] | None:
    """The longest phrase of `fewest` words and more that is said twice in a row: where it begins again, and how many words it has."""
    for size in range(min(LONGEST_PHRASE, len(plain) // 2), fewest - 1, -1):
        for at in range(size, len(plain) - size + 1):
            if plain[at - size] == plain[at] and plain[at - size : at] == plain[at : at + size]:
                return at, size
    return None
