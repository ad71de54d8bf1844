"""Works as a line or a cover shows them: a few plain values, read without the models, which cost a page more than the database does."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kontum_ttdn.languages import registry
from kontum_ttdn.ui.pagination import DEEPEST, SIZE, Page, page_among
from products.models import Edition

from .named import kinds_named
from .prepared import Prepared
from .public import counts_by_language, newest

COLUMNS = ("product_id", "product__code", "title", "title_language", "language", "kind_id", "day", "product__valid_until")


class Line(NamedTuple):
    """A published work on a shelf; `tag` and `kind_tag` are the languages in which title and kind stand."""

    product_id: int
    code: str
    title: str
    tag: str
    kind: str
    kind_tag: str
    tone: str
    day: date
    until: date | None  # the last day on which it is in force


first_page = Prepared(lambda language: newest(language).values_list(*COLUMNS)[:SIZE], language=str)


def shelf_page(language: str, number: str | None) -> Page:
    """A page of the newest works of a language. How many pages there are is as old as the counts may be; what stands on them is of this moment."""
    count = counts_by_language().get(language, 0)
    page = page_among(min(count, SIZE * DEEPEST), number, more=count > SIZE * DEEPEST)
    start = (page.number - 1) * SIZE
    rows = newest(language).values_list(*COLUMNS)[start : start + SIZE] if start else first_page(language=language)
    return page.of(lines(rows))


def lines(rows: Iterable[tuple]) -> tuple[Line, ...]:
    """Rows of COLUMNS as lines in the reader's language."""
    rows = list(rows)
    kinds = kinds_named({row[5] for row in rows})
    return tuple(
        Line(
            product,
            code,
            title,
            registry.get(lent or language).tag,
            kinds[kind].name,
            kinds[kind].tag,
            Edition.TONES[kind % len(Edition.TONES)],
            day,
            until,
        )
        for product, code, title, lent, language, kind, day, until in rows
    )
