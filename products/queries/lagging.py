"""What is behind its source, language by language, the worst first: for who translates those languages, and for who gives out the work."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.registry import CODES, LANGUAGES, Language
from products.models import Behind, Edition

from .work import ids_of, rows_of, translations_of

SHOWN = 12  # of a language


@dataclass
class Lagging:
    """One language: how many editions are how far behind, worst first, and the worst of them."""

    speech: Language
    counts: list[tuple[Behind, int]]
    editions: list[Edition] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(count for _behind, count in self.counts)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.editions)


def lagging(user) -> list[Lagging]:
    """The languages that concern `user` and in which something is behind, in three statements; in one where nothing is."""
    units, languages = concerning(user)
    counted = _behind(units, languages).values_list("language", "behind").annotate(count=Count("pk")).order_by("-behind")
    counts: dict[str, list[tuple[Behind, int]]] = defaultdict(list)
    for language, behind, count in counted:
        counts[language].append((Behind(behind), count))
    found = {code: Lagging(LANGUAGES[code], counts[code]) for code in CODES if code in counts}
    if found:
        worst = [_behind(units, [language]).order_by("-behind", "-pk")[:SHOWN] for language in found]
        for edition in rows_of(ids_of(worst)).order_by("-behind", "-pk"):
            found[edition.language].editions.append(edition)
    return list(found.values())


def behind_of(user):
    """All editions that `lagging` counts."""
    return _behind(*concerning(user))


def concerning(user) -> tuple[set[int], list[str]]:
    """The units and languages whose lag concerns a person: all languages where they give out work, else those they translate."""
    if units := unit_ids(user, Permission.EDITION_ASSIGN):
        return units, list(CODES)
    units = unit_ids(user, Permission.EDITION_TRANSLATE)
    return units, sorted(user.languages("translate")) if units else []


def _behind(units: set[int], languages: list[str]):
    return translations_of(units).filter(language__in=languages, behind__gt=0)
