"""Making a product of a document that was read: its blocks, its words, and the pictures whose rights somebody answers for."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from kontum_ttdn.audit.actions import record
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.gate import receive_bytes
from kontum_ttdn.media.models import Picture
from products.importing.shapes import Imported, ImportedBlock
from products.models import Block, BlockKind, Origin, Product

from .keeping import begin_work, locked
from .translating import KEEP, save_segment
from .writing import create_product, source_edition


def receive_pictures(*, imported: Imported, unit, by, answered: Mapping[str, str]) -> list[Picture]:
    """Take the document's pictures through the gate into the library; `answered` says author, rights, credit, people … for all of them.

    Call outside a transaction; raises media.Refused, and then nothing of the product was made.
    """
    files = [receive_bytes(picture.data, name=picture.name, by=by, unit=unit) for picture in imported.pictures]
    titled = zip(files, imported.pictures, strict=True)
    return [add_picture(file=file, title=f"{imported.title[:100]} – {picture.name[:40]}", by=by, **answered) for file, picture in titled]


@transaction.atomic
def import_product(
    *, imported: Imported, kind, unit, by, title: str = "", convert=None, pictures: Iterable[Picture] = (), **description
) -> Product:
    """Make a product of what was read. `convert` turns a legacy font's letters, where a person confirmed it, and the words as they came
    are kept as earlier wordings; without it words stay as they are."""
    said, title = convert or (lambda text: text), title or imported.title
    asked = {"letters": KEEP, "with_skeleton": False}  # the letters of an old font were asked about in the preview
    product = create_product(title=said(title), as_it_came=title, kind=kind, unit=unit, by=by, **asked, **description)
    edition = locked(source_edition(product))
    begin_work(edition=edition, by=by)
    made = _blocks(product, imported.blocks, list(pictures))
    for block, part in zip(made, imported.blocks, strict=True):
        if text := part.text or part.options.get("alternative", ""):
            save_segment(edition=edition, block=block, text=said(text), as_it_came=text, version=0, by=by, origin=Origin.IMPORTED)
    record("import", product, by=by, changes={"document": (None, imported.sha256), "legacy font converted": (None, convert is not None)})
    return product


def _blocks(product: Product, parts: list[ImportedBlock], pictures: list[Picture]) -> list[Block]:
    first = product.blocks.count()
    return Block.objects.bulk_create(
        Block(product=product, kind=BlockKind(part.kind), position=first + place, options=_options(part), picture=_picture(part, pictures))
        for place, part in enumerate(parts)
    )


def _picture(part: ImportedBlock, pictures: list[Picture]) -> Picture | None:
    index = part.options.get("picture")
    return pictures[index] if part.kind == "picture" and index is not None and index < len(pictures) else None


def _options(part: ImportedBlock) -> dict:
    """The importer's words for places in tables (from 1) become the house's (from 0)."""
    kept = {
        name: value for name, value in part.options.items() if name not in ("picture", "alternative", "row", "column", "rowspan", "colspan")
    }
    if part.kind == "table_cell":
        kept |= {"row": part.options["row"] - 1, "column": part.options["column"] - 1}
        kept |= {"rows": part.options.get("rowspan", 1), "columns": part.options.get("colspan", 1)}
    return kept
