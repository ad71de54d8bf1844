"""The translation memory at a million pairs: how long a lookup takes beside its own SQL alone, and beside an indexed equality lookup.

On the database it is given, empty and migrated: SQLite under `python -m tests.benchmarks memory`, any other by DATABASE_URL and `main()`.
The pairs are made up: 7,000 words, as many as Vietnamese has syllables, as often as Zipf has them; 14 words in the middle; every third
sentence is another one with one to three words changed. Of the lookups a third are remembered sentences, a third nearly so, a third new.
"""

import math
import random
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import accumulate, cycle

from django.core.management import call_command
from django.db import connection, transaction

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from products import likeness
from products.actions.remembering import put_in_order
from products.content import text_hash
from products.models import Block, Edition, MemoryKey, MemoryPair, MemoryUse
from products.queries.memory import matches
from tests.factories import UnitFactory, UserFactory

from . import _shelf, report, table

PAIRS, LOOKUPS, WORDS, EDITIONS = 1_000_000, 300, 7_000, 1_000
AT_ONCE = 10_000
ROUNDS = 5  # the quickest counts, so that what else the machine does is not measured


def main(pairs: int = PAIRS) -> None:
    call_command("load_reference")
    chance = random.Random(220)
    unit = UnitFactory()
    user = UserFactory(unit=unit, roles=["translator"])
    began = time.perf_counter()
    asked = remember(chance, pairs, unit, user)
    stored = time.perf_counter()
    put_in_order()
    ordered = time.perf_counter()
    _shelf.counted("VACUUM ANALYZE")
    lookups = [Lookup(text, user) for text in asked]
    for _round in range(ROUNDS):
        for lookup in lookups:
            lookup.measure()
    whole, bare, equal, bare_equal = ([getattr(lookup, name) for lookup in lookups] for name in ("whole", "bare", "equal", "bare_equal"))
    report("lookup: p95 / its SQL alone", figure=p95(whole), floor=p95(bare), bar=1.5, unit="ms")
    report("lookup: p95 / indexed equality lookup", figure=p95(whole), floor=p95(equal), bar=30, unit="ms")
    rows = [[name, *(f"{share(values, part):.2f}" for part in (0.5, 0.95, 1))] for name, values in (
        ("lookup", whole), ("its SQL alone", bare), ("equality by ORM", equal), ("equality, bare SQL", bare_equal),
    )]  # fmt: skip
    table([f"{pairs:,} pairs on {connection.vendor}, ms", "median", "p95", "most"], rows)
    found = sum(1 for lookup in lookups if lookup.found)
    table(["", ""], [
        ["lookups that found something", f"{found} of {len(lookups)}"], ["pairs stored, s", f"{stored - began:.0f}"],
        ["put in order of rarity, s", f"{ordered - stored:.0f}"], ["keys", f"{MemoryKey.objects.count():,}"],
    ])  # fmt: skip


class Lookup:
    """One text asked for: by the house's way, by the same statements without it, and by equality. Times in ms, the quickest of all rounds."""

    def __init__(self, text: str, user):
        self.text, self.units = text, unit_ids(user, Permission.PRODUCT_VIEW)
        self.statements: list[tuple] = []
        self.whole = self.bare = self.equal = self.bare_equal = math.inf

    def ask(self) -> list:
        return matches(self.text, "vi", "lo", units=self.units)

    def measure(self) -> None:
        if not self.statements:
            with connection.execute_wrapper(self._note):
                self.found = self.ask()
        same = MemoryPair.objects.filter(source_language="vi", target_language="lo", source_hash=text_hash(self.text)).values_list("target")
        self.whole = min(self.whole, milliseconds(self.ask))
        self.bare = min(self.bare, milliseconds(lambda: execute(self.statements)))
        self.equal = min(self.equal, milliseconds(lambda: list(same.all())))
        self.bare_equal = min(self.bare_equal, milliseconds(lambda: execute([same.query.sql_with_params()])))

    def _note(self, run, sql, values, many, context):
        self.statements.append((sql, values))
        return run(sql, values, many, context)


def milliseconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - began)


def execute(statements: list[tuple]) -> None:
    with connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)
            cursor.fetchall()


def share(values: list[float], part: float) -> float:
    """The value that `part` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def p95(values: list[float]) -> float:
    return share(values, 0.95)


def sentences(chance: random.Random, count: int) -> Iterator[list[str]]:
    known = list(accumulate(1 / (rank + 2.7) for rank in range(WORDS)))
    names = [f"{number:x}".translate(str.maketrans("0123456789", "ghiklmnopq")) for number in range(WORDS)]

    def word() -> str:
        return names[bisect(known, chance.random() * known[-1])]

    before: list[list[str]] = []
    for number in range(count):
        if number % 3 == 2:
            said = changed(chance, chance.choice(before), word)
        else:
            said = [word() for _each in range(min(80, max(1, int(chance.lognormvariate(2.64, 0.6)))))]
        if len(before) < 20_000:
            before.append(said)
        yield said


def changed(chance: random.Random, said: list[str], word: Callable[[], str]) -> list[str]:
    """The sentence with one to three words put in, left out or replaced."""
    said = list(said)
    for _change in range(chance.randint(1, 3)):
        place = chance.randint(0, len(said))
        said[place : place + chance.randint(0, 1)] = [word() for _each in range(chance.randint(0, 1))]
    return said or [word()]


def remember(chance: random.Random, pairs: int, unit, user) -> list[str]:
    """Store the pairs, each said in one of a thousand editions; gives the texts to ask for."""
    _shelf.seed(1, EDITIONS, unit=unit, by=user)
    editions = list(Edition.objects.filter(language="vi", approved__isnull=False).values_list("pk", "approved"))
    block = Block.objects.create(product_id=1, kind="text")
    every = sentences(chance, pairs + LOOKUPS)
    asked: list[str] = []
    for start in range(0, pairs, AT_ONCE):
        said = [next(every) for _each in range(AT_ONCE)]
        asked += [" ".join(said[0]), " ".join(changed(chance, said[1], lambda other=said[2][0]: other))]
        with transaction.atomic():
            made = MemoryPair.objects.bulk_create(pair(start + number, words) for number, words in enumerate(said))
            whose = cycle(editions)
            MemoryUse.objects.bulk_create(
                MemoryUse(pair=one, edition_id=edition, revision_id=revision, since_id=revision, block=block)
                for one, (edition, revision) in zip(made, whose, strict=False)
            )
    return asked[: 2 * LOOKUPS // 3] + [" ".join(next(every)) for _each in range(LOOKUPS // 3)]


def pair(number: int, said: list[str]) -> MemoryPair:
    text = f"{' '.join(said)}."
    return MemoryPair(
        source_language="vi",
        target_language="lo",
        source=text,
        target=f"Target {number}.",
        source_hash=text_hash(text),
        target_hash=f"{number:032x}",
        folded=likeness.as_sought(text),
    )
