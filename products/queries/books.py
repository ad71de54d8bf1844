"""What can be taken along of a published edition besides its printed forms: the book, the text, and what was recorded; each with its size."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kontum_ttdn.media import storage
from kontum_ttdn.ui.markup import absolute
from kontum_ttdn.ui.speech import spoken
from products import content as shape
from products.book import Book, Fact, Words
from products.epub import write
from products.models import Edition, Standing
from products.plain_text import plain_text

from .offered import permanent
from .reading import Item, reading_items

FACES = ("lao", "lao-bold", "khmer", "khmer-bold")
SIZES_KEPT = 3600  # seconds


@dataclass(frozen=True)
class KeptBook:
    """A written book in the store, as `media.serving` hands it out."""

    sha256: str  # names the bytes, though it is no hash of them: what is kept under the key of a book is never written again
    bytes: int
    storage_name: str
    media_type: str = "application/epub+zip"


@dataclass(frozen=True)
class Recording:
    """A recording of the edition; `note` says its form and how long it lasts: MP3, 6:12."""

    label: str
    url: str
    bytes: int
    note: str


@dataclass(frozen=True)
class Downloads:
    """Sizes in bytes of the book and the text, and the recordings of the edition, each once; a size of None: there is none."""

    book: int | None
    text: int | None
    recordings: tuple[Recording, ...]


def published_edition(code: str, language: str) -> Edition | None:
    """The edition that readers have in this very language, or None."""
    found = Edition.objects.filter(product__code=code, language=language, standing=Standing.PUBLISHED)
    return found.select_related("product__kind", "product__unit", "published").first()


def has_book(edition: Edition) -> bool:
    """Whether there is something to read in it: a recording alone makes no book."""
    return not shape.only_deposited(edition.published.content)


def downloads_of_words(edition: Edition, items: Iterable[Item]) -> Downloads:
    """What readers may take along of a public edition that has nothing but words; its `items` are not looked at before they are needed."""
    return Downloads(*_sizes(edition, items, ready=0), ())


def downloads_of(edition: Edition, items: list[Item] | None = None) -> Downloads:
    """What readers may take along of a public edition, whose `items` may be at hand. It is measured once an hour, not at each visit."""
    items = reading_items(edition.published.content) if items is None else items
    recordings = tuple({item.made.sha256: _recording(item) for item in items if item.kind == "recording" and item.made}.values())
    ready = sum(1 for item in items if item.made)
    return Downloads(*(_sizes(edition, items, ready) if has_book(edition) else (None, None)), recordings)


def _sizes(edition: Edition, items: Iterable[Item], ready: int) -> tuple[int, int]:
    """Of the book and the text. What is published never changes; names around it do, so both are measured anew after an hour."""
    revision = edition.published
    known, key = caches["process"], f"sizes.{revision.pk}.{revision.content_hash}.{ready}"
    sizes = known.get(key)
    if sizes is None:
        book = book_of(edition, list(items))
        known.set(key, sizes := (len(_bytes_of_book(book)), len(plain_text(book))), SIZES_KEPT)
    return sizes


def _recording(item: Item) -> Recording:
    made, label = item.made, {"sound": _("Sound"), "video": _("Clip")}.get(item.carrier, _("PDF to read and print"))
    minutes, seconds = divmod(round(made.file.facts.get("seconds") or 0), 60)
    lasts = f", {minutes}:{seconds:02d}" if minutes or seconds else ""
    return Recording(label, made.get_absolute_url(), made.bytes, f"{made.extension.upper()}{lasts}")


def _bytes_of_book(book: Book) -> bytes:
    """As many bytes as the book has: pictures stand in it as they are, so they need not be fetched to be counted."""
    return write(book, read=lambda made: bytes(made.bytes), fonts=faces())


def kept_book(edition: Edition) -> KeptBook:
    """The book of a public edition, written now where nobody has asked for it before."""
    book = book_of(edition)
    name = f"books/{book.key[:2]}/{book.key}.epub"
    if not default_storage.exists(name):
        storage.put_as(name, write(book, read=lambda made: storage.read(made.storage_name), fonts=faces()))
    return KeptBook(book.key, default_storage.size(name), name)


def faces() -> dict[str, bytes]:
    """The Lao and Khmer faces that set-up has cut for the browser; none where it has not."""
    files = {name: settings.FONTS_DIR / "web" / f"{name}.woff2" for name in FACES}
    return {name: file.read_bytes() for name, file in files.items() if file.exists()}


def book_of(edition: Edition, items: list[Item] | None = None) -> Book:
    """Everything that its book and its text say; their own words are in the language that menus speak to its readers."""
    product, revision, publisher = edition.product, edition.published, edition.product.unit.name
    with override(edition.language):
        words, facts = _words(edition), _facts(edition, publisher)
    return Book(
        code=product.code,
        language=edition.speech,
        title=edition.title or product.code,
        title_tag=edition.title_speech.tag,
        summary=edition.summary,
        items=reading_items(revision.content) if items is None else items,
        facts=facts,
        words=words,
        address=permanent(product.code, edition.language),
        site=absolute(""),
        publisher=publisher,
        rights=product.rights,
        revision=revision.number,
        day=edition.day,
        modified=revision.approved_at or revision.at,
        content_hash=revision.content_hash,
    )


def _facts(edition: Edition, publisher: str) -> tuple[Fact, ...]:
    product, tag = edition.product, spoken(edition.language).tag
    credits = dict.fromkeys(entry["picture"]["credit"] for entry in edition.published.content if entry.get("picture"))
    revision = _("revision %(number)s") % {"number": edition.published.number}
    facts = [
        Fact(_("Kind"), str(product.kind), product.kind.name_tag),
        Fact(_("Issued by"), publisher, "vi"),
        Fact(_("Published"), f"{date_format(edition.day, 'd/m/Y')} · {revision}", tag),
        Fact(_("Source"), product.rights, product.source_language),
        *(Fact(_("Picture"), credit, "vi") for credit in credits),
        Fact(_("Permanent address"), permanent(product.code, edition.language)),
    ]
    return tuple(fact for fact in facts if fact.value)


def _words(edition: Edition) -> Words:
    return Words(
        tag=spoken(edition.language).tag,
        contents=_("Contents"),
        about=_("About this work"),
        spoken=_("What is said, in Vietnamese"),
        picture=_("Picture"),
        accessible=_("Headings, lists and tables are marked as such; every chapter can be reached from the contents."),
        recordings={
            "sound": _("Take the sound along"),
            "video": _("Take the clip along"),
            "file": _("PDF to read and print"),
        },
    )
