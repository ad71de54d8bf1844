"""What changed in the source since an edition was translated, for the person who translates: word by word, and what was taken out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Q, Value, When

from kontum_ttdn.languages.differences import Part, differences
from kontum_ttdn.languages.registry import LANGUAGES, Language
from products.content import Content
from products.models import Edition, Revision, Stage

from .content import Row


@dataclass(frozen=True)
class Change:
    """Of one segment: the way from the source text that it translates to the source text of now.

    No `parts` where it was translated from another language, which `language` then names.
    """

    language: Language
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Changes:
    """By block; `removed`: words of the source that went with their blocks since the approved revision was made."""

    by_key: dict[str, Change] = field(default_factory=dict)
    removed: tuple[str, ...] = ()


def changes_of(edition: Edition, source: Edition, rows: Iterable[Row]) -> Changes:
    """In one statement, and in none where nothing has moved. Old wordings are looked for in what the approved text was made from, then in
    the source's approved revisions, newest first, until all are found."""
    stale = {row.key: row for row in rows if row.state == "stale" and row.made_from}
    base = edition.approved.based_on_id if edition.approved else None
    moved = base and source.approved and base != source.approved_id
    if edition.is_source or not (stale or moved):
        return Changes()
    by_key: dict[str, Change] = {}
    removed: tuple[str, ...] = ()
    for pk, language, content in _where_to_look(base, source):
        if pk == base and language == source.language and source.approved:
            removed = _removed(content, source.approved.content)
        for entry in content:
            row = stale.get(entry["key"])
            if row and row.key not in by_key and row.made_from == entry["hash"]:
                by_key[row.key] = _change(language, source, entry["text"], row.source)
        if len(by_key) == len(stale):
            break
    return Changes(by_key, removed)


def _where_to_look(base: int | None, source: Edition):
    said = Revision.objects.filter(Q(pk=base) | Q(edition=source, stage=Stage.APPROVED))
    first = Case(When(pk=base, then=Value(0)), default=Value(1))
    return said.order_by(first, "-number").values_list("pk", "edition__language", "content").iterator(chunk_size=2)


def _change(language: str, source: Edition, before: str, now: str) -> Change:
    parts = tuple(differences(before, now)) if language == source.language else ()
    return Change(LANGUAGES[language], parts)


def _removed(before: Content, now: Content) -> tuple[str, ...]:
    standing = {entry["key"] for entry in now if entry["hash"]}
    return tuple(entry["text"] for entry in before if entry["hash"] and entry["key"] not in standing)
