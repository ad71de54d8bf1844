"""Shelves of the home page: the newest works of the topics and for the people that have the most, each leading to all of it."""

from dataclasses import dataclass

from products.models import Audience, Edition, Topic

from .public import counts_by_language, facets_of, newest

ENOUGH = 7  # works of a language; fewer stand among the newest of the home page
LONG = 4  # works on a shelf
SHELVES = (("topic", Topic, "topic", 2), ("audience", Audience, "product__audiences", 1))  # the most of each


@dataclass(frozen=True)
class Shelf:
    """`facet` and `value` as the library narrows by them."""

    facet: str
    label: Topic | Audience
    count: int
    editions: list[Edition]


def shelves(language: str) -> list[Shelf]:
    """In a fixed number of statements; none where the language has few works."""
    if counts_by_language().get(language, 0) < ENOUGH:
        return []
    facets = facets_of(language)
    return [shelf for facet, model, path, most in SHELVES for shelf in _shelves(language, facet, model, path, facets.get(facet, {}), most)]


def _shelves(language: str, facet: str, model, path: str, counts, most: int) -> list[Shelf]:
    full = sorted((value for value in counts if counts[value] >= LONG), key=lambda value: (-counts[value], value))[:most]
    labels = {label.code: label for label in model.objects.filter(code__in=full)}
    return [
        Shelf(facet, labels[value], counts[value], list(newest(language).filter(**{path: labels[value]})[:LONG]))
        for value in full
        if value in labels
    ]
