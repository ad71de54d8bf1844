"""What readers see, without an account, without JavaScript, without a cookie."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils.translation import get_language

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.ui.pagination import page_of
from products.models import Kind, Topic
from products.queries.public import edition_for_reader, newest
from products.queries.reading import reading_items
from products.queries.sheets import public_sheet, sheets_of_published


@public
def library(request):
    """The works that are there in the language of the address."""
    language = get_language()
    kind, topic = request.GET.get("kind", ""), request.GET.get("topic", "")
    page = page_of(newest(language, kind=kind, topic=topic), request.GET.get("page"))
    context = {
        "page": page,
        "kinds": Kind.objects.all(),
        "topics": Topic.objects.all(),
        "kind": kind,
        "topic": topic,
        "speech": LANGUAGES[language],
    }
    return render(request, "products/library.html", context)


@public
def read(request, code):
    """One work in the language of the address, or honestly in another; a withdrawn one says why."""
    shown = edition_for_reader(code, get_language())
    if shown is None:
        raise Http404
    if shown.is_withdrawn:
        return render(request, "products/withdrawn.html", {"shown": shown, "edition": shown.edition}, status=410)
    revision = shown.edition.published
    context = {
        "shown": shown,
        "edition": shown.edition,
        "product": shown.edition.product,
        "revision": revision,
        "items": reading_items(revision.content),
        "sheets": sheets_of_published(shown.edition),
    }
    return render(request, "products/read.html", context)


@public
def pdf(request, code, language, layout):
    """The printed form of what is published now; an edition taken back gives no file."""
    sheet = public_sheet(code, language, layout)
    if sheet is None:
        raise Http404
    answer = FileResponse(sheet.file.file.open("rb"), content_type="application/pdf", filename=f"{code}-{language}.pdf")
    answer["Content-Security-Policy"] = "frame-ancestors 'none'"  # our own file; a stricter word would stop the browser's PDF reader
    answer["ETag"] = f'"{sheet.file.sha256}"'
    return answer
