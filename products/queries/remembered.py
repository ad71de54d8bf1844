"""What the memory and the glossary say to the segments of one edition."""

from dataclasses import dataclass

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.differences import Part, differences
from products.content import text_hash
from products.glossary import Form, Notion
from products.models import Edition, MemoryPair, Origin

from .content import Row, editor_rows, source_of
from .memory import Match, exact_matches, matches
from .terms import glossary


@dataclass(frozen=True)
class Suggestion:
    """A remembered translation, and how its source differs from ours, word by word."""

    match: Match
    parts: list[Part]


@dataclass(frozen=True)
class Spoken:
    """A term of the source: the word it uses, what it is called in our language (None: nobody has said yet), and what it must not be called."""

    notion: Notion
    said: Form
    wanted: Form | None
    others: list[Form]
    forbidden: list[Form]


def suggestions(row: Row, edition: Edition, source: Edition, user) -> list[Suggestion]:
    """For one segment of a translation, the most alike first; nothing for the source itself."""
    if edition.is_source or not row.source:
        return []
    found = matches(row.source, source.language, edition.language, units=unit_ids(user, Permission.PRODUCT_VIEW))
    return [Suggestion(match, [] if match.exact else differences(match.source, row.source)) for match in found]


def spoken_of(row: Row, edition: Edition, source: Edition) -> list[Spoken]:
    """The terms of the glossary in one segment's source, in their order."""
    if edition.is_source:
        return []
    language = edition.language
    return [
        Spoken(
            notion,
            said,
            wanted := notion.preferred(language),
            [form for form in notion.allowed(language) if form != wanted],
            notion.forbidden(language),
        )
        for notion, said in glossary().terms_in(row.source, source.language)
    ]


def fillable(edition: Edition, user) -> list[tuple[Row, Match]]:
    """The segments without words whose source was translated before in the very same wording, with the newest such translation."""
    if edition.is_source:
        return []
    empty = [row for row in editor_rows(edition) if row.state == "missing" and row.source_hash and not row.file]
    source = source_of(edition)
    hashes = {row.source_hash for row in empty}
    found = exact_matches(hashes, source.language, edition.language, units=unit_ids(user, Permission.PRODUCT_VIEW))
    return [(row, found[row.source_hash]) for row in empty if row.source_hash in found]


def origin_of(text: str, taken: int, edition: Edition) -> str:
    """MEMORY where `text` is, word for word, what the pair number `taken` says in this language; else somebody typed it."""
    same = MemoryPair.objects.filter(pk=taken, target_language=edition.language, target_hash=text_hash(text)) if taken else None
    return Origin.MEMORY if same is not None and same.exists() else Origin.TYPED
