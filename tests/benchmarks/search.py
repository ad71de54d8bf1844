"""Search at 10,000 and at 100,000 editions: how long an answer takes beside its own SQL alone, how it grows, what its page costs beside a bare
one, and whether everything is found.

On the database it is given, empty and migrated: SQLite under `python -m tests.benchmarks search`, any other by DATABASE_URL and `main()`.

*Its SQL alone* is what `find()` sends, the very statements with the very values, by a cursor of the database's own driver, every row fetched:
the count, the page of rows, and the one that reads the editions that are shown. Each question is asked by turns in both ways, each time in
another word, and no regular expression is kept from one to the next. *A bare view* (_bare.py) answers the bytes of a search page, both compressed,
as a phone asks for them. Processor time is that of the process and of the database's that serves it; of pages the lower quartile counts.
"""

import os
import re
import time
import unicodedata
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection

from kontum_ttdn.languages.folding import fold
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.finding import Scope, find

from . import _bare, report, table
from . import _library as library
from .memory import milliseconds, p95, share
from .pages import quartile

ROUNDS = int(os.environ.get("ROUNDS", "200"))
PAGES = 120


def main() -> None:
    import kontum_ttdn.wsgi  # noqa: F401 - what a server's process sets for itself

    library.fill()
    few = measured()
    library.multiply()
    tell(few, measured())


def tell(few: list["Kind"], many: list["Kind"]) -> None:
    """What was measured at 10,000 and on this database, and what is measured on it alone: recall and pages."""
    for kind in many:
        report(
            f"{kind.name}: p95 / its SQL alone and 3 ms / 1.3", figure=p95(kind.whole), floor=p95(kind.bare) + 3 / 1.3, bar=1.3, unit="ms"
        )
    for kind, before in zip(many, few, strict=True):
        bar = 3 if kind.is_common else 1.2
        report(f"{kind.name}: at 100,000 / at 10,000", figure=share(kind.whole, 0.5), floor=share(before.whole, 0.5), bar=bar, unit="ms")
    recall()
    with _bare.beside() as floor:
        rows = [page(language, floor) for language in library.LANGUAGES]
    table([f"100,000 editions on {connection.vendor}, ms", "found", "median", "p95", "processor", "SQL alone, median", "p95"], [
        [kind.name, str(kind.found), *(f"{value:.2f}" for value in (share(kind.whole, 0.5), p95(kind.whole), kind.cpu,
                                                                   share(kind.bare, 0.5), p95(kind.bare)))] for kind in many
    ])  # fmt: skip
    table(["page of a rare word, processor, ms", "application", "database", "bare view", "KB"], rows)


class Kind:
    """Questions of one kind: milliseconds of each, whole and as its statements alone, processor time of one, and how many the last one found."""

    def __init__(self, name: str, language: str, words: list[str]):
        self.name, self.language, self.words, self.is_common = name, language, words, "common" in name
        self.whole: list[float] = []
        self.bare: list[float] = []
        self.cpu, self.found = 0.0, 0

    def ask(self, word: str):
        return find(asked(word), Scope(self.language))

    def measure(self, turn: int) -> None:
        word = self.words[turn % len(self.words)]
        statements: list[tuple] = []

        def note(run, sql, values, many, context):
            statements.append((sql, values))
            return run(sql, values, many, context)

        with connection.execute_wrapper(note):
            self.found = self.ask(word).total
        ways = [lambda: self._whole(word), lambda: self.bare.append(milliseconds(lambda: execute(statements)))]
        for way in ways if turn // len(self.words) % 2 else reversed(ways):
            way()

    def _whole(self, word: str) -> None:
        re.purge()
        before = processor()
        self.whole.append(milliseconds(lambda: self.ask(word)))
        self.cpu += sum(now - then for now, then in zip(processor(), before, strict=True)) / ROUNDS


def measured() -> list[Kind]:
    kinds = [
        Kind(f"{name}, {language}", language, list(words[language]))
        for language in library.LANGUAGES
        for name, words in (("rare", library.RARE), ("common", library.COMMON))
    ]
    kinds += [Kind(f"unaccented {name}, vi", "vi", [fold(word) for word in words["vi"]])
              for name, words in (("rare", library.RARE), ("common", library.COMMON))]  # fmt: skip
    for turn in range(ROUNDS):
        for kind in kinds:
            kind.measure(turn)
    return kinds


def execute(statements: list[tuple]) -> None:
    """Statements by the driver's own cursor: of PostgreSQL psycopg2's."""
    with connection.cursor() as wrapped:
        cursor = wrapped.cursor
        for sql, values in statements:
            cursor.execute(sql, values)
            cursor.fetchall()


def processor() -> tuple[float, float]:
    """Milliseconds of processor so far: of this process, and of the database's that serves it (SQLite is in this one)."""
    if connection.vendor != "postgresql":
        return 1000 * time.process_time(), 0.0
    serving = connection.connection.info.backend_pid
    kept = Path(f"/proc/{serving}/schedstat")
    if kept.exists():
        return 1000 * time.process_time(), int(kept.read_text().split()[0]) / 1e6
    ticks = Path(f"/proc/{serving}/stat").read_text().rpartition(")")[2].split()
    return 1000 * time.process_time(), 1000 * (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


def recall() -> None:
    """Of the texts that have a rare word, inside running text, how many are found by it, however it is typed."""
    forms = {
        "NFC": lambda word: unicodedata.normalize("NFC", word),
        "NFD": lambda word: unicodedata.normalize("NFD", word),
        "half NFC, half NFD": lambda word: unicodedata.normalize("NFC", word[:4]) + unicodedata.normalize("NFD", word[4:]),
        "without accents": fold,
    }
    for language in library.LANGUAGES:
        for name, form in forms.items():
            wanted = {word: library.having(word, language) for word in library.RARE[language]}
            found = sum(len(things & _all(form(word), language)) for word, things in wanted.items())
            report(f"recall, {language}, {name}", figure=found, floor=sum(map(len, wanted.values())), bar=1, unit="", at_least=True)


def _all(word: str, language: str) -> set[int]:
    question, scope = asked(word), Scope(language)
    return {hit.shown.thing.pk for number in range(1, find(question, scope).pages + 1) for hit in find(question, scope, page=number).hits}


def page(language: str, floor) -> list[str]:
    """What the page of a rare word costs beside a bare one that answers the same bytes, asked for by turns."""
    words = library.RARE[language]
    from kontum_ttdn.wsgi import portal as application

    paths = [f"/{language}/library/?{urlencode({'q': word})}" for word in words]
    plain = [_bare.ask(application, path, compressed=False)[2] for path in paths]
    ours, database, bare = [], [], []
    for turn in range(PAGES):
        bare.append(1000 * floor(plain[turn % len(words)]))
        re.purge()
        before = processor()
        status, _headers, _body = _bare.ask(application, paths[turn % len(words)])
        assert status == "200 OK", status
        for spent, now, then in zip((ours, database), processor(), before, strict=True):
            spent.append(now - then)
    cost = quartile(ours) + quartile(database)
    report(f"page of a rare word, {language}: page / bare view", figure=cost, floor=quartile(bare), bar=15, unit="ms")
    return [language, *(f"{quartile(times):.2f}" for times in (ours, database, bare)), f"{len(plain[0]) / 1000:.1f}"]
