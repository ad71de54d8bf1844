"""What an imported document is made of, and how much of it is taken."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from kontum_ttdn.languages.graphemes import shorten
from kontum_ttdn.languages.legacy import Legacy

MAX_BYTES = 25 * 1024 * 1024  # of the file itself
MAX_LETTERS = 2_000_000  # code points of text: about 700 pages
MAX_BLOCKS = 5_000
MAX_PICTURES = 500
MAX_NOTES = 200
NOTE_LETTERS = 300  # of what was left out, as a note quotes it


class Kind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    LIST_ITEM = "list_item"
    PICTURE = "picture"
    CALLOUT = "callout"
    TABLE_CELL = "table_cell"
    FOOTNOTE = "footnote"
    QUOTE = "quote"


@dataclass(frozen=True)
class ImportedBlock:
    """One piece in reading order. `options` by kind:

    heading: level 1–3 · list_item: ordered, number (as shown, "2." or "a)"), level from 1, style ("decimal", "bullet" …) ·
    table_cell: table, row, column from 1, rowspan, colspan, header · footnote: number · picture: picture (index), alternative.
    Any kind may carry links: a list of {"text", "address"}, and footnotes: the numbers that its text refers to (¹ ² in the text).
    """

    kind: Kind
    text: str = ""
    options: dict = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedPicture:
    """A picture's bytes as they lay in the document, for the media gate to check; JPEG or PNG by its first bytes."""

    name: str
    data: bytes
    content_type: str


@dataclass(frozen=True)
class Imported:
    """A document as read: `notes` tell the person what was left out or guessed, and why."""

    title: str
    blocks: list[ImportedBlock]
    pictures: list[ImportedPicture]
    notes: list[str]
    encoding: str
    legacy: Legacy | None
    sha256: str


class Notes:
    """Sentences for the person, each once, in order, and not without end."""

    def __init__(self):
        self._said: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        self._said[sentence] = None

    def quote(self, sentence: str, what: str) -> None:
        """Add `sentence` with its %(text)s: what was left out, so that nothing is lost silently."""
        self.add(sentence % {"text": shorten(" ".join(what.split()), NOTE_LETTERS)})

    def sentences(self) -> list[str]:
        said = list(self._said)
        more = len(said) - MAX_NOTES
        return said[:MAX_NOTES] + ([_("And %(count)d more notes of this kind.") % {"count": more}] if more > 0 else [])
