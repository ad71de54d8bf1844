"""What an edition says: working words, and what a translator translates from. Each in a fixed number of statements."""

from dataclasses import dataclass

from kontum_ttdn.media.models import StoredFile
from products import content as shape
from products.models import Block, Edition, Revision, Segment, Stage
from products.models.revision import EDITABLE, OPEN


@dataclass(frozen=True)
class Row:
    """One line of the editor: the block, what the source says, what we say, and whether the source moved since."""

    key: str
    kind: str
    label: str
    options: dict
    source: str
    source_hash: str
    text: str
    version: int
    made_from: str
    origin: str
    block: Block
    file: StoredFile | None

    @property
    def carrier(self) -> str:
        """Of a deposited file: sound, video, file."""
        return shape.carrier({"media_type": self.file.media_type}) if self.file else ""

    @property
    def state(self) -> str:
        """missing | stale | current, as a segment is drawn."""
        if not self.text.strip() and self.kind != "recording":
            return "missing"
        return "stale" if self.source_hash and self.made_from != self.source_hash else "current"


def source_of(edition: Edition) -> Edition:
    """The edition this one is translated from; the source edition itself for the source language."""
    if edition.is_source:
        return edition
    return Edition.objects.select_related("approved", "product").get(
        product_id=edition.product_id, language=edition.product.source_language
    )


def open_revision(edition: Edition) -> Revision | None:
    return edition.revisions.filter(stage__in=OPEN).first()


def is_editable(edition: Edition) -> bool:
    revision = open_revision(edition)
    return revision is None or revision.stage in EDITABLE


def working_content(edition: Edition) -> shape.Content:
    """What the edition would say if it were frozen now: blocks of the structure, or of the approved source for a translation."""
    segments = {segment.block_id: segment for segment in edition.segments.select_related("file")}
    if edition.is_source:
        return [made for block in _structure(edition) if (made := _source_item(block, segments.get(block.pk)))]
    blocks = _blocks_by_key(edition.product_id)
    deposited = [block for block in blocks.values() if (segment := segments.get(block.pk)) and segment.file]
    if deposited:
        return _deposited_content(blocks, segments, deposited)
    source = source_of(edition).approved
    return [_translated_item(entry, segments.get(blocks[entry["key"]].pk)) for entry in source.content] if source else []


def editor_rows(edition: Edition) -> list[Row]:
    """Every block with source and target: the structure itself for the source edition, the approved source for a translation."""
    segments = {segment.block_id: segment for segment in edition.segments.select_related("file")}
    if edition.is_source:
        return [_row(block, "", "", segments.get(block.pk)) for block in _structure(edition)]
    source = source_of(edition).approved
    content = source.content if source else []
    blocks = _blocks_by_key(edition.product_id)
    own = [block for block in blocks.values() if (segment := segments.get(block.pk)) and segment.file]
    rows = [
        _row(blocks[entry["key"]], entry["text"], entry["hash"], segments.get(blocks[entry["key"]].pk))
        for entry in content
        if entry["hash"]
    ]
    shown = {row.key for row in rows}
    return rows + [_row(block, "", "", segments.get(block.pk)) for block in own if str(block.key) not in shown]


def last_return(edition: Edition) -> str:
    """Why the open revision came back, if it did."""
    revision = open_revision(edition)
    return revision.note if revision and revision.stage == Stage.RETURNED else ""


def _deposited_content(blocks: dict[str, Block], segments: dict[int, Segment], deposited: list[Block]) -> shape.Content:
    """A file that is an edition by itself: its title and summary where there are such, and the file with its transcript."""
    fixed = [block for block in blocks.values() if block.is_fixed]
    shown = sorted([*fixed, *deposited], key=lambda block: block.position)
    return [made for block in shown if (made := _source_item(block, segments.get(block.pk)))]


def _structure(edition: Edition):
    return Block.objects.filter(product_id=edition.product_id).standing().select_related("picture__file")


def _blocks_by_key(product_id: int) -> dict[str, Block]:
    return {str(block.key): block for block in Block.objects.filter(product_id=product_id).select_related("picture__file")}


def _source_item(block: Block, segment: Segment | None) -> shape.Item | None:
    text = segment.text.strip() if segment else ""
    file = _file(segment)
    if not (text or file or block.picture_id or not block.has_words):
        return None
    return shape.item(block.key, block.kind, text, block.options, _picture(block), file)


def _translated_item(entry: shape.Item, segment: Segment | None) -> shape.Item:
    text = segment.text.strip() if segment else ""
    return shape.item(entry["key"], entry["kind"], text, entry["options"], entry.get("picture"))


def _picture(block: Block) -> dict | None:
    return {"sha256": block.picture.file.sha256, "credit": block.picture.credit} if block.picture_id else None


def _file(segment: Segment | None) -> dict | None:
    if segment is None or segment.file is None:
        return None
    return {"sha256": segment.file.sha256, "media_type": segment.file.media_type, "bytes": segment.file.size}


def _row(block: Block, source: str, source_hash: str, segment: Segment | None) -> Row:
    return Row(
        key=str(block.key),
        kind=block.kind,
        label=block.label,
        options=block.options,
        source=source,
        source_hash=source_hash,
        text=segment.text if segment else "",
        version=segment.version if segment else 0,
        made_from=segment.made_from if segment else "",
        origin=segment.origin if segment else "",
        block=block,
        file=segment.file if segment else None,
    )
