"""What readers see, without an account, without JavaScript, without a cookie."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.page_cache.keeping import keep
from kontum_ttdn.ui import parts
from products.kept_pages import work
from products.models import Standing, What
from products.models.reading_count import PAGE
from products.queries.about import about
from products.queries.books import downloads_of, downloads_of_words
from products.queries.in_hand import in_hand
from products.queries.outdated import outdated
from products.queries.public import edition_for_reader
from products.queries.reading import reading_items
from products.queries.related import related
from products.queries.sharing import card, front_page
from products.queries.sheets import forms_of_published, public_sheet
from products.queries.side_by_side import side_by_side
from products.visits import THANKED, is_kept, note


@public
def read(request, code):
    """One work in the language of the address, or honestly in another; a withdrawn one says why."""
    shown = edition_for_reader(code, get_language())
    if shown is None:
        raise Http404
    said = request.GET.get("sheet", "")
    answer = _withdrawn(request, shown, said) if shown.is_withdrawn else _published(request, shown, said)
    if said:
        add_never_cache_headers(answer)  # what is said of a sheet is true today
    return answer


def _withdrawn(request, shown, said):
    still_read = [edition for edition in shown.others if edition.standing == Standing.PUBLISHED]
    context = {"shown": shown, "edition": shown.edition, "held": in_hand(shown.own, said), "still_read": still_read}
    return render(request, "products/withdrawn.html", context, status=410)


def _published(request, shown, said):
    revision, beside = shown.edition.published, request.GET.get("beside", "")
    if beside and beside not in LANGUAGES:
        raise Http404
    edition, words_only = shown.edition, shown.edition.is_words_only
    items = SimpleLazyObject(lambda: reading_items(revision.content))  # read only for what is not kept
    side, said_of = side_by_side(shown, items, beside), about(edition)
    forms = forms_of_published(edition, said_of.layouts)
    context = {
        "shown": shown,
        "edition": edition,
        "product": edition.product,
        "revision": revision,
        "about": said_of,
        "items": items,
        "article": None if side.edition else _article(revision, items, words_only=words_only),
        "downloads": (downloads_of_words if words_only else downloads_of)(edition, items),
        "side": side,
        "has_sentences": not words_only
        and any(item.spoken for item in items)
        or any(pair.other and pair.other.spoken for pair in side.pairs),
        "outdated": outdated(edition, shown.others),
        "forms": forms,
        "card": card(edition, items, forms, has_pictures=not words_only),
        "related": related(edition),
        "held": in_hand(shown.own, said),
        "thanked": bool(request.GET.get(THANKED)),
    }
    if THANKED not in request.GET:  # who said something comes back to the page that they were counted on
        note(request, shown.edition.pk, What.DOWNLOAD if is_kept(request) else What.VIEW, PAGE)
    return keep(render(request, "products/read.html", context), shows=_shown_on(context), counted=str(shown.edition.pk))


def _shown_on(context) -> set[str]:
    return {work(edition.product_id) for edition in (context["edition"], *context["related"])}


def _article(revision, items, *, words_only):
    """The text as it stands on the page, named by what is in it; None where it has recordings, whose words the page says."""
    made = []
    if not words_only:
        if any(item.kind == "recording" for item in items):
            return None
        made = [item.made.sha256 if item.made else "" for item in items if item.kind == "picture"]
    return parts.named("products/article.html", " ".join([revision.content_hash, *made]), lambda: {"items": items})


@public
def pdf(request, code, language, layout):
    """The printed form of what is published now; an edition taken back gives no file."""
    sheet = public_sheet(code, language, layout)
    if sheet is None:
        return no_file(request, code, language)
    etag = f'"{sheet.file.sha256}"'
    if answer := get_conditional_response(request, etag=etag):
        return answer  # the reader still has it: nothing is taken along a second time
    note(request, sheet.edition_id, What.DOWNLOAD, layout)
    answer = FileResponse(sheet.file.file.open("rb"), content_type="application/pdf", filename=f"{code}-{language}-{layout}.pdf")
    answer["Content-Security-Policy"] = "frame-ancestors 'none'"  # our own file; a stricter word would stop the browser's PDF reader
    answer["ETag"] = etag
    return answer


@public
def front(request, code, language, layout):
    """The first page of a printed form that readers may take along, as a picture: what a link to it shows."""
    sheet = public_sheet(code, language, layout)
    page = front_page(sheet) if sheet else None
    if page is None:
        raise Http404
    etag = f'"{page.sha256}"'
    if answer := get_conditional_response(request, etag=etag):
        return answer
    answer = FileResponse(page.file.open("rb"), content_type=page.media_type)
    answer["ETag"] = etag
    return answer


def no_file(request, code, language):
    """A file that was withdrawn says why; any other was never there."""
    shown = edition_for_reader(code, language) if language in LANGUAGES else None
    if shown is None or not shown.is_withdrawn:
        raise Http404
    return _withdrawn(request, shown, "")
