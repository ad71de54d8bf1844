"""The library for programs: languages, works newest first, one work with everything that can be taken along, and search."""

from collections import Counter
from datetime import date
from enum import StrEnum
from html import unescape
from typing import Annotated
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from kontum_ttdn.languages import registry
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.finding import DEEPEST, Scope, elsewhere, find
from kontum_ttdn.ui.markup import absolute
from products.models import Edition, Standing
from products.queries.offered import Offered, catalogued, offered, page, permanent
from products.queries.public import counts_by_language, languages_of
from products.queries.shelf_places import following

SIZE = 50  # editions of a page
router = Router(tags=["library"])
Code = StrEnum("Code", {code: code for code in registry.CODES})
Place = Annotated[str, Query(pattern=r"^\d{4}-\d\d-\d\d\.\d{1,18}$", description="As `next` has it.")]


class LanguageOut(Schema):
    """One of the nine languages; `works` is how many published works it has, at most a minute old."""

    code: str
    tag: str
    autonym: str
    name: str
    script: str
    works: int


class EditionOut(Schema):
    """A work in one language. `valid_until`: the last day on which what it says holds. `address` names it for ever, `page` is where people read it now."""

    code: str
    language: str
    title: str
    summary: str
    kind: str
    topic: str | None
    published: date
    valid_until: date | None
    languages: list[str]
    address: str
    page: str


class Page(Schema):
    """A stretch of a list, the newest first; `next` is the address of the one after it."""

    items: list[EditionOut]
    next: str | None


class Artefact(Schema):
    """Something that can be taken along; `bytes` is left out where it is made while it is sent."""

    url: str
    media_type: str
    bytes: int | None
    layout: str | None
    seconds: int | None


class WorkEdition(Schema):
    """A work in one language with what can be taken along; of one that was withdrawn only the reason."""

    language: str
    standing: str
    title: str
    summary: str
    published: date | None
    revision: int | None
    withdrawn_because: str | None
    address: str
    page: str
    artefacts: list[Artefact]


class WorkOut(Schema):
    """One work with every edition that readers have or had."""

    code: str
    kind: str
    topic: str | None
    issued_by: str
    rights: str
    valid_until: date | None
    source_language: str
    address: str
    editions: list[WorkEdition]


class Hit(Schema):
    code: str
    language: str
    title: str
    passage: str
    kind: str
    published: date | None
    page: str


class Answer(Schema):
    """What a question finds; `total` is a lower bound where `more`. `facets` says by what it could be narrowed, `languages` what others have."""

    total: int
    more: bool
    number: int
    pages: int
    items: list[Hit]
    facets: dict[str, dict[str, int]]
    languages: dict[str, int]


@router.get("/languages", response=list[LanguageOut], url_name="languages", summary="The nine languages")
def languages(request):
    counts = counts_by_language()
    return [
        {
            "code": one.code,
            "tag": one.tag,
            "autonym": one.autonym,
            "name": one.name_en,
            "script": one.script,
            "works": counts.get(one.code, 0),
        }
        for one in registry.LANGUAGES.values()
    ]


@router.get("/works", response=Page, url_name="works", summary="Published works in one language, the newest first")
def works(request, language: Code = Code.vi, after: Place | None = None):
    found = following(catalogued(language), _place(after) if after else None, SIZE + 1)
    shown, more = found[:SIZE], len(found) > SIZE
    others = languages_of([edition.product_id for edition in shown])
    return {"items": [_edition(edition, others) for edition in shown], "next": _further(language, shown[-1]) if more else None}


def _place(said: str) -> tuple[date, int]:
    day, _dot, product = said.partition(".")
    try:
        return date.fromisoformat(day), min(int(product), 2**63 - 1)
    except ValueError:
        raise HttpError(422, "There is no such day.") from None


