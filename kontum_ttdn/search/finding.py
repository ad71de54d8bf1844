"""Looking for something: how many there are, which come first, and what they could be narrowed by. Two statements, and those of the
sources for the lines that are shown, whatever is asked and however much there is.

First comes what has the words in the title, then in the summary and the headings, then anywhere; in each of these side by side and with
their accents, then without accents, then apart; among equals the newest. Both engines are asked the same, so both answer the same.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.utils.safestring import SafeString

from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.ui.pagination import Turned

from . import registry
from .asking import Asked
from .lighting import Light
from .registry import Shown
from .stores import ANYWHERE, LEAD, TITLE, Match, store

SIZE = 20
DEEPEST = 50  # pages: nobody reads on, and no question costs more
MOST_COUNTED = 5_000  # rows that are counted and put in order; beyond, pages say "5000+", and the newest come first
MOST_READ = 100_000  # letters of one text in which the line to show is looked for
MOST_OF_TITLE = 1_000  # with its break marks
PARTS = (TITLE, LEAD, ANYWHERE)


@dataclass(frozen=True)
class Scope:
    """Among what is looked: what everybody may find, or what one member of staff may see (`user`); in one language or in all."""

    language: str = ""
    user: object = None
    marks: tuple[tuple[str, str], ...] = ()

    def conditions(self) -> tuple[str, list]:
        """What else holds for a row `e`, as SQL with its values."""
        said, values = self._rights()
        if self.language:
            said += " AND e.language = %s"
            values.append(self.language)
        return said, values

    def _rights(self) -> tuple[str, list]:
        if self.user is None:
            return "e.public", []
        parts, values = [], []
        for source in registry.sources():
            units = sorted(unit_ids(self.user, source.permission))
            if units and source.anywhere:
                parts.append("e.source = %s")
                values.append(source.name)
            elif units:
                parts.append(f"(e.source = %s AND e.unit_id IN ({', '.join(['%s'] * len(units))}))")
                values += [source.name, *units]
        return f"NOT e.public AND ({' OR '.join(parts) or 'false'})", values

    @property
    def said(self) -> tuple[str, ...]:
        """The marks as they stand in the index."""
        return tuple(f"{facet}={value}" for facet, value in self.marks)


@dataclass(frozen=True)
class Hit:
    """One line of the results: what it is now, where the words stand in it, and its title with nothing lit."""

    shown: Shown
    language: str
    cover: str
    title: SafeString
    passage: SafeString


@dataclass
class Found(Turned):
    """An answer: `total` is exact unless `more`, and so are the counts of values by facet and of texts by language."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    more: bool = False
    number: int = 1
    pages: int = 1
    facets: dict[str, Counter] = field(default_factory=dict)
    languages: Counter = field(default_factory=Counter)

    @property
    def at_cap(self) -> bool:
        """Whether there is more than pages lead to."""
        return self.number == self.pages == DEEPEST and (self.more or self.total > SIZE * DEEPEST)


