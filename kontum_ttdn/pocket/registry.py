"""What domains put into the pocket. It imports nothing of ours, so that any `apps.py` may call it from ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """The rows of the pocket's first page, in their order."""

    ANSWERS = "answers", _("Questions and answers")
    TALKING = "talking", _("Talking points")
    PHRASES = "phrases", _("Phrase cards")
    REGISTERS = "registers", _("Registers")
    WORKS = "works", _("Leaflets and other works")


@dataclass(frozen=True)
class Line:
    """A paragraph, or what stands behind a label, and the language tag of the text. Labels are in Vietnamese, as is whatever has no tag of its own."""

    text: str
    label: str = ""
    tag: str = "vi"


@dataclass(frozen=True)
class Sound:
    """A recording for readers: its address, size in bytes, hash, and the language tag of what is said."""

    url: str
    bytes: int
    sha256: str
    tag: str


@dataclass(frozen=True)
class Item:
    """One thing to look up, as it lies on the phone. Nothing internal and nothing of a person: phones are shared and get lost.

    `key` is the same for the same thing for ever ("border.gate.12"); two items with one key are one. `kind` is what it is called in its group
    ("Cửa khẩu"). `names` are other spellings it is found by. `source` and `day` say whence the fact is known and as of which day; `until` is
    the last day on which it holds, None without an end. In a phrase card the lines are one sentence, each in another language.
    """

    key: str
    group: Group
    title: str
    tag: str = "vi"
    kind: str = ""
    lines: tuple[Line, ...] = ()
    names: tuple[str, ...] = ()
    source: str = ""
    day: date | None = None
    until: date | None = None
    sound: tuple[Sound, ...] = ()

    def told(self) -> dict:
        """As JSON says it; what is empty is left out."""
        said = {
            "key": self.key,
            "group": str(self.group),
            "title": self.title,
            "tag": self.tag,
            "kind": self.kind,
            "lines": [[line.text, line.label, line.tag] for line in self.lines],
            "names": list(self.names),
            "source": self.source,
            "day": self.day.isoformat() if self.day else "",
            "until": self.until.isoformat() if self.until else "",
            "sound": [[one.url, one.bytes, one.sha256, one.tag] for one in self.sound],
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Source:
    """`provide(user)` gives the items that this user may have, what is worth most first: beyond the limit of a phone the last are left out.

    It is called with Vietnamese as the active language, so that a phone's items do not change with the language of its pages.
    """

    name: str
    provide: Callable[..., Iterable[Item]]
    order: int = 50


_sources: dict[str, Source] = {}


def add_source(name: str, provide: Callable[..., Iterable[Item]], *, order: int = 50) -> None:
    """A source registers once; a second time under the same name takes its place. Lower `order` comes first where room is short."""
    _sources[name] = Source(name, provide, order)


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.name))
