"""Pages of long lists in a fixed number of SQL statements, however long the list is.

Nobody reads page 400: pages and counts end at a cap, and the page says that a filter helps further.
"""

from dataclasses import dataclass, replace

SIZE = 24
DEEPEST = 50  # pages


class Turned:
    """What has a `number` among `pages`: the one before it and the one after, None where there is none."""

    number: int
    pages: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


@dataclass(frozen=True)
class Page(Turned):
    """One page of a list; `total` is exact unless `more`, then it is the cap ("1200+")."""

    items: list
    number: int
    pages: int
    total: int
    more: bool

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def of(self, items) -> "Page":
        """This page with what stands on it."""
        return replace(self, items=items)

    @property
    def at_cap(self) -> bool:
        return self.more and self.number == self.pages


def _asked(number: str | int | None) -> int:
    try:
        return max(1, int(number or 1))
    except ValueError:
        return 1


def counted(queryset, most: int) -> tuple[int, bool]:
    """How many rows, and whether there are more than `most`: then the number is `most`, and the rest was never looked at."""
    found = queryset.order_by()[: most + 1].count()
    return min(found, most), found > most


def page_of(queryset, number: str | int | None = 1, *, size: int = SIZE, deepest: int = DEEPEST) -> Page:
    """Page `number` (as it stands in ?page=; nonsense is page 1, too far is the last) in two SQL statements: a capped count and the rows."""
    cap = size * deepest
    total, more = counted(queryset, cap)
    page = page_among(total, number, more=more, size=size)
    return page.of(list(queryset[(page.number - 1) * size : min(page.number * size, cap)]))


def page_of_list(rows: list, number: str | int | None = 1, *, size: int = SIZE) -> Page:
    """Page `number` of rows that are at hand already."""
    page = page_among(len(rows), number, more=False, size=size)
    return page.of(rows[(page.number - 1) * size : page.number * size])


def page_among(total: int, number: str | int | None, *, more: bool, size: int = SIZE) -> Page:
    """Page `number` of `total` rows that somebody else has counted, without its items."""
    pages = max(1, -(-total // size))
    return Page([], min(_asked(number), pages), pages, total, more)
