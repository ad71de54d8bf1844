"""What was looked for, lit in the spelling of the text itself, and the line of the text in which it stands.

Texts come as the index keeps them: the lines that are shown and, letter under letter, what they are looked for as (`aligning`). So a term is
one regular expression over the second, and its places are places in the first.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from html import escape
from itertools import islice

from django.utils.safestring import SafeString, mark_safe

from kontum_ttdn.languages.breaking import MAY_BREAK
from kontum_ttdn.languages.folding import normalise

from .aligning import FILLER, shown_line, sought_line
from .asking import Asked, Term
from .tokens import LONGEST
from .words import INVISIBLE, cut, exact_word

AROUND = 90  # letters before and after the first hit of a line that is too long
_BORDERS = (" ", MAY_BREAK)
_WORD = f"0-9a-zß-ÿ{FILLER}"  # folded letters of words between blanks; signs beyond 255 would take a millisecond to compile
MOST_TRIED = 50  # places of one term that are looked at for one with the very accents

Span = tuple[int, int]


class Light:
    """The terms of one question: made once, held over the lines of all its results."""

    def __init__(self, asked: Asked):
        side_by_side = asked.side_by_side().terms
        self._whole = [_Wanted(term) for term in side_by_side]
        self._apart = [_Wanted(term) for term in asked.terms if term not in side_by_side]

    def title(self, title: str, text: str, sought: str) -> tuple[str, SafeString]:
        """The title as it is now with its break marks, and the same with every hit in <mark>; `text` and `sought` begin with its line, if it
        has not changed since."""
        shown = text.partition("\n")[0]
        if shown.replace(MAY_BREAK, "") != normalise(title).replace(MAY_BREAK, ""):
            shown = shown_line(title)
            sought = sought_line(shown)
        whole = 0, len(shown)
        return shown, _marked(shown, whole, self._spans(shown, sought, whole))

    def passage(self, text: str, sought: str) -> SafeString:
        """The line below the title in which most of the terms stand, lit, shortened round the hit; nothing where none does."""
        line = self._line(text, sought)
        if not line:
            return mark_safe("")
        first = next((hit for wanted in (*self._whole, *self._apart) if (hit := wanted.first(text, sought, line))), line)
        start, end = _window(text, line, first)
        said = _marked(text, (start, end), self._spans(text, sought, (start, end)))
        return mark_safe(("… " if start > line[0] else "") + said + (" …" if end < line[1] else ""))

    def _line(self, text: str, sought: str) -> Span | None:
        """Of the lines where a term first stands below the title the one with most terms; the first with all of them is it at once."""
        below = (text.find("\n") + 1 or len(text), len(text))
        lines: list[Span] = []
        for wanted in (*self._whole, *self._apart):
            if hit := wanted.first(text, sought, below):
                end = text.find("\n", hit[1])
                line = text.rfind("\n", 0, hit[0]) + 1, end if end >= 0 else len(text)
                if all(each.first(text, sought, line) for each in self._whole):
                    return line
                lines.append(line)
        everything = (*self._whole, *self._apart)
        return max(lines, key=lambda line: sum(bool(wanted.first(text, sought, line)) for wanted in everything), default=None)

    def _spans(self, text: str, sought: str, within: Span) -> list[Span]:
        """The hits in a part of a text, from first to last, none over another: words side by side, else each by itself."""
        found = sorted(span for wanted in self._whole for span in wanted.all(text, sought, within))
        found = found or sorted(span for wanted in self._apart for span in wanted.all(text, sought, within))
        joined: list[Span] = []
        for start, end in found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined


class _Wanted:
    """One term as it is found in what texts are looked for as."""

    def __init__(self, term: Term):
        self._term = term

    def first(self, text: str, sought: str, within: Span) -> Span | None:
        """The first place of the term between two places of a text."""
        return next(self.all(text, sought, within), None)

    def all(self, text: str, sought: str, within: Span) -> Iterator[Span]:
        """Each of them, from first to last."""
        if FILLER not in (part := sought[slice(*within)]) and not all(word in part for word in self._term.shown.split()):
            return  # most titles: no expression is made for what is seen at once
        found = self._pattern.finditer(sought, *within)
        for hit in islice(found, MOST_TRIED) if self._term.strict else found:
            start, end = hit.span()
            end = start + len(text[start:end].rstrip(INVISIBLE))
            if not self._term.strict or self._is_exactly(text[start:end]):
                yield start, end

    @cached_property
    def _pattern(self) -> re.Pattern:
        """Fillers may follow any letter; words begin and end at blanks, and where they are also found written as one, need none between."""
        said = self._term.shown
        if self._term.is_run:
            return re.compile(_letters(said))
        first, *rest = words = [_letters(word) for word in said.split()]
        begins = f"{words[0][0]}(?<![{_WORD}].)"  # looked at after the first letter, so that the search can run for that one
        gap = " *" if self._term.or_else else " +"
        return re.compile(gap.join((begins + first[1:], *rest)) + (f"(?![{_WORD}])" if said.endswith(" ") else f"[{_WORD}]*"))

    def _is_exactly(self, said: str) -> bool:
        return tuple(exact_word(piece.text)[:LONGEST] for piece in cut(said)) == self._term.exact[-1].tokens


def _letters(word: str) -> str:
    return "".join(f"{re.escape(letter)}{FILLER}*" for letter in word)


def _window(text: str, line: Span, hit: Span) -> Span:
    """The part of a line that is shown round a hit, cut where a line may be."""
    start, end = line
    if end - start <= 2 * AROUND + 40:
        return line
    if hit[0] - AROUND > start:
        start = min((at + 1 for sign in _BORDERS if (at := text.find(sign, hit[0] - AROUND, hit[0])) >= 0), default=hit[0])
    if hit[1] + AROUND < end:
        end = max(hit[1], *(text.rfind(sign, hit[1], hit[1] + AROUND) for sign in _BORDERS))
    return start, end


def _marked(text: str, within: Span, spans: list[Span]) -> SafeString:
    said, (at, last) = [], within
    for start, end in spans:
        said += (escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>")
        at = end
    said.append(escape(text[at:last]))
    return mark_safe("".join(said))
