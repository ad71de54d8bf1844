"""A shelf of texts that belongs to nobody's domain: what it says is found, the same on both engines."""

from datetime import date

import pytest

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.search import index, registry
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.finding import Scope, find
from kontum_ttdn.search.registry import Shown, Source, Text


class Shelf:
    """Texts by number; the day of each is its number, so that the newest is the last."""

    def __init__(self):
        self.texts: dict[int, Text] = {}

    def put(self, number: int, title: str, body: str = "", *, language: str = "vi", **more) -> None:
        self.texts[number] = Text(number, number, language, title, body=body, day=date(2026, 1, number % 28 + 1), **more)

    def look(self) -> None:
        index.changed("shelf", self.texts)
        index.tend()

    def ask(self, text: str, language: str = "vi", **scope):
        return find(asked(text), Scope(language, **scope))

    def numbers(self, text: str, language: str = "vi", **scope) -> list[int]:
        return [hit.shown.thing for hit in self.ask(text, language, **scope).hits]


@pytest.fixture
def shelf(db, monkeypatch):
    made = Shelf()

    def texts(things):
        return [made.texts[thing] for thing in things if thing in made.texts]

    def shown(objects, user):
        return {number: Shown(made.texts[number].title, f"/{number}/", made.texts[number].language, thing=number)
                for number in objects if number in made.texts}  # fmt: skip

    monkeypatch.setattr(registry, "_sources", {})
    registry.add_source(Source("shelf", texts, lambda: sorted(made.texts), shown, Permission.PRODUCT_VIEW))
    return made
