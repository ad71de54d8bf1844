"""What readers take along besides the printed forms: the book and the text, made of what is published now and of nothing else."""

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.media import serving
from products import plain_text as text
from products.models import What
from products.queries.books import book_of, has_book, kept_book, published_edition
from products.visits import note_file

from .public import no_file


@public
@require_safe
def epub(request, code, language):
    """The edition as an EPUB; one taken back gives no file and says why."""
    edition = published_edition(code, language)
    if edition is None or not has_book(edition):
        return no_file(request, code, language)
    answer = serving.respond(request, kept_book(edition), keep=serving.ASKED_EACH_TIME)
    answer["Content-Disposition"] = f'attachment; filename="{code}-{language}.epub"'
    note_file(request, edition.pk, What.DOWNLOAD, "epub", answer)
    return answer


@public
@require_safe
def plain_text(request, code, language):
    """The edition as text that any telephone shows."""
    edition = published_edition(code, language)
    if edition is None or not has_book(edition):
        return no_file(request, code, language)
    book = book_of(edition)
    etag = f'"{book.key}"'
    if answer := get_conditional_response(request, etag=etag):
        return answer
    answer = HttpResponse(text.plain_text(book), content_type="text/plain; charset=utf-8")
    answer["ETag"] = etag
    note_file(request, edition.pk, What.DOWNLOAD, "text", answer)
    return answer
