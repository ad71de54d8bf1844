"""Parts of pages that say the same wherever the same is given: made once, and kept in the memory of the process.

A part sees nothing of the request and of the page around it, only what it is given and the language of the page. So what was kept is what
would be made anew, and nothing has ever to be forgotten: other words are another part.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from threading import Lock

from django.conf import settings
from django.template import engines
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

LETTERS = 8_000_000  # of all parts that one process keeps
LARGEST = 200_000  # letters of one part that is kept
PLAIN = (str, int, float, date, Promise, type(None))


class Kept:
    """Texts by what they were made from, at most so many letters of them; what was not asked for the longest is dropped first."""

    def __init__(self, most: int = LETTERS, largest: int = LARGEST):
        self.most, self.largest, self.letters = most, largest, 0
        self._texts: OrderedDict[tuple, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple) -> str | None:
        try:
            text = self._texts[key]
            self._texts.move_to_end(key)
        except KeyError:  # or dropped by another thread meanwhile
            return None
        return text

    def put(self, key: tuple, text: str) -> None:
        if len(text) > self.largest:
            return
        with self._lock:
            self.letters += len(text) - len(self._texts.pop(key, ""))
            self._texts[key] = text
            while self.letters > self.most:
                self.letters -= len(self._texts.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._texts.clear()
            self.letters = 0


PARTS = Kept()


def part(template: str, given: dict[str, object]) -> SafeString:
    """The template with nothing but `given`: plain values, tuples and frozen dataclasses of them. TypeError for what may change.

    A text marked safe may be given by itself, never inside something: there it would be taken for an equal text that is not.
    """
    key = (template, get_language(), *((name, type(value), value) for name, value in given.items()))
    text = PARTS.get(key)
    if text is None:
        for name, value in given.items():
            if not isinstance(value, SafeString):
                _refuse_what_changes(name, value)
        text = engines["django"].get_template(template).render(dict(given))
        if not settings.DEBUG:  # who writes templates sees them at once
            PARTS.put(key, text)
    return text


def named(template: str, name: str, make: Callable[[], dict[str, object]]) -> SafeString:
    """As `part`, of what is too large to be compared: `name` stands for all that `make()` gives to the template, as a hash of it does."""
    key = (template, get_language(), name)
    text = PARTS.get(key)
    if text is None:
        text = engines["django"].get_template(template).render(make())
        if not settings.DEBUG:
            PARTS.put(key, text)
    return text


def _refuse_what_changes(name: str, value: object) -> None:
    if isinstance(value, tuple):
        for each in value:
            _refuse_what_changes(name, each)
    elif is_dataclass(value) and value.__dataclass_params__.frozen:
        for field in fields(value):
            _refuse_what_changes(f"{name}.{field.name}", getattr(value, field.name))
    elif isinstance(value, SafeString) or not isinstance(value, PLAIN):
        raise TypeError(f"{name} of a kept part is a {type(value).__name__}: it may change, or is not what it equals")
