"""Turning frozen content into what a page shows: lists gathered, tables laid out, files found. One statement for all pictures and recordings."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.registry import Language, get
from kontum_ttdn.media.models import Derivative, Purpose
from products import content as shape
from products.captions import Cue, clock

CARRIERS = {"text": _("to read"), "picture": _("with pictures"), "sound": _("to listen to"), "video": _("to watch"), "file": _("as a file")}


@dataclass(frozen=True)
class Sentence:
    """One sentence of a recording; from when to when it is spoken in milliseconds, and the beginning as a player shows it."""

    start: int
    end: int
    text: str
    clock: str


@dataclass(frozen=True)
class Spoken:
    """What is said in a recording, in one language, sentence by sentence."""

    language: Language
    sentences: list[Sentence]


@dataclass
class Item:
    """One thing on a reading page: heading, text, list, table, picture, callout, quote, footnote, file."""

    kind: str
    text: str = ""
    options: dict = field(default_factory=dict)
    entries: list = field(default_factory=list)  # of a list, or rows of a table
    made: Derivative | None = None  # of the picture or recording, as readers get it; None while it is still being made
    carrier: str = ""  # of a deposited file: sound, video, file
    spoken: list[Spoken] = field(default_factory=list)  # of a recording whose sentences have times: its own language first, Vietnamese last
    credit: str = ""
    key: str = ""

    @property
    def keys(self) -> list[str]:
        """The keys of all blocks in it: a table has one a cell."""
        return [cell["key"] for row in self.entries for cell in row] if self.kind == "table" else [self.key]

    @property
    def is_told(self) -> bool:
        """Whether its Vietnamese words are among the sentences that have times."""
        return any(spoken.language.code == "vi" for spoken in self.spoken)

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.split("\n") if line.strip()]


def reading_items(content: shape.Content, made: dict[str, Derivative] | None = None) -> list[Item]:
    """Body items in order; neighbouring list items and table cells come as one list or table. `made`: the files, where they are known."""
    made = _made(content) if made is None else made
    items: list[Item] = []
    for entry in shape.body_of(content):
        if entry["kind"] == "panel_break":
            continue
        last = items[-1] if items else None
        if entry["kind"] == "list_item":
            ordered = bool(entry["options"].get("ordered"))
            if not (last and last.kind == "list" and last.options["ordered"] == ordered):
                items.append(
                    last := Item("list", options={"ordered": ordered, "start": entry["options"].get("number", 1)}, key=entry["key"])
                )
            last.entries.append(entry)
        elif entry["kind"] == "table_cell":
            table = entry["options"].get("table", 0)
            if not (last and last.kind == "table" and last.options["table"] == table):
                items.append(last := Item("table", options={"table": table}, key=entry["key"]))
            _place_cell(last, entry)
        else:
            items.append(_item(entry, made))
    return items


def _place_cell(table: Item, entry: shape.Item) -> None:
    row = entry["options"].get("row", 0)
    if not table.entries or table.options.get("last_row") != row:
        table.entries.append([])
        table.options["last_row"] = row
    table.entries[-1].append(entry)


def _item(entry: shape.Item, made: dict[str, Derivative]) -> Item:
    picture, file = entry.get("picture") or {}, entry.get("file") or {}
    sha256 = picture.get("sha256") or file.get("sha256", "")
    carrier = shape.carrier(file) if file else ""
    return Item(
        entry["kind"],
        entry["text"],
        entry["options"],
        made=made.get(sha256),
        carrier=carrier,
        spoken=spoken_in(entry.get("cues") or {}),
        credit=picture.get("credit", ""),
        key=entry["key"],
    )


def spoken_in(cues: dict[str, list[Cue]]) -> list[Spoken]:
    """The cues by language as a page shows them: the recording's own language first, Vietnamese last."""
    return [
        Spoken(get(code), [Sentence(cue["start"], cue["end"], cue["text"], clock(cue["start"])) for cue in cues[code]])
        for code in sorted(cues, key=lambda code: (code == "vi", code))
    ]


def _made(content: shape.Content) -> dict[str, Derivative]:
    """What was made fresh for readers, by the hash of what it was made from."""
    wanted = shape.files_of(content)
    if not wanted:
        return {}
    found = Derivative.objects.filter(purpose=Purpose.WEB, file__sha256__in=wanted).select_related("file")
    return {derivative.file.sha256: derivative for derivative in found}
