"""What a product hands over to be printed: plain frozen data, no Django, no HTML. Every string is text; templates escape it."""

import datetime
import hashlib
import json
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kontum_ttdn.languages import registry as languages

KINDS = ("heading", "text", "list_item", "picture", "callout", "table_cell", "quote", "footnote", "panel_break")
FAMILIES = ("forest", "basalt", "indigo")
BANDS = ("lozenge-chain", "stepped-peak", "zigzag-twill", "star-and-bar", "comb-and-line")
MOST_BLOCKS = 5_000
MOST_PICTURES = 500
MOST_CHARACTERS = 2_000_000
MOST_PIXELS = 40_000_000
MOST_ROWS, MOST_COLUMNS = 5_000, 100  # of a table, by place and by span; Word makes 63 columns at most
HALF_LETTER = re.compile("[\ud800-\udfff]")
BOUNDS = {"row": (0, MOST_ROWS), "rows": (1, MOST_ROWS), "column": (0, MOST_COLUMNS), "columns": (1, MOST_COLUMNS), "level": (0, 9)}


@dataclass(frozen=True)
class Asset:
    """A picture by its content. `source` says where its bytes are: the bytes, a path, or a name in the default storage."""

    sha256: str
    media_type: str
    width: int
    height: int
    source: bytes | Path | str = field(default=b"", repr=False)

    def __post_init__(self):
        if self.width * self.height > MOST_PIXELS:
            raise ValueError(f"The picture has {self.width} x {self.height} pixels; at most {MOST_PIXELS} can be printed.")


@dataclass(frozen=True)
class Block:
    """One piece of the text, in reading order.

    options: heading {"level": 1-3}; list_item {"ordered": bool}; table_cell {"row", "column", "header", "rows", "columns"} (row and column
    from 0, rows and columns span); picture {"cover": True} for the front. In a list_item or callout the first of several lines is its
    heading; a footnote belongs to the block before it.
    """

    kind: str
    text: str = ""
    options: MappingProxyType | dict = field(default_factory=dict)
    picture: Asset | None = None
    alternative: str = ""
    credit: str = ""
    language: str = ""  # where it differs from the document's
    key: str = ""  # the same place has the same key in every language, and its fullness is told by it

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"No such kind of block: {self.kind!r}.")
        if self.language:
            languages.get(self.language)
        for name, (least, most) in BOUNDS.items():
            value = self.options.get(name, least)
            if not (isinstance(value, int) and least <= value <= most):
                raise ValueError(f"The option {name!r} of a block is a number from {least} to {most}, not {str(value)[:40]!r}.")
        object.__setattr__(self, "options", MappingProxyType(dict(self.options)))

    def option(self, name: str, default: Any = None) -> Any:
        return self.options.get(name, default)


@dataclass(frozen=True)
class Imprint:
    """Who answers for the sheet (Law on Publication 2012, art. 27). What is empty is printed as dots, for a person to see.

    `for_reading`: a file for the screen. Nothing is printed under a licence, so the imprint names who answers for it and leaves no dots.
    """

    publisher: str = ""  # the licensed body, which answers for the content
    licence_number: str = ""
    licence_date: str = ""  # as written: 12/01/2027
    licence_grantor: str = ""
    copies: str = ""
    printer: str = ""  # name and address
    printed: str = ""  # month and year of printing and legal deposit
    for_reading: bool = False


@dataclass(frozen=True)
class Official:
    """What only an official document has, by Decree 30/2020/NĐ-CP, annex I: who issues it, what it is, who signs it, who receives it.

    Write names as they shall be printed: "\\n" breaks a line; the words of the form itself ("Số:", "Nơi nhận:") are the layout's.
    `number`: number and symbol, "12/BC-SVHTTDL"; dots stand for a number not yet given. `date`: None prints dots, for the clerk to write in.
    `kind`: "BÁO CÁO"; empty for an official letter, whose subject then stands under its number. `addressed_to`: after «Kính gửi:».
    `recipients`: one a line, without the dash and the sign at its end; the last is the file copy ("Lưu: VT, TTĐN").
    `authority`: "KT. GIÁM ĐỐC\\nPHÓ GIÁM ĐỐC"; `signer`: the name alone, without titles or degrees.
    """

    issuer: str
    subject: str
    kind: str = ""
    superior: str = ""  # the body above the issuer, where it has one
    number: str = ""
    place: str = ""
    date: datetime.date | None = None
    addressed_to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""
    signer: str = ""


@dataclass(frozen=True)
class Document:
    """One approved text in one language, ready for any layout. `language` is a code of the registry."""

    title: str
    language: str
    summary: str = ""
    blocks: tuple[Block, ...] = ()
    imprint: Imprint = Imprint()
    qr_target: str = ""  # what the QR says: a full address
    address: str = ""  # what is printed beside it for people to type
    code: str = ""
    edition_label: str = ""
    family: str = "forest"
    band: str = "lozenge-chain"
    kicker: str = ""
    issuer: str = ""
    kind: str = ""  # the code of its kind of product: some checks before printing do not apply to some kinds
    beside: tuple["Document", ...] = ()  # the same work in other languages, block for block by their keys, for settings in two or three
    official: Official | None = None  # for the layout "official" alone

    def __post_init__(self):
        languages.get(self.language)
        if self.family not in FAMILIES:
            raise ValueError(f"No such family of colours: {self.family!r}.")
        if self.band not in BANDS:
            raise ValueError(f"No such band: {self.band!r}.")
        if len(self.blocks) > MOST_BLOCKS or len(self.pictures) > MOST_PICTURES:
            raise ValueError(f"At most {MOST_BLOCKS} blocks and {MOST_PICTURES} pictures can be printed at once.")
        if sum(len(block.text) for block in self.blocks) > MOST_CHARACTERS:
            raise ValueError(f"At most {MOST_CHARACTERS} characters can be printed at once.")
        if any(HALF_LETTER.search(text) for text in (self.title, self.summary, *(block.text for block in self.blocks))):
            raise ValueError("A text holds half of a letter, which no computer can show. Type that place again.")

    def said(self, key: str) -> str:
        """The words of the block `key` in this language, or nothing."""
        return next((block.text for block in self.blocks if block.key == key), "") if key else ""

    @property
    def pictures(self) -> tuple[Asset, ...]:
        """Each picture once, in order of appearance."""
        return tuple({block.picture.sha256: block.picture for block in self.blocks if block.picture}.values())

    def digest(self) -> str:
        """SHA-256 over the canonical JSON; where a picture's bytes lie does not count, what they are does."""
        text = json.dumps(asdict(_plain(self)), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=datetime.date.isoformat)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(document: Document) -> Document:
    blocks, beside = (_bare(block) for block in document.blocks), (_plain(other) for other in document.beside)
    return replace(document, blocks=tuple(blocks), beside=tuple(beside))


def _bare(block: Block) -> Block:
    """The block with plain options and without the way to its picture, as JSON can say it."""
    picture = replace(block.picture, source="") if block.picture else None
    plain = replace(block, picture=picture)
    object.__setattr__(plain, "options", dict(block.options))
    return plain
