"""The products' side of /sitemap.xml: the reader's page of every published edition."""

import re
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.portal.registry import MapPage, MapPart

from .queries.mapping import mapped, stretches

PLACE = "CODE"
_PART = re.compile(rf"({'|'.join(CODES)})-(\d{{1,12}})", re.A)


def parts() -> list[MapPart]:
    """A file for each language and stretch of numbers in which it has something."""
    return [MapPart(f"{language}-{number}", newest) for language, number, newest in stretches()]


def pages(part: str) -> Iterable[MapPage] | None:
    said = _PART.fullmatch(part)
    if said is None:
        return None
    language, works, frames = said[1], mapped(int(said[2])), _frames()
    found = []
    for code, days in works.items():
        if language in days:
            paths = {each: frames[each].replace(PLACE, code) for each in CODES if each in days}
            found.append(MapPage(paths[language], paths, days[language]))
    return found or None


def _frames() -> dict[str, str]:
    """The address of a reader's page in each language with PLACE where the code stands: resolving each of many thousand took longer than all else."""
    frames = {}
    for language in CODES:
        with override(language):
            frames[language] = reverse("products:read", args=[PLACE])
    return frames
