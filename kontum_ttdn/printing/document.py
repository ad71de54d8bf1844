"""What a product hands over to be printed: plain frozen data, no Django, no HTML. Every string is text; templates escape it."""

import hashlib
import json
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

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"No such kind of block: {self.kind!r}.")
        if self.language:
            languages.get(self.language)
        object.__setattr__(self, "options", MappingProxyType(dict(self.options)))

    def option(self, name: str, default: Any = None) -> Any:
        return self.options.get(name, default)


@dataclass(frozen=True)
class Imprint:
    """Who answers for the sheet (Law on Publication 2012, art. 27). What is empty is printed as dots, for a person to see."""

    publisher: str = ""  # the licensed body, which answers for the content
    licence_number: str = ""
    licence_date: str = ""  # as written: 12/01/2027
    licence_grantor: str = ""
    copies: str = ""
    printer: str = ""  # name and address
    printed: str = ""  # month and year of printing and legal deposit


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

    @property
    def pictures(self) -> tuple[Asset, ...]:
        """Each picture once, in order of appearance."""
        return tuple({block.picture.sha256: block.picture for block in self.blocks if block.picture}.values())

    def digest(self) -> str:
        """SHA-256 over the canonical JSON; where a picture's bytes lie does not count, what they are does."""
        bare = replace(self, blocks=tuple(_bare(block) for block in self.blocks))
        text = json.dumps(asdict(bare), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _bare(block: Block) -> Block:
    """The block with plain options and without the way to its picture, as JSON can say it."""
    picture = replace(block.picture, source="") if block.picture else None
    plain = replace(block, picture=picture)
    object.__setattr__(plain, "options", dict(block.options))
    return plain
