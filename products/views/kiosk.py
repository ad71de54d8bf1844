"""A screen at a gate, in a waiting room, at a commune's office: works one after another, and nobody has to touch anything."""

from dataclasses import dataclass
from functools import lru_cache

import segno
from django.http import QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kontum_ttdn.access.decorators import public
from kontum_ttdn.languages.registry import Language
from kontum_ttdn.ui import speech
from kontum_ttdn.ui.markup import answered
from products.models import Channel
from products.queries.kiosk import chosen, turns
from products.queries.offered import File, Offered, by_way_of

SHORTEST, LONGEST, USUAL = 5, 600, 20  # seconds that a work stays


@dataclass(frozen=True)
class Slide:
    """One work as the screen shows it; `code` is the square code of its page."""

    number: int
    work: Offered
    code: SafeString

    @property
    def spoken(self) -> Language:
        """The language that the house speaks to readers of this work."""
        return speech.spoken(self.work.edition.language)

    @property
    def picture(self) -> File | None:
        return next(iter(self.work.pictures), None)


@public
@require_safe
def kiosk(request):
    """All works of a round, one of them shown for `step` seconds. A script goes on from there; without one, a link does, or with ?alone=1 the browser
    by itself: that one loads page after page, so it stops where the link is cut, and is never sent to a browser that did not ask for it."""
    works = turns(chosen(request.GET.get("languages", ""), get_language()))
    at = _number(request.GET, "at", 1, max(1, len(works)), 1)
    step = _number(request.GET, "step", SHORTEST, LONGEST, USUAL)
    alone = request.GET.get("alone") == "1"
    following = at % len(works) + 1 if works else 1
    context = {
        "slides": [Slide(number, work, _square(by_way_of(Channel.KIOSK, work.page))) for number, work in enumerate(works, 1)],
        "at": at,
        "stay": step,
        "next_url": _address(request.GET, at=following),
        "alone_url": "" if alone else _address(request.GET, at=following, alone=1),
    }
    answer = answered(request, render(request, "products/kiosk.html", context).content, "text/html; charset=utf-8")
    if alone:
        answer["Refresh"] = f"{step}; url={request.path}{_address(request.GET, at=following)}"
    return answer


@lru_cache(maxsize=1024)
def _square(text: str) -> SafeString:
    """The code as an <svg> that grows with its place: 4 blank modules around, as ISO/IEC 18004 asks."""
    return mark_safe(segno.make(text, error="m").svg_inline(border=4, light="white", omitsize=True, svgclass=None, lineclass=None))


def _number(params: QueryDict, name: str, least: int, most: int, otherwise: int) -> int:
    said = params.get(name, "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
    return number if least <= number <= most else otherwise


def _address(params: QueryDict, **said: int) -> str:
    kept = QueryDict(mutable=True)
    for name in ("languages", "step", "alone"):
        if name in params:
            kept[name] = params[name][:80]
    for name, value in said.items():
        kept[name] = str(value)
    return f"?{kept.urlencode()}"
