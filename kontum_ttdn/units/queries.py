"""Reading units: by code and day, by name, and where their facts land. The small tree is read whole, in two SQL statements."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from kontum_ttdn.languages.folding import fold

from . import sums
from .models import Level, Reorganisation, State, Unit, UnitKind, UnitSuccession, UnitVersion
from .models.version import EARLIEST_FIRST, LATEST_FIRST, begun_by
from .rules import Graph, Landing, Term


def find(code: str, on: date) -> UnitVersion:
    """The unit that carried `code` on that day, as it was then. A code alone names nothing: codes were given anew in 2025.

    Raises UnitVersion.DoesNotExist where no unit carried it.
    """
    return UnitVersion.objects.standing(on).select_related("unit").get(code=code)


def version_on(unit: Unit, on: date) -> UnitVersion | None:
    """What the unit was called on that day and where it belonged; None before its first day. May say that it has ended."""
    return UnitVersion.objects.in_force(on).filter(unit=unit).first()


def versions_on(unit_ids: Iterable[int], on: date) -> dict[int, UnitVersion]:
    """The same for several units at once, by id; those not yet begun are left out."""
    return {version.unit_id: version for version in UnitVersion.objects.in_force(on).filter(unit__in=list(unit_ids))}


def called(text: str) -> set[int]:
    """Ids of the units that were ever called so, in any spelling: with or without accents, đ or d, any apostrophe or space."""
    wanted = spelled_alike(text)
    rows = UnitVersion.objects.values_list("unit_id", "name", "aliases", "names")
    return {
        unit
        for unit, name, aliases, names in rows
        if wanted and any(wanted in spelled_alike(each) for each in (name, *aliases, *names.values()))
    }


def named(text: str, on: date) -> list[UnitVersion]:
    """The units existing on that day that were ever called so, as they are called then."""
    return list(UnitVersion.objects.standing(on).filter(unit__in=called(text)).order_by("code", "name"))


def directory(on: date, text: str = "") -> QuerySet[UnitVersion]:
    """The units of that day, each with `parent_name`; with `text` those so called or coded, and all who came before and after them."""
    if text:
        matches = Q(unit__in=chain(called(text))) | Q(code__iexact=text, state=State.EXISTS)
        versions = UnitVersion.objects.in_force(on).filter(matches)
    else:
        versions = UnitVersion.objects.standing(on)
    above = UnitVersion.objects.filter(begun_by(on), unit=OuterRef("parent")).order_by(LATEST_FIRST)
    order = (_place_in("unit__kind", UnitKind.values), _place_in("level", Level.values), "code", "name", "pk")
    return versions.select_related("unit").annotate(parent_name=Subquery(above.values("name")[:1])).order_by(*order)


def border_communes(on: date) -> QuerySet[UnitVersion]:
    """Communes that touched Laos or Cambodia on that day."""
    return UnitVersion.objects.standing(on).filter(level=Level.COMMUNE).exclude(borders=[])


def parents(unit_id: int, on: date) -> list[UnitVersion]:
    """The units above it on that day, nearest first, as they were called then."""
    ids = list(graph().ancestors(unit_id, on))[1:]
    found = versions_on(ids, on)
    return [found[above] for above in ids]


def children(unit: Unit, on: date) -> QuerySet[UnitVersion]:
    """The units directly below it on that day."""
    return UnitVersion.objects.standing(on).filter(parent=unit).order_by("code", "name")


def successors(unit: Unit) -> list[UnitVersion]:
    """Those who carried it on, as they were called when they began."""
    first = UnitVersion.objects.filter(unit__follows__old=unit, valid_from=F("unit__follows__change__date"))
    return list(first.order_by("code", "name"))


def predecessors(unit: Unit) -> list[UnitVersion]:
    """Those whom it carries on, as they were called at last."""
    ended = UnitVersion.objects.filter(unit__followed_by__new=unit, state=State.ENDED)
    return list(ended.order_by("code", "name"))


def begun_with(row: Reorganisation) -> set[int]:
    """Ids of the units that began with a reorganisation: their first version came with it."""
    earlier = UnitVersion.objects.filter(Q(valid_from=None) | Q(valid_from__lt=OuterRef("valid_from")), unit=OuterRef("unit"))
    firsts = UnitVersion.objects.filter(~Exists(earlier), change__reorganisation=row, state=State.EXISTS)
    return set(firsts.values_list("unit_id", flat=True))


def graph() -> Graph:
    """The whole tree over all time, for the rules."""
    return Graph(_terms(_versions()), _successions())


def landing(unit: Unit, on: date) -> Landing:
    """Where the facts of `unit` are shown as of that day: at itself, its successor, or in a row of its own."""
    return graph().landing(unit.pk, on)


def landings(on: date) -> dict[int, Landing]:
    """The same for every unit at once, for reports."""
    tree = graph()
    return {unit: tree.landing(unit, on) for unit in tree.terms}


def totals(counts: Mapping[int, float], on: date, mode: sums.Mode = sums.Mode.TODAY) -> list[sums.Total]:
    """A table of sums by unit out of counts by unit id: each fact once, under the tree of that day or, as reported, under the units named.

    Rows are in the order of the tree, each with its depth and the sum of all below it; two SQL statements for any number of units.
    """
    rows = _versions()
    names: dict[int, tuple[str, str]] = {}  # code and name of the last version that had begun by that day, else of the first
    for unit, begins, _state, _parent, code, name in rows:
        if unit not in names or begins is None or begins <= on:
            names[unit] = (code, name)
    return sums.totals(Graph(_terms(rows), _successions()), counts, on, mode, names)


def heirs(unit_ids: Iterable[int], on: date) -> dict[int, set[int]]:
    """For each unit the existing ones that carry it on; an empty set says that a grant on it has stopped."""
    tree = graph()
    return {unit: tree.heirs(unit, on) for unit in unit_ids}


def covered_ids(unit_ids: Iterable[int], on: date) -> set[int]:
    """Ids of every unit whose facts, as of that day, land at one of these units or below.

    A unit that has ended stands for its successors; with none it covers nothing.
    """
    return graph().covered(unit_ids, on)


def chain(unit_ids: Iterable[int]) -> set[int]:
    """These units with all who came before and after them, however far."""
    links: dict[int, set[int]] = {}
    for old, new in UnitSuccession.objects.values_list("old_id", "new_id"):
        links.setdefault(old, set()).add(new)
        links.setdefault(new, set()).add(old)
    found, waiting = set(), set(unit_ids)
    while waiting:
        unit = waiting.pop()
        found.add(unit)
        waiting |= links.get(unit, set()) - found
    return found


def spelled_alike(text: str) -> str:
    """What two spellings of a name have in common."""
    return "".join(fold(text).replace("'", "").split())


def _place_in(field: str, values: list[str]) -> Case:
    """The order of a list of choices, for SQL; what is blank comes last."""
    return Case(*(When(**{field: value}, then=Value(place)) for place, value in enumerate(values)), default=Value(len(values)))


def _versions() -> list[tuple]:
    """(unit, first day, state, parent, code, name) of every version, earliest first."""
    columns = ("unit_id", "valid_from", "state", "parent_id", "code", "name")
    return list(UnitVersion.objects.order_by(EARLIEST_FIRST, "pk").values_list(*columns))


def _terms(rows: list[tuple]) -> dict[int, tuple[Term, ...]]:
    versions: dict[int, list[tuple]] = {}
    for unit, valid_from, state, parent, code, _name in rows:
        versions.setdefault(unit, []).append((valid_from, state, parent, code))
    return {unit: tuple(_existing(terms)) for unit, terms in versions.items()}


def _existing(rows: list[tuple]):
    """Terms out of versions, earliest first; a version lasts until the next begins."""
    for (valid_from, state, parent, code), following in pairwise([*rows, (date.max,)]):
        if state == State.EXISTS:
            yield Term(valid_from or date.min, following[0], parent, code)


def _successions() -> dict[int, tuple[tuple[date, int], ...]]:
    found: dict[int, tuple[tuple[date, int], ...]] = {}
    for old, day, new in UnitSuccession.objects.order_by("change__date", "pk").values_list("old_id", "change__date", "new_id"):
        found[old] = (*found.get(old, ()), (day, new))
    return found
