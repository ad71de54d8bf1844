"""Facets on a page: what an answer can be narrowed by, and what it is narrowed by now. Every choice is a plain link."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from kontum_ttdn.languages import registry

SHOWN = 10  # values of one facet
_VALUE = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True)
class Choice:
    """One value of a facet: choosing it, or where it is chosen leaving it, is its address."""

    label: str
    url: str
    count: int = 0
    chosen: bool = False
    speech: registry.Language | None = None


@dataclass(frozen=True)
class Group:
    """One facet with its most frequent values."""

    title: str
    choices: list[Choice]


def chosen(params: QueryDict, facets: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The values that an address narrows by, of the facets that there are; anything else in it is left out."""
    return tuple((facet, value) for facet in facets if _VALUE.fullmatch(value := params.get(facet, "")))


def page_number(params: QueryDict) -> int:
    """Which page of the results an address asks for; nonsense is the first."""
    number = params.get("page", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def groups(counts: dict[str, Counter], marks, titles: dict[str, str], labels: Callable, params: QueryDict) -> list[Group]:
    """The facets of an answer, in the order of `titles`; one that is chosen already is not offered again."""
    taken = dict(marks)
    made = []
    for facet, title in titles.items():
        values = counts.get(facet, Counter()).most_common(SHOWN)
        if facet in taken or len(values) < 2:  # one value divides nothing
            continue
        words, rest = labels(facet, [value for value, _count in values]), _without(params, facet)
        choices = [Choice(words[value], f"?{rest}{urlencode({facet: value})}", count) for value, count in values if value in words]
        if choices:
            made.append(Group(title, choices))
    return made


def left(marks, titles: dict[str, str], labels: Callable, params: QueryDict) -> list[Choice]:
    """What the answer is narrowed by, each with the address that leaves it."""
    return [
        Choice(f"{titles[facet]}: {labels(facet, [value]).get(value, value)}", f"?{_without(params, facet)}".rstrip("&"), chosen=True)
        for facet, value in marks
    ]


def _without(params: QueryDict, facet: str) -> str:
    """What was asked for but for one facet, on the first page; something may follow it."""
    kept = params.copy()
    kept.pop("page", None)
    kept.pop(facet, None)
    return f"{kept.urlencode()}&" if kept else ""
