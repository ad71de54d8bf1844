"""What a check looks at and what it finds. Pure: no database here, so that a table of examples can try everything."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

HEED, WRONG = "heed", "wrong"  # look at it once more; hardly meant so. Neither ever stops anybody from saving
MOST = 12  # signs that a sentence names, and places that are kept
AROUND = 24  # letters shown on each side of a marked place

Span = tuple[int, int]

SENTENCES = {
    "numbers_missing": gettext_noop("Numbers of the source are missing: %(words)s."),
    "numbers_added": gettext_noop("Numbers that the source does not have: %(words)s."),
    "dates": gettext_noop("The date is not the same as in the source: %(words)s."),
    "links": gettext_noop("A link, address or telephone number is missing or changed: %(words)s."),
    "placeholders": gettext_noop("A placeholder must stay as it is: %(words)s."),
    "repeated": gettext_noop("The same words twice in a row: %(words)s."),
    "end_missing": gettext_noop("The source ends with “%(words)s”, this does not."),
    "end_added": gettext_noop("This ends with “%(words)s”, the source does not."),
    "blanks": gettext_noop("A blank too many: at the beginning, at the end, or two in a row."),
    "look_alike": gettext_noop("Letters that only look right: %(words)s."),
    "foreign": gettext_noop("Letters that this language was not seen to use: %(words)s."),
    "invisible": gettext_noop("There are invisible signs in the words."),
    "copy": gettext_noop("The words are the same as in the source: are they translated?"),
    "short": gettext_noop("Much shorter than the source: is something missing?"),
    "long": gettext_noop("Much longer than the source."),
    "term_missing": gettext_noop("A word of the glossary is not used (what the source says → what it is called): %(words)s."),
    "term_forbidden": gettext_noop("The glossary does not allow: %(words)s."),
    "box": gettext_noop("Too long for its place in print: %(words)s."),
}


@dataclass(frozen=True)
class Finding:
    """One remark: `check` names its sentence, `words` are the signs in question, the spans say where they stand in either text."""

    check: str
    level: str = HEED
    words: tuple[str, ...] = ()
    target: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()

    @property
    def sentence(self) -> str:
        """In the language of who reads it. A check that is not of this house brings its own sentence as its first word."""
        if self.check not in SENTENCES:
            return self.words[0] if self.words else self.check
        return _(SENTENCES[self.check]) % {"words": (" → " if self.check == "term_missing" else ", ").join(self.words)}

    def kept(self) -> dict:
        """As a segment keeps it: the first MOST signs and places, however many there are."""
        words = self.words if len(self.words) <= MOST else (*self.words[:MOST], "…")
        told = replace(self, words=words, target=self.target[:MOST], source=self.source[:MOST])
        return {name: value for name, value in asdict(told).items() if value}

    @classmethod
    def read(cls, kept: dict) -> "Finding":
        spans = {side: tuple(tuple(span) for span in kept.get(side, ())) for side in ("target", "source")}
        return cls(kept["check"], kept.get("level", HEED), tuple(kept.get("words", ())), **spans)


@dataclass(frozen=True)
class Said:
    """One segment: the words and their language, and the source's where there is one (the source edition has none)."""

    target: str
    language: str
    source: str = ""
    source_language: str = ""

    @cached_property
    def is_translation(self) -> bool:
        return bool(self.source.strip())


Check = Callable[[Said], Iterator[Finding]]


@dataclass(frozen=True)
class Excerpt:
    """A marked place with a few letters around it."""

    before: str
    marked: str
    after: str


def excerpt(text: str, span: Span) -> Excerpt:
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Excerpt(("…" if start > AROUND else "") + before, text[start:end], after + ("…" if end + AROUND < len(text) else ""))
