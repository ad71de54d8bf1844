"""What a phone needs to keep a work: each file with its size and a name for its bytes, so that only what changed is fetched anew."""

import hashlib
import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from products.models import Sheet

from .outdated import outdated
from .public import Shown, edition_for_reader
from .reading import Item, reading_items
from .sheets import sheets_of_published

FRAME = 10_000  # bytes of a reading page besides its words, about: head, languages, foot
PAGE = "page"


@dataclass(frozen=True)
class KeptFile:
    """One address of a work; `sha256` changes when what lies there changes."""

    url: str
    sha256: str
    bytes: int
    part: str  # page, picture, sound, video, file, pdf-<layout>


@dataclass(frozen=True)
class Part:
    """What a reader chooses or leaves: all files of one sort."""

    name: str
    label: str
    bytes: int
    chosen: bool  # unless the reader says otherwise


@dataclass(frozen=True)
class Kept:
    """A work as it may be kept in one language."""

    shown: Shown
    files: list[KeptFile]
    parts: list[Part]
    is_behind: bool  # a major change is still missing

    @property
    def address(self) -> str:
        return reverse("products:kept", args=[self.shown.edition.product.code])

    @property
    def manifest(self) -> dict:
        edition = self.shown.edition
        return {
            "address": self.address,
            "page": _page_address(self.shown),
            "title": edition.title,
            "tag": edition.title_speech.tag,
            "revision": edition.published.number,
            "behind": self.is_behind,
            "files": [vars(file) for file in self.files],
        }


def kept(shown: Shown) -> Kept:
    """Of what readers have now, in the language of the address. A fixed number of SQL statements a work; `shown` is published."""
    sheets = sheets_of_published(shown.edition)
    items = [item for item in reading_items(shown.edition.published.content) if item.made]
    lags = outdated(shown.edition, shown.others) is not None
    parts = [Part(PAGE, _("Text"), _page_bytes(shown), True), *_media_parts(items)]
    parts += [Part(f"pdf-{sheet.layout}", f"PDF, {sheet.layout_title}", sheet.file.bytes, False) for sheet in sheets]
    files = [
        KeptFile(_page_address(shown), _seal(shown, sheets, items, lags), _page_bytes(shown), PAGE),
        *{item.made.sha256: _media_file(item) for item in items}.values(),
        *(file for item in items if item.carrier == "video" for file in _caption_files(shown, item)),
        *(_sheet_file(shown, sheet) for sheet in sheets),
    ]
    return Kept(shown, files, parts, lags)


def offered(code: str, language: str) -> Kept | None:
    """What a reader asked to keep; None where readers have no such work."""
    shown = edition_for_reader(code, language)
    return kept(shown) if shown and not shown.is_withdrawn else None


def _page_address(shown: Shown) -> str:
    return reverse("products:read", args=[shown.edition.product.code])


def _page_bytes(shown: Shown) -> int:
    return FRAME + len(json.dumps(shown.edition.published.content, ensure_ascii=False).encode())


def _seal(shown: Shown, sheets: list[Sheet], items: list[Item], lags: bool) -> str:
    """Names everything that the page shows of the work; its frame may change without it."""
    edition = shown.edition
    languages = [(other.language, other.standing) for other in shown.others]
    files = [sheet.file.sha256 for sheet in sheets] + [item.made.sha256 for item in items]
    said = [edition.language, edition.published.number, edition.published.content_hash, lags, languages, files]
    said += [edition.product.valid_until.isoformat()] if edition.product.valid_until else []
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _sort(item: Item) -> str:
    return item.carrier or "picture"


def _media_parts(items: list[Item]) -> list[Part]:
    labels = {"picture": _("Pictures"), "sound": _("Sound"), "video": _("Clips"), "file": _("Files")}
    by_sort = {sort: {item.made.sha256: item.made.bytes for item in items if _sort(item) == sort} for sort in labels}
    return [Part(sort, labels[sort], sum(sizes.values()), sort == "picture") for sort, sizes in by_sort.items() if sizes]


def _media_file(item: Item) -> KeptFile:
    return KeptFile(item.made.get_absolute_url(), item.made.sha256, item.made.bytes, _sort(item))


def _caption_files(shown: Shown, item: Item) -> list[KeptFile]:
    """The sentences of a clip, which its player asks for by themselves; their bytes are counted with the clip's."""
    place, revision = [shown.edition.product.code, shown.edition.language, item.key], shown.edition.published
    return [
        KeptFile(reverse("products:captions", args=[*place, spoken.language.code]), revision.content_hash, 0, _sort(item))
        for spoken in item.spoken
    ]


def _sheet_file(shown: Shown, sheet: Sheet) -> KeptFile:
    address = reverse("products:pdf", args=[shown.edition.product.code, shown.edition.language, sheet.layout])
    return KeptFile(address, sheet.file.sha256, sheet.file.bytes, f"pdf-{sheet.layout}")
