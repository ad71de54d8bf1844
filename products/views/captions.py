"""The sentences of a recording as WebVTT, for the browser's own player: they are shown without any script."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from products.captions import as_webvtt
from products.queries.books import published_edition
from products.queries.captions import published_cues

from .public import no_file


@public
@require_safe
def captions(request, code, language, key, said):
    """Of what is published now and of nothing else; an edition taken back gives none and says why."""
    edition = published_edition(code, language)
    cues = published_cues(edition, str(key), said) if edition else []
    if not cues:
        return no_file(request, code, language)
    written = as_webvtt(cues)
    etag = f'"{hashlib.sha256(written).hexdigest()[:32]}"'
    if answer := get_conditional_response(request, etag=etag):
        return answer
    answer = HttpResponse(written, content_type="text/vtt; charset=utf-8")
    answer["ETag"] = etag
    return answer
