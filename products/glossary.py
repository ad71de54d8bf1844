"""Finding the words of the glossary in a text: the longest first, by whole words; in Lao and Khmer inside unbroken text. Pure: no database here.

Capitals do not count, nor where in a word its tone stands (hoà, hòa); tones themselves do, for "xã" is a commune and "xa" is far.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kontum_ttdn.languages import registry
from kontum_ttdn.languages.breaking import MAY_BREAK, NEVER_FIRST, NEVER_LAST, NO_BREAK
from kontum_ttdn.languages.folding import fold, normalise

from .likeness import words
from .models import FormUse

_MARKS = str.maketrans(dict.fromkeys((MAY_BREAK, NO_BREAK, " ", "\u00a0")))


Said = tuple[str, ...] | str  # what is compared: words, or the letters of a language that does not part them


@dataclass(frozen=True)
class Form:
    """One word of a term in one language."""

    term_id: int
    text: str
    use: str
    note: str = ""
    awaits_review: bool = False

    @property
    def may_be_used(self) -> bool:
        return self.use != FormUse.FORBIDDEN


@dataclass(frozen=True)
class Notion:
    """A term with its forms by language."""

    pk: int
    code: str
    definition: str
    keep_as_is: bool
    forms: dict[str, list[Form]] = field(default_factory=dict)

    def preferred(self, language: str) -> Form | None:
        """What it is called in this language; a notion that is kept as it is, is called as in Vietnamese."""
        found = self.forms.get(registry.DEFAULT if self.keep_as_is else language, ())
        return next((form for form in found if form.use == FormUse.PREFERRED), None)

    def allowed(self, language: str) -> list[Form]:
        """Everything it may be called in this language."""
        found = self.forms.get(registry.DEFAULT if self.keep_as_is else language, ())
        return [form for form in found if form.may_be_used]

    def forbidden(self, language: str) -> list[Form]:
        return [form for form in self.forms.get(language, ()) if not form.may_be_used]


class Matcher:
    """Finds the forms of one language in texts."""

    def __init__(self, forms: Iterable[Form], language: str):
        self.unbroken = bool(registry.get(language).break_engine)
        self.english = language == "en"
        self._known: dict[str, dict[Said, list[Form]]] = {}  # first letter or word → all of it → whose words it is
        for form in forms:
            if said := self._said(form.text):
                self._known.setdefault(said[0], {}).setdefault(said, []).append(form)

    def find(self, text: str) -> list[list[Form]]:
        """What stands in `text`, in its order, none inside another: each time all the forms that are written so."""
        said = self._said(text)
        return self._in_letters(said) if self.unbroken else self._in_words(said)

    def written(self, text: str) -> str:
        """`text` so that a form stands in it, be it inside of a longer one, where the form's own `written` does."""
        said = self._said(text)
        return said if self.unbroken else f" {' '.join(said)} "

    def _said(self, text: str) -> "Said":
        return _letters(text) if self.unbroken else tuple(self._key(word) for word in words(text))

    def _in_words(self, said: tuple[str, ...]) -> list[list[Form]]:
        found, place = [], 0
        while place < len(said):
            known = self._known.get(said[place], {})
            length = next((size for size in self._sizes.get(said[place], ()) if said[place : place + size] in known), 0)
            if length:
                found.append(known[said[place : place + length]])
            place += length or 1
        return found

    def _in_letters(self, said: str) -> list[list[Form]]:
        return [self._known[each[0][0]][each[0]] for each in self._pattern.finditer(said)] if self._known else []

    @cached_property
    def _sizes(self) -> dict[str, list[int]]:
        """Of each first word the lengths of what begins with it, the longest first."""
        return {first: sorted({len(said) for said in known}, reverse=True) for first, known in self._known.items()}

    @cached_property
    def _pattern(self) -> re.Pattern:
        every = sorted((said for known in self._known.values() for said in known), key=len, reverse=True)
        before = "".join(sorted(NEVER_LAST))
        return re.compile(f"(?<![{before}])(?:{'|'.join(map(re.escape, every))})(?!{NEVER_FIRST.pattern})")

    def _key(self, word: str) -> str:
        """The letters of a word and, apart from them, its marks; English without the ending of several."""
        if self.english and len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            word = word[:-1]
        apart = unicodedata.normalize("NFD", word)
        marks = [letter for letter in apart if unicodedata.combining(letter)]
        return "".join([*(letter for letter in apart if not unicodedata.combining(letter)), *sorted(marks)])


def _letters(text: str) -> str:
    return fold(normalise(text).translate(_MARKS))


class Glossary:
    """All terms, and a matcher a language, made when it is first asked."""

    def __init__(self, notions: Iterable[Notion]):
        self.notions = {notion.pk: notion for notion in notions}
        self._matchers: dict[str, Matcher] = {}

    def matcher(self, language: str) -> Matcher:
        if language not in self._matchers:
            every = (form for notion in self.notions.values() for form in notion.forms.get(language, ()))
            self._matchers[language] = Matcher(every, language)
        return self._matchers[language]

    def terms_in(self, text: str, language: str) -> list[tuple[Notion, Form]]:
        """The notions that `text` speaks of, each once with the word it uses, in their order."""
        found: dict[int, Form] = {}
        for forms in self.matcher(language).find(text):
            for form in forms:
                found.setdefault(form.term_id, form)
        return [(self.notions[pk], form) for pk, form in found.items()]

    def problems(self, source: str, target: str, source_language: str, target_language: str) -> list["Problem"]:
        """Where a translation does not keep to the glossary; nothing for words that have no translation in it yet."""
        if not target.strip():
            return []
        matcher, problems = self.matcher(target_language), []
        spelled, written = normalise(target), matcher.written(target)

        def stands(form: Form, notion: Notion) -> bool:
            return normalise(form.text) in spelled if notion.keep_as_is else matcher.written(form.text) in written

        for forms in matcher.find(target):
            if not any(form.may_be_used for form in forms):
                problems.append(Problem("forbidden", self.notions[forms[0].term_id], forms[0], target_language))
        for notion, form in self.terms_in(source, source_language):
            wanted = notion.allowed(target_language)
            if wanted and not any(stands(each, notion) for each in wanted):
                problems.append(Problem("missing", notion, form, target_language))
        return problems


@dataclass(frozen=True)
class Problem:
    """`missing`: the source speaks of `notion` as `form`, and no word for it stands in the translation; `forbidden`: the translation says `form`."""

    kind: str
    notion: Notion
    form: Form
    language: str

    @property
    def wanted(self) -> Form | None:
        return self.notion.preferred(self.language)
