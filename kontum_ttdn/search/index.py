"""Keeping the index: what changed is noted in the very transaction of the change, and looked through anew soon after."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import OperationalError, transaction

from kontum_ttdn.languages.folding import normalise

from . import registry
from .aligning import shown_line, sought_line
from .models import Due, Entry
from .registry import Text
from .stores import store
from .tokens import tokens_of

log = logging.getLogger(__name__)

UNKNOWN_DAY = date.min
AT_ONCE = 10  # things in one transaction: nobody else writes meanwhile on SQLite
A_TURN = 200  # such transactions in one turn of the sweeper
KEPT = ("thing_id", "unit_id", "day", "title", "facets", "text", "sought", "vector")


def changed(source: str, things: Iterable[int]) -> None:
    """Note that these things are to be looked through anew. Call it in the transaction that changes them."""
    Due.objects.bulk_create([Due(source=source, thing_id=thing) for thing in things])


def hide(source: str, objects: Iterable[int]) -> None:
    """Take objects from what everybody may find, in this very transaction: what is withdrawn is not found a second longer."""
    _forget(Entry.objects.filter(source=source, object_id__in=list(objects), public=True))


def tend() -> int:
    """Look through anew what is due; returns how many things that was. Where somebody else is at it, nothing; what dies on the way is done again."""
    done = 0
    for _turn in range(A_TURN):
        with transaction.atomic():
            rows = list(Due.objects.order_by("pk")[:AT_ONCE]) if store().alone(wait=False) else []
            for row in {(row.source, row.thing_id): row for row in rows}.values():
                _refresh_or_leave(row.source, row.thing_id)
            Due.objects.filter(pk__in=[row.pk for row in rows]).delete()
        if not rows:
            return done
        done += len(rows)
    return done


def _refresh_or_leave(name: str, thing: int) -> None:
    """One thing that cannot be looked through must not keep all others from being found."""
    try:
        with transaction.atomic():
            _refresh(name, [thing])
    except OperationalError:  # the database was away: all is done again
        raise
    except Exception:
        log.exception("%s %s could not be looked through; it is found as it was before.", name, thing)


def rebuild(name: str | None = None) -> int:
    """Look through everything anew, of one source or of all; returns how many entries there are then. Readers find meanwhile what they found."""
    for source in registry.sources():
        if name not in (None, source.name):
            continue
        known = set(Entry.objects.filter(source=source.name).values_list("thing_id", flat=True).distinct())
        for things in _in_parts(source.things()):
            known.difference_update(things)
            with transaction.atomic():
                store().alone(wait=True)
                _refresh(source.name, things)
        for gone in _in_parts(sorted(known)):
            with transaction.atomic():
                _forget(Entry.objects.filter(source=source.name, thing_id__in=gone))
    return Entry.objects.count()


def _refresh(name: str, things: list[int]) -> None:
    texts = list(registry.source(name).texts(things))
    made = [_made(name, text) for text in texts]
    entries = Entry.objects.bulk_create(
        [entry for entry, _tokens, _marks in made],
        update_conflicts=True,
        unique_fields=["source", "object_id", "language", "public"],
        update_fields=KEPT,
    )
    numbers = [entry.pk for entry in entries]
    store().write([(number, tokens, marks) for number, (_entry, tokens, marks) in zip(numbers, made, strict=True)])
    _forget(Entry.objects.filter(source=name, thing_id__in=things).exclude(pk__in=numbers))


def _made(name: str, text: Text) -> tuple:
    """The row of a text, its tokens and its marks."""
    lines = [shown_line(line) for part in (text.title, text.lead, text.body) for line in normalise(part).split("\n") if line.strip()]
    tokens = tokens_of(text.title, text.lead, text.body, text.about)
    marks = sorted({f"{facet}={value}" for facet, value in (*text.facets, *text.also)} | {f"language={text.language}", f"source={name}"})
    entry = Entry(
        source=name,
        thing_id=text.thing,
        object_id=text.object,
        language=text.language,
        public=text.unit is None,
        unit_id=text.unit,
        day=text.day or UNKNOWN_DAY,
        title=text.title[:300],
        facets=_counted(text.facets),
        text="\n".join(lines),
        sought="\n".join(map(sought_line, lines)),
        vector=store().vector(tokens, marks),
    )
    return entry, tokens, marks


def _counted(facets: Iterable[tuple[str, str]]) -> str:
    """Facets in one string; what would be too long is left out whole."""
    said = ""
    for facet, value in sorted(set(facets)):
        if len(said) + len(facet) + len(value) + 2 > 1000:
            break
        said += f" {facet}={value}"
    return said.strip()


def _forget(entries) -> None:
    numbers = list(entries.values_list("pk", flat=True))
    store().forget(numbers)
    Entry.objects.filter(pk__in=numbers).delete()


def _in_parts(things: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(things)
    while part := list(islice(rest, AT_ONCE)):
        yield part
