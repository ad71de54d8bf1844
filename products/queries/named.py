"""Names that stand around works and hardly ever change, kept in the memory of the process; at most a minute old."""

from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import get_language

from kontum_ttdn.units.models import Unit
from products.models import Kind

KEPT = 60  # seconds


@dataclass(frozen=True)
class NamedKind:
    """A kind as readers of one language see it; `number`: its primary key; `tag`: the language in which its name stands."""

    number: int
    code: str
    name: str
    tag: str
    layouts: tuple[str, ...]


def kinds_named(numbers: set[int]) -> dict[int, NamedKind]:
    """The kinds of these numbers and others, in the language of the page."""
    key = f"products.kinds.{get_language()}"
    kinds = caches["process"].get(key)
    if kinds is None or not numbers <= kinds.keys():
        kinds = {kind.pk: NamedKind(kind.pk, kind.code, kind.name, kind.name_tag, tuple(kind.layouts)) for kind in Kind.objects.all()}
        caches["process"].set(key, kinds, KEPT)
    return kinds


def issuer_named(unit: int) -> str:
    """What the unit that issues a work is called today."""
    key = f"products.issuer.{unit}"
    name = caches["process"].get(key)
    if name is None:
        caches["process"].set(key, name := Unit.objects.get(pk=unit).name, KEPT)
    return name
