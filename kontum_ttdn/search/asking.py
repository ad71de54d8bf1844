"""What a person asks for, taken apart. Pure: no database here; nothing that is typed can be wrong, only empty."""

import re
from dataclasses import dataclass

from kontum_ttdn.languages.folding import fold, normalise

from .tokens import LONGEST
from .words import Piece, cut, exact_word, letters_of, loose_word, pairs, triples, words_of_run

LONGEST_ASKED = 200  # letters that are looked at
MOST_TERMS = 12
SHORTEST_PREFIX = 2  # letters: what begins with one letter is everything

_QUOTES = re.compile('["“”„‟«»]([^"“”„‟«»]*)["“”„‟«»]')
_STARS = "*＊"


@dataclass(frozen=True)
class Phrase:
    """Tokens side by side; `prefix`: the last one is only how the word begins."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class Term:
    """One thing that must be there. `loose` and `exact` are phrases that must all be there; `or_else` is a token that does instead of the
    loose ones; `strict`: only the exact ones count. `shown` is what is lit in the results: folded words between blanks, or a folded run."""

    loose: tuple[Phrase, ...]
    exact: tuple[Phrase, ...]
    or_else: str = ""
    strict: bool = False
    shown: str = ""

    @property
    def is_run(self) -> bool:
        """Whether it is a run of Lao or Khmer: its exact words may stand anywhere, the run itself does not."""
        return not self.shown.startswith(" ")

    @property
    def is_words(self) -> bool:
        """Whether it is made of whole words between blanks that may stand with or without their accents."""
        return not self.is_run and not self.strict and not self.loose[-1].prefix

    def followed_by(self, other: "Term") -> "Term":
        """Both as one phrase."""
        loose, exact = (Phrase(mine[0].tokens + its[0].tokens) for mine, its in ((self.loose, other.loose), (self.exact, other.exact)))
        return Term((loose,), (exact,), shown=self.shown + other.shown.lstrip())


@dataclass(frozen=True)
class Asked:
    """A question: what was typed, as it is shown again, and its terms."""

    text: str
    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    def side_by_side(self) -> "Asked":
        """The same where words that were typed one after the other must stand so: thư viện, not thứ … viên."""
        joined: list[Term] = []
        for term in self.terms:
            if joined and joined[-1].is_words and term.is_words:
                joined[-1] = joined[-1].followed_by(term)
            else:
                joined.append(term)
        return Asked(self.text, tuple(joined))

    def opened(self) -> "Asked":
        """The same where the last term is only how a word begins: for who is still typing, and for who found nothing."""
        *before, last = self.terms
        if last.strict or len(last.shown.strip()) < SHORTEST_PREFIX:
            return self
        *loose, end = last.loose
        *exact, tip = last.exact or (Phrase(()),)
        opened = Term((*loose, Phrase(end.tokens, True)), (*exact, Phrase(tip.tokens, True)) if tip.tokens else (), last.or_else,
                      shown=last.shown.rstrip())  # fmt: skip
        return Asked(self.text, (*before, opened))


def asked(text: str) -> Asked:
    """The question of what somebody typed: words that must all be there, “phrases” with their accents, begin* for beginnings."""
    text = " ".join(normalise(text)[:LONGEST_ASKED].split())
    terms: list[Term] = []
    rest, at = [], 0
    for quote in _QUOTES.finditer(text):
        rest.append(text[at : quote.start()])
        terms += _quoted(quote.group(1))
        at = quote.end()
    rest.append(text[at:])
    for chunk in " ".join(rest).split():
        terms += _terms_of(chunk)
    once = {(term.loose, term.exact, term.strict): term for term in terms}
    return Asked(text, tuple(once.values())[:MOST_TERMS])


def _quoted(text: str) -> list[Term]:
    """One phrase; where scripts meet, one for each."""
    found = []
    for unspaced, group in _same_script(text):
        if unspaced:
            found += [_run(piece.text, whole=True) for piece in group]
        else:
            tokens = tuple(exact_word(piece.text)[:LONGEST] for piece in group)
            found.append(Term((Phrase(tuple(loose_word(piece.text)[:LONGEST] for piece in group)),), (Phrase(tokens),), strict=True,
                              shown=f" {' '.join(loose_word(piece.text) for piece in group)} "))  # fmt: skip
    return found


def _terms_of(chunk: str) -> list[Term]:
    """The terms of what stands between two blanks: Ia, H’Drai, C-12/2023, a run of Lao."""
    begins = chunk[-1] in _STARS
    found = []
    for unspaced, group in _same_script(chunk):
        found += [_run(piece.text) for piece in group] if unspaced else [_words(group)]
    if begins and found:
        return list(Asked("", tuple(found)).opened().terms)
    return found


def _words(group: list[Piece]) -> Term:
    loose = tuple(loose_word(piece.text)[:LONGEST] for piece in group)
    exact = tuple(exact_word(piece.text)[:LONGEST] for piece in group)
    joined = "".join(loose)[:LONGEST] if len(loose) > 1 else ""
    return Term((Phrase(loose),), (Phrase(exact),), or_else=joined, shown=f" {' '.join(loose)} ")


def _run(run: str, *, whole: bool = False) -> Term:
    """An unspaced run. A long one by its threes: each lies in the text wherever the run does; as a whole phrase by its twos."""
    folded = fold(run)
    letters = letters_of(folded)
    two = pairs(run)
    if len(letters) == 1:
        loose = (Phrase((letters[0],), True),)
    elif whole or len(letters) == 2:
        loose = (Phrase(tuple(two[:-1])),)
    else:
        loose = tuple(Phrase((token,)) for token in sorted(triples(run)))[:MOST_TERMS]
    return Term(loose, tuple(Phrase((word[:LONGEST],)) for word in words_of_run(run)), shown=folded)


def _same_script(text: str):
    """Neighbouring pieces of one kind together: (unspaced, pieces)."""
    group: list[Piece] = []
    for piece in cut(text):
        if not piece.unspaced and not loose_word(piece.text):
            continue
        if group and group[-1].unspaced != piece.unspaced:
            yield group[0].unspaced, group
            group = []
        group.append(piece)
    if group:
        yield group[0].unspaced, group
