"""One edition as something to take along: what its book and its text file are made of. Pure: no database, no request."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime

from kontum_ttdn.languages.registry import Language
from products.queries.reading import Item

WRITER = 1  # one more whenever the same words would be written otherwise: what is kept of the old way is passed over then


@dataclass(frozen=True)
class Fact:
    """One line about the work; `tag` is the language in which the value stands."""

    label: str
    value: str
    tag: str = ""


@dataclass(frozen=True)
class Words:
    """What a book says by itself, in the language that menus speak to readers of this edition."""

    tag: str
    contents: str
    about: str
    spoken: str  # above what is said in a recording
    picture: str
    accessible: str  # one sentence on who can read it and how
    recordings: dict[str, str] = field(default_factory=dict)  # by carrier: how a recording is fetched


@dataclass(frozen=True)
class Chapter:
    """What stands between two headings of the second level; the first may have none, and is then called as the whole is."""

    title: str
    items: list[Item]


@dataclass(frozen=True)
class Book:
    """A published revision with everything that is said of it. `address` is where it can be asked for as long as there is a portal."""

    code: str
    language: Language
    title: str
    title_tag: str
    summary: str
    items: list[Item]
    facts: tuple[Fact, ...]
    words: Words
    address: str
    site: str
    publisher: str
    rights: str
    revision: int
    day: date
    modified: datetime
    content_hash: str

    @property
    def key(self) -> str:
        """Names everything that is written: books with one key are the same, byte for byte."""
        said = [
            *(WRITER, self.code, self.language.tag, self.title, self.title_tag, self.summary, self.content_hash),
            *(self.address, self.publisher, self.rights, self.revision, self.day.isoformat(), self.modified.isoformat()),
            [[fact.label, fact.value, fact.tag] for fact in self.facts],
            [value if isinstance(value, str) else sorted(value.items()) for value in vars(self.words).values()],
            [item.made.sha256 for item in self.items if item.made],
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    @property
    def chapters(self) -> list[Chapter]:
        """One for each heading of the second level, and one for what stands before the first; a book without headings has one."""
        found: list[Chapter] = []
        for item in self.items:
            if is_chapter(item):
                found.append(Chapter(item.text, [item]))
            elif found:
                found[-1].items.append(item)
            else:
                found.append(Chapter(self.title, [item]))
        return found


def is_chapter(item: Item) -> bool:
    return item.kind == "heading" and item.options.get("level") != 3
