"""What readers see: published editions, and the honest fallback where a language is missing."""

from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count

from kontum_ttdn.languages import registry
from products.models import Edition, Kind, Standing, Topic

COUNTS = "products.counts_by_language"
COUNTS_KEPT = 60  # seconds; the process that publishes or withdraws forgets them at once


@dataclass(frozen=True)
class Shown:
    """The edition a reader gets, and the one that was asked for."""

    edition: Edition
    wanted: registry.Language
    others: list[Edition]  # all nine, in the order of the registry

    @property
    def is_fallback(self) -> bool:
        return self.edition.language != self.wanted.code

    @property
    def is_withdrawn(self) -> bool:
        return self.edition.standing == Standing.WITHDRAWN


def newest(language: str, *, kind: str = "", topic: str = ""):
    """Published editions in a language, newest first; lists show their stored copies and never join the product's rows but its code."""
    found = Edition.objects.public().filter(language=language)
    if kind:
        found = found.filter(kind=Kind.objects.filter(code=kind)[:1])
    if topic:
        found = found.filter(topic=Topic.objects.filter(code=topic)[:1])
    return found.select_related("product", "kind").order_by("-day", "-product_id")


def counts_by_language() -> dict[str, int]:
    """How many published editions each language has, at most a minute old: counting 900,000 anew at each visit costs more than the page.

    Kept in this process's memory, so that the home page asks no server that may be down.
    """
    counts = caches["process"].get(COUNTS)
    if counts is None:
        counts = dict(Edition.objects.public().order_by().values_list("language").annotate(count=Count("pk")))
        caches["process"].set(COUNTS, counts, COUNTS_KEPT)
    return counts


def forget_counts() -> None:
    """Call after the commit of whatever changed what is published."""
    caches["process"].delete(COUNTS)


def is_public_file(sha256: str) -> bool:
    """Whether a derived file belongs to something that readers have now."""
    return Edition.objects.public().filter(published__files__derivatives__sha256=sha256).exists()


def edition_for_reader(code: str, language: str) -> Shown | None:
    """The published edition of this language, else the first of its fallbacks, else any; a withdrawn one where nothing is left. None: no such work."""
    editions = list(Edition.objects.filter(product__code=code).select_related("product__kind", "product__unit", "kind"))
    by_language = {edition.language: edition for edition in editions}
    wanted = registry.get(language)
    own = by_language.get(language)
    if own and own.standing == Standing.WITHDRAWN:
        return Shown(own, wanted, _ordered(editions))
    for candidate in (language, *wanted.fallback, *registry.CODES):
        edition = by_language.get(candidate)
        if edition and edition.standing == Standing.PUBLISHED:
            return Shown(edition, wanted, _ordered(editions))
    return None


def _ordered(editions: list[Edition]) -> list[Edition]:
    return sorted(editions, key=lambda edition: registry.CODES.index(edition.language))
