"""Which works stand in the feeds and on the shelves of the catalogue."""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import override

from kontum_ttdn.media.models import Kind, Purpose
from kontum_ttdn.search.asking import Asked
from kontum_ttdn.search.finding import Found, Scope, find
from kontum_ttdn.ui.markup import absolute
from products.models import Edition, Revision, Standing

from .books import downloads_of, published_edition
from .offered import EPUB, TEXT, File, Offered, catalogued, offered
from .shelf_places import following

NEWEST = 50  # works of a feed
ON_SHELF = 30  # works of a page of the catalogue
_PLACE = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,18})", re.A)


@dataclass(frozen=True)
class ShelfPage:
    """Some works of a shelf; `following` names where the next page begins, empty on the last."""

    works: list[Offered]
    following: str


@dataclass(frozen=True)
class Relatives:
    """Of an edition: what it was translated from and what from it, as far as readers have them."""

    source: Edition | None
    translations: list[Edition]


def newest_offered(language: str) -> list[Offered]:
    """The newest works of a language."""
    return offered(list(catalogued(language)[:NEWEST]))


def with_sound(language: str) -> list[Offered]:
    """The newest works that can be listened to: those whose recording is ready for readers."""
    ready = Revision.files.through.objects.filter(
        revision=OuterRef("published"), storedfile__kind=Kind.SOUND, storedfile__derivatives__purpose=Purpose.WEB
    )
    return offered(list(catalogued(language).filter(Exists(ready))[:NEWEST]))


def shelf_page(language: str, after: str) -> ShelfPage | None:
    """The works after the one that `after` names by day and number ("2026-11-23.417"); None where it names no place.

    However deep, a page costs the same: it goes on from a place in the index and counts nothing.
    """
    place = _place(after) if after else None
    if after and place is None:
        return None
    rows = following(catalogued(language), place, ON_SHELF + 1)
    shown, more = rows[:ON_SHELF], len(rows) > ON_SHELF
    return ShelfPage(offered(shown), f"{shown[-1].day}.{shown[-1].product_id}" if more else "")


def _place(after: str) -> tuple[date, int] | None:
    said = _PLACE.fullmatch(after)
    try:
        return (date.fromisoformat(said[1]), int(said[2])) if said else None
    except ValueError:
        return None


def found_offered(question: Asked, language: str, page: int) -> tuple[Found, list[Offered]]:
    """What a search finds for everybody, in one language or (empty) in all."""
    found = find(question, Scope(language), page=page) if question else Found()
    wanted = [hit.shown.thing.pk for hit in found.hits]
    rows = {edition.pk: edition for edition in catalogued(language).filter(pk__in=wanted)} if wanted else {}
    return found, offered([rows[pk] for pk in wanted if pk in rows])


def one_offered(code: str, language: str) -> Offered | None:
    """The published edition of a work, or None."""
    return next(iter(offered(list(catalogued(language).filter(product__code=code)))), None)


def weighed(one: Offered) -> list[File]:
    """The files of one edition, the book and the text too, each with its length."""
    edition = published_edition(one.code, one.edition.language)
    if edition is None:  # taken from readers in this very moment
        return one.files
    made = downloads_of(edition)
    files = [replace(file, size=made.book) if file.media_type == EPUB else file for file in one.files]
    if made.text is not None:
        with override(edition.language):
            url = absolute(reverse("products:plain_text", args=[one.code, edition.language]))
        files.append(File(url, TEXT, made.text))
    return files


def is_withdrawn(code: str, language: str) -> bool:
    return Edition.objects.filter(product__code=code, language=language, standing=Standing.WITHDRAWN).exists()


def relatives(edition: Edition) -> Relatives:
    """By what the words that readers have were made from; two statements."""
    public = Edition.objects.public().filter(product=edition.product_id).order_by("pk")
    source = public.filter(revisions=edition.published.based_on_id).first() if edition.published.based_on_id else None
    return Relatives(source, list(public.filter(published__based_on__edition=edition)))
