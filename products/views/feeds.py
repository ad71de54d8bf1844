"""For machines, in the language of the address: what is new, what can be listened to, and one work as linked data."""

import json

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.ui.markup import answered
from products.feeds import atom, linked, rss
from products.queries.feeds import is_withdrawn, newest_offered, one_offered, relatives, weighed, with_sound


@public
@require_safe
def newest_atom(request):
    return _told(request, atom.feed, newest_offered, atom.MEDIA_TYPE)


@public
@require_safe
def newest_rss(request):
    return _told(request, rss.feed, newest_offered, rss.MEDIA_TYPE)


@public
@require_safe
def podcast(request):
    return _told(request, rss.podcast, with_sound, rss.MEDIA_TYPE)


def _told(request, written, works, media_type: str):
    """`written` of the works of the address's language."""
    language = LANGUAGES[get_language()]
    body = written(language, works(language.code), url_name=request.resolver_match.view_name)
    return answered(request, body, f"{media_type}; charset=utf-8")


@public
@require_safe
def linked_data(request, code):
    """One edition in the words of schema.org; only what stands in this very language, and a withdrawn one is gone."""
    language = get_language()
    offered = one_offered(code, language)
    if offered is None:
        if is_withdrawn(code, language):
            return HttpResponse(status=410)
        raise Http404
    said = linked.work(offered, weighed(offered), relatives(offered.edition))
    return answered(request, json.dumps(said, ensure_ascii=False, indent=1).encode(), linked.MEDIA_TYPE)