def find(asked: Asked, scope: Scope, *, page: int = 1, size: int = SIZE) -> Found:
    """The answer to a question, page by page; nonsense is page 1, too far is the last."""
    found = count(asked, scope)
    found.pages = max(1, min(-(-found.total // size), DEEPEST))
    found.number = min(max(1, page), found.pages)
    if found.total:
        tiers = _common(asked, scope.said) if found.more else _tiers(asked, scope.said)
        read = MOST_READ if asked else MOST_OF_TITLE
        rows = _rows(tiers, scope, limit=size, offset=(found.number - 1) * size, each=found.more, read=read)
        found.hits = _hits(rows, asked, scope)
    return found


def beginnings(asked: Asked, scope: Scope, *, most: int = 8) -> list[str]:
    """Titles in which a word begins with what is being typed, the newest first, none twice."""
    if not asked:
        return []
    opened = asked.opened()
    where, values = _from(Match(opened, part=TITLE, marks=scope.said))
    limits, more = scope.conditions()
    sql = f"SELECT e.title FROM {where} AND {limits} GROUP BY e.title ORDER BY max(e.day) DESC, e.title LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *more, most])
        return [title for (title,) in cursor.fetchall()]


def _from(match: Match) -> tuple[str, list]:
    return store().source_of(match)


def count(asked: Asked, scope: Scope, *, most: int = MOST_COUNTED) -> Found:
    """How many there are, by facet and by language, without a line of them; one statement, that looks at `most` rows and one."""
    where, values = _from(Match(asked, marks=scope.said))
    limits, more = scope.conditions()
    capped = f"SELECT e.language, e.facets FROM {where} AND {limits} LIMIT {most + 1}"
    found = Found()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT language, facets, count(*) FROM ({capped}) c GROUP BY language, facets", [*values, *more])
        for language, facets, rows in cursor.fetchall():
            found.languages[language] += rows
            found.total += rows
            for said in facets.split():
                facet, _sign, value = said.partition("=")
                found.facets.setdefault(facet, Counter())[value] += rows
    found.more = found.total > most
    found.total = min(found.total, most)
    return found


def elsewhere(asked: Asked, scope: Scope) -> Counter:
    """How much the same words find in the languages that the scope leaves out; one statement, no more rows than are counted."""
    where, values = _from(Match(asked))
    limits, more = Scope(user=scope.user).conditions()
    capped = f"SELECT e.language FROM {where} AND {limits} AND e.language <> %s LIMIT {MOST_COUNTED}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT language, count(*) FROM ({capped}) c GROUP BY language", [*values, *more, scope.language])
        return Counter(dict(cursor.fetchall()))


def _tiers(asked: Asked, marks: tuple[str, ...]) -> list[Match]:
    """What is asked for from the best down to the last that counts: each part of a text with its very accents, then without; where
    several words were typed, side by side and then anyhow."""
    if not asked:
        return [Match(asked, marks=marks)]
    phrase = asked.side_by_side()
    ways = [(phrase, True), (phrase, False)] + ([(asked, False)] if phrase != asked else [])
    return [Match(words, exact, part, marks) for part in PARTS for words, exact in ways]


def _common(asked: Asked, marks: tuple[str, ...]) -> list[Match]:
    """The same of words that stand in very many texts: by nothing but their place, for the newest are found without looking at all."""
    return [Match(asked, part=part, marks=marks) for part in (TITLE, ANYWHERE)] if asked else [Match(asked, marks=marks)]


def _rows(tiers: list[Match], scope: Scope, *, limit: int, offset: int, each: bool, read: int) -> list[tuple]:
    """(source, object, language, and the first `read` letters of text and sought) of one page, best first; `each`: of each tier only the
    newest that the page can have."""
    arms, values = [], []
    limits, more = scope.conditions()
    for tier, match in enumerate(tiers):
        where, said = _from(match)
        arm = f"SELECT e.id, e.object_id, e.language, e.day, {tier} AS tier FROM {where} AND {limits}"
        if each:
            arm = f"SELECT * FROM ({arm} ORDER BY e.day DESC, e.object_id DESC LIMIT {2 * (limit + offset)}) t{tier}"
        arms.append(arm)
        values += [*said, *more]
    order = "best, day DESC, object_id DESC, language"
    sql = (
        f"SELECT e.source, e.object_id, e.language, substr(e.text, 1, {read}), substr(e.sought, 1, {read}) FROM ("
        f"SELECT id, object_id, language, day, min(tier) AS best FROM ({' UNION ALL '.join(arms)}) m "
        f"GROUP BY id, object_id, language, day ORDER BY {order} LIMIT %s OFFSET %s"
        f") p JOIN search_entry e ON e.id = p.id ORDER BY {', '.join('p.' + part for part in order.split(', '))}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, limit, offset])
        return cursor.fetchall()


def _hits(rows: list[tuple], asked: Asked, scope: Scope) -> list[Hit]:
    named = {source.name: [thing for name, thing, *_rest in rows if name == source.name] for source in registry.sources()}
    shown = {name: registry.source(name).shown(things, scope.user) for name, things in named.items() if things}
    light = Light(asked)
    return [
        Hit(one, language, *light.title(one.title, text, sought), light.passage(text, sought))
        for name, thing, language, text, sought in rows
        if (one := shown[name].get(thing))  # what was taken back since is not shown
    ]
