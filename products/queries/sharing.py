"""What a link to a work shows where it is passed on: a line about it, and a picture that readers may have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.urls import reverse

from kontum_ttdn.printing.models import PagePicture
from products.models import Edition, Sheet

from .reading import Item
from .sheets import Form

LONGEST = 200  # signs
FIRST = 2_000  # signs of a text, of which some may be blanks
WORDS_KEPT = 3600  # seconds


@dataclass(frozen=True)
class Picture:
    """A public picture by its address on this portal; `text` says what it shows."""

    url: str
    width: int
    height: int
    text: str


@dataclass(frozen=True)
class Card:
    text: str
    picture: Picture | None


def card(edition: Edition, items: Iterable[Item], forms: Sequence[Form], *, has_pictures: bool = True) -> Card:
    """Its summary or its first words; the first page of its printed form where that is drawn, else its first picture."""
    return Card(_line(edition, items), _front(edition, forms) or (_first_picture(items) if has_pictures else None))


def front_page(sheet: Sheet) -> PagePicture | None:
    """The first page of a printed form as a picture, where somebody had it drawn."""
    return PagePicture.objects.filter(printed=sheet.file_id, number=1).first()


def _line(edition: Edition, items: Iterable[Item]) -> str:
    words = edition.summary or _first_words(edition.published.content_hash, items) or edition.title
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _first_words(content_hash: str, items: Iterable[Item]) -> str:
    """Kept in the memory of the process, so that content need not be read for them."""
    key = f"first_words.{content_hash}"
    words = caches["process"].get(key)
    if words is None:
        words = next((item.text for item in items if item.kind == "text" and item.text.strip()), "")[:FIRST]
        caches["process"].set(key, words, WORDS_KEPT)
    return words


def _front(edition: Edition, forms: Sequence[Form]) -> Picture | None:
    if not forms or forms[0].front is None:
        return None
    return Picture(
        reverse("products:front", args=[edition.product.code, edition.language, forms[0].layout]), *forms[0].front, edition.title
    )


def _first_picture(items: Iterable[Item]) -> Picture | None:
    item = next((item for item in items if item.kind == "picture" and item.made), None)
    return item and Picture(item.made.get_absolute_url(), item.made.width, item.made.height, item.text)