def _further(language: str, last: Edition) -> str:
    said = {"language": str(language), "after": f"{last.day.isoformat()}.{last.product_id}"}
    return absolute(f"{reverse('api:works')}?{urlencode(said)}")


def _edition(edition: Edition, others: dict) -> dict:
    code, language = edition.product.code, edition.language
    return {
        "code": code,
        "language": language,
        "title": edition.title or code,
        "summary": edition.summary,
        "kind": edition.kind.code,
        "topic": edition.topic.code if edition.topic else None,
        "published": edition.day,
        "valid_until": edition.product.valid_until,
        "languages": [one.code for one in others.get(edition.product_id, [])],
        "address": permanent(code, language),
        "page": page(code, language),
    }


@router.get("/works/{slug:code}", response=WorkOut, url_name="work", summary="One work with all its editions")
def work(request, code: str):
    rows = Edition.objects.filter(product__code=code, standing__in=(Standing.PUBLISHED, Standing.WITHDRAWN))
    rows = rows.select_related("product__topic", "product__kind", "kind", "published").defer("published__content")
    editions = sorted(rows, key=lambda edition: registry.CODES.index(edition.language))
    if not editions:
        raise Http404
    product = editions[0].product
    made = {one.edition.pk: one for one in offered([edition for edition in editions if edition.standing == Standing.PUBLISHED])}
    return {
        "code": product.code,
        "kind": product.kind.code,
        "topic": product.topic.code if product.topic else None,
        "issued_by": product.unit.name,
        "rights": product.rights,
        "valid_until": product.valid_until,
        "source_language": product.source_language,
        "address": absolute(f"/w/{product.code}"),
        "editions": [_work_edition(edition, made.get(edition.pk)) for edition in editions],
    }


def _work_edition(edition: Edition, made: Offered | None) -> dict:
    """An edition that was taken back has nothing but its reason: what it said must reach nobody."""
    code, language = edition.product.code, edition.language
    return {
        "language": language,
        "standing": edition.standing,
        "title": edition.title or code,
        "summary": edition.summary if made else "",
        "published": edition.day if made else None,
        "revision": edition.published.number if made else None,
        "withdrawn_because": None if made else edition.withdrawn_why,
        "address": permanent(code, language),
        "page": page(code, language),
        "artefacts": _artefacts(made) if made else [],
    }


def _artefacts(made: Offered) -> list[dict]:
    found = [
        {"url": file.url, "media_type": file.media_type, "bytes": file.size, "layout": file.layout or None, "seconds": file.seconds}
        for file in made.files
    ]
    if made.edition.is_set:
        with override(made.edition.language):
            url = absolute(reverse("products:plain_text", args=[made.code, made.edition.language]))
        found.append({"url": url, "media_type": "text/plain", "bytes": None, "layout": None, "seconds": None})
    return found


@router.get("/search", response=Answer, url_name="search", summary="Words in published works, with or without their accents")
def search(request, q: str = "", language: Code | None = None, number: Annotated[int, Query(alias="page", ge=1, le=DEEPEST)] = 1):
    question = asked(q)
    if not question:
        return {"total": 0, "more": False, "number": 1, "pages": 1, "items": [], "facets": {}, "languages": {}}
    scope = Scope(language or "")
    found = find(question, scope, page=number)
    others = elsewhere(question, scope) if language else Counter()
    return {
        "total": found.total,
        "more": found.more,
        "number": found.number,
        "pages": found.pages,
        "items": [_hit(hit) for hit in found.hits],
        "facets": {facet: dict(counts.most_common()) for facet, counts in found.facets.items()},
        "languages": dict((found.languages + others).most_common()),
    }


def _hit(hit) -> dict:
    return {
        "code": hit.shown.thing.code,
        "language": hit.language,
        "title": hit.shown.title,
        "passage": unescape(strip_tags(hit.passage)),
        "kind": hit.shown.thing.kind.code,
        "published": hit.shown.day,
        "page": absolute(hit.shown.url),
    }
