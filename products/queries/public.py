"""What readers see: published editions, and the honest fallback where a language is missing."""

from collections import Counter
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count

from kontum_ttdn.languages import registry
from kontum_ttdn.page_cache.store import moment
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.finding import Scope, count
from products.models import Edition, Standing

from .at_hand import editions_of

COUNTS = "products.counts_by_language"
FACETS = "products.facets_of"
NARROW = "products.narrow"
RELATED = "products.related"
ALL = 1_000_000  # works of one language: its whole shelf is counted
COUNTS_KEPT = 60  # seconds; the process that publishes or withdraws forgets them at once


@dataclass(frozen=True)
class Shown:
    """The edition a reader gets, and the one that was asked for."""

    edition: Edition
    wanted: registry.Language
    others: list[Edition]  # all nine, in the order of the registry

    @property
    def own(self) -> Edition:
        """The edition of the language that was asked for, whatever there is of it."""
        return next(edition for edition in self.others if edition.language == self.wanted.code)

    @property
    def is_fallback(self) -> bool:
        return self.edition.language != self.wanted.code

    @property
    def is_withdrawn(self) -> bool:
        return self.edition.standing == Standing.WITHDRAWN


def newest(language: str):
    """Published editions in a language, newest first; lists show their stored copies and never join the product's rows but its code."""
    return Edition.objects.public().filter(language=language).select_related("product", "kind").order_by("-day", "-product_id")


def counts_by_language() -> dict[str, int]:
    """How many published editions each language has: counting 900,000 anew at each visit costs more than the page.

    Kept in this process's memory, so that the home page asks no server that may be down; counted anew whenever kept pages are closed
    or opened, and after a minute where none are kept.
    """
    key = f"{COUNTS}.{moment()}"
    counts = caches["process"].get(key)
    if counts is None:
        counts = dict(Edition.objects.public().order_by().values_list("language").annotate(count=Count("pk")))
        caches["process"].set(key, counts, COUNTS_KEPT)
    return counts


def facets_of(language: str) -> dict[str, Counter]:
    """What the whole shelf of a language can be narrowed by, as old as the counts may be."""
    key = f"{FACETS}.{language}.{moment()}"
    facets = caches["process"].get(key)
    if facets is None:
        facets = count(asked(""), Scope(language), most=ALL).facets
        caches["process"].set(key, facets, COUNTS_KEPT)
    return facets


def languages_of(products: list[int]) -> dict[int, list[registry.Language]]:
    """In which languages readers have these works, in the order of the registry; one statement."""
    rows = Edition.objects.public().filter(product__in=products).values_list("product_id", "language")
    found: dict[int, list[registry.Language]] = {}
    for product, language in sorted(rows, key=lambda row: registry.CODES.index(row[1])):
        found.setdefault(product, []).append(registry.get(language))
    return found


def forget_counts() -> None:
    """Call after the commit of whatever changed what is published."""
    caches["process"].delete_many([f"{COUNTS}.", *(f"{name}.{code}." for name in (FACETS, NARROW, RELATED) for code in registry.CODES)])


def is_public_file(sha256: str) -> bool:
    """Whether a derived file belongs to something that readers have now."""
    return Edition.objects.public().filter(published__files__derivatives__sha256=sha256).exists()


def edition_for_reader(code: str, language: str) -> Shown | None:
    """The published edition of this language, else the first of its fallbacks, else any; a withdrawn one where nothing is left. None: no such work."""
    editions = editions_of(code)
    by_language = {edition.language: edition for edition in editions}
    wanted = registry.get(language)
    own = by_language.get(language)
    if own and own.standing == Standing.WITHDRAWN:
        return Shown(own, wanted, _ordered(editions))
    for candidate in (language, *wanted.fallback, *registry.CODES):
        edition = by_language.get(candidate)
        if edition and edition.standing == Standing.PUBLISHED:
            return Shown(edition, wanted, _ordered(editions))
    withdrawn = next((edition for edition in _ordered(editions) if edition.standing == Standing.WITHDRAWN), None)
    return Shown(withdrawn, wanted, _ordered(editions)) if withdrawn else None


def _ordered(editions: list[Edition]) -> list[Edition]:
    return sorted(editions, key=lambda edition: registry.CODES.index(edition.language))
