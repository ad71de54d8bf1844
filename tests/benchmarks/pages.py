"""Pages of the library at 10,000 and at 100,000 editions that readers have: processor time of application and database beside a bare view.

On the database it is given, empty and migrated: SQLite under `python -m tests.benchmarks pages`, PostgreSQL on this machine by DATABASE_URL
and `main()`. A page is asked for through the whole WSGI handler with all middleware and compression, as by a phone; the floor (_bare.py)
answers the same bytes in the same round. Of each its lower quartile counts, so that what else the machine does is hardly measured. No page
is handed out from the kept ones (page_cache). What a process keeps in its memory (parts of pages, counts) is kept as ever; what a page costs
where no part of it is kept, as after a start, stands beside it and has no bar.
"""

import statistics
import time
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings

from kontum_ttdn.printing.models import PrintedFile
from kontum_ttdn.search import index
from kontum_ttdn.search.models import Entry
from kontum_ttdn.ui.parts import PARTS
from kontum_ttdn.units.queries import find
from products import content
from products.models import Edition, Kind, Product, Revision, Sheet, Topic
from products.queries.public import facets_of, forget_counts
from tests.factories import UserFactory
from tests.printing.books import articles

from . import _bare, _shelf, report, table

FEW, MANY = 10_000, 100_000  # editions that readers have, in all languages
EACH = 2.54  # such editions of one product, as _shelf makes them
ROUNDS = 120
ANEW = 30  # rounds with no part kept
PAGES = {
    "library": ("/vi/library/", 10),
    "reader page, the Declaration": ("/vi/library/udhr/", 6),
    "reader page, 12 blocks": ("/vi/library/six-articles/", 6),
}
TRANSLATED = ("vi", "en", "lo", "km")
BEHIND = 100_000_000  # their numbers come after those of every copy


@override_settings(PAGE_CACHE="")
def main() -> None:
    call_command("load_reference")
    unit = find("SVHTTDL", date.today()).unit
    by = UserFactory(unit=unit)
    _shelf.seed(1, _shelf.SEEDS, unit=unit, by=by)
    looked_through(range(1, _shelf.SEEDS + 1))
    few, many = (round(wanted / EACH / _shelf.SEEDS) for wanted in (FEW, MANY))
    grow(few, _shelf.SEEDS)
    works(unit, by)
    with _bare.beside() as floor:
        small = measured(floor)
        grow(many // few, few * _shelf.SEEDS)
        large = measured(floor)
    for name, (_path, bar) in PAGES.items():
        report(f"{name}: page / bare view", figure=large[name].cost, floor=large[name].floor, bar=bar, unit="ms")
    for name in PAGES:
        report(f"{name}: at 100,000 / at 10,000", figure=large[name].cost, floor=small[name].cost, bar=1.2, unit="ms")
    for name in PAGES:
        report(f"{name}: statements", figure=large[name].statements, floor=small[name].statements, bar=1, unit="")
    public = Edition.objects.public().count()
    table([f"{public:,} editions on {connection.vendor}, ms", "application", "database", "both, no part kept", "bare view", "bare, not compressed", "statements", "KB", "KB compressed"],
          [[name, *page.cells] for name, page in large.items()])  # fmt: skip
    table(["", "ms"], [["the shelf counted by facet, once a minute", f"{1000 * counted_anew():.0f}"]])


class Measured:
    """What one page costs, in ms of the processor; `read` fetches it."""

    def __init__(self, path: str, application):
        self.path, self.application = path, application
        self.page = self._read(compressed=False)
        self.small = len(self._read())
        with CaptureQueriesContext(connection) as caught:
            self._read()
        self.statements = len(caught)
        self.application_ms, self.database_ms, self.bare_ms, self.plain_ms, self.anew_ms = [], [], [], [], []

    def once(self, floor) -> None:
        self.bare_ms.append(1000 * floor(self.page))
        self.plain_ms.append(1000 * floor(self.page, compressed=False))
        database, before = database_time(), time.process_time()
        self._read()
        self.application_ms.append(1000 * (time.process_time() - before))
        self.database_ms.append(1000 * (database_time() - database))

    def anew(self) -> None:
        PARTS.clear()
        database, before = database_time(), time.process_time()
        self._read()
        self.anew_ms.append(1000 * (time.process_time() - before + database_time() - database))

    @property
    def cost(self) -> float:
        return quartile(self.application_ms) + quartile(self.database_ms)

    @property
    def floor(self) -> float:
        return quartile(self.bare_ms)

    @property
    def cells(self) -> list[str]:
        times = (self.application_ms, self.database_ms, self.anew_ms, self.bare_ms, self.plain_ms)
        return [
            *(f"{quartile(each):.2f}" for each in times),
            str(self.statements),
            f"{len(self.page) / 1000:.1f}",
            f"{self.small / 1000:.1f}",
        ]

    def _read(self, *, compressed: bool = True) -> bytes:
        status, _headers, body = _bare.ask(self.application, self.path, compressed=compressed)
        assert status == "200 OK", (self.path, status)
        return body


def measured(floor) -> dict[str, Measured]:
    """Every page in turn, round by round, each beside its floor."""
    forget_counts()
    from kontum_ttdn.wsgi import portal as application  # as a server's process has it, what it sets with it

    found = {name: Measured(path, application) for name, (path, _bar) in PAGES.items()}
    for _round in range(ROUNDS):
        for page in found.values():
            page.once(floor)
    for _round in range(ANEW):
        for page in found.values():
            page.anew()
    return found


def database_time() -> float:
    """Seconds of the processor that the server process of this connection has taken; SQLite works in ours."""
    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    return int(Path(f"/proc/{connection.connection.get_backend_pid()}/schedstat").read_text().split()[0]) / 1e9


def quartile(values: list[float]) -> float:
    return statistics.quantiles(values, n=4)[0]


def counted_anew() -> float:
    """Seconds of both, for what one process does once a minute."""
    forget_counts()
    database, before = database_time(), time.process_time()
    facets_of("vi")
    return time.process_time() - before + database_time() - database


def looked_through(products) -> None:
    """In the search index, as the sweeper would put them there."""
    for start in range(0, len(products), 100):
        with transaction.atomic():
            index._refresh("products", list(products[start : start + 100]))


def grow(times: int, products: int) -> None:
    """So many times the `products` that there are now, with their entries in the index."""
    _shelf.multiply(times, of=products)
    kept = [field.column for field in Entry._meta.concrete_fields if field.column not in ("id", "object_id", "thing_id")]
    per_product = len(_shelf.CODES)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_entry")
        last = cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO search_entry (id, object_id, thing_id, {', '.join(kept)}) SELECT id + n * {last}, object_id + n * {products * per_product}, "
            f"thing_id + n * {products}, {', '.join(kept)} FROM search_entry CROSS JOIN ({_shelf.numbers(times)}) numbers WHERE thing_id <= {products}"
        )
    _shelf.counted("VACUUM ANALYZE")


def works(unit, by) -> None:
    """The Declaration with its thirty articles, and six of them as a leaflet, in four languages with a printed form; the newest of all."""
    for code, kind, chosen in (("udhr", "handbook", range(31)), ("six-articles", "leaflet", range(1, 7))):
        kind = Kind.objects.get(code=kind)
        product = Product.objects.create(pk=BEHIND + len(code), code=code, kind=kind, topic=Topic.objects.first(), unit=unit, made_by=by)
        for language in TRANSLATED:
            edition(product, language, [articles(language)[number] for number in chosen])
        for language in set(_shelf.CODES) - set(TRANSLATED):  # a row a language, though readers do not have it
            number = product.pk * len(_shelf.CODES) + _shelf.CODES.index(language)
            Edition.objects.create(pk=number, product=product, language=language, kind=kind, topic=product.topic)


def edition(product: Product, language: str, parts: list[tuple[str, str]]) -> None:
    title = parts[0][0]
    body = [(kind, text) for part in parts for kind, text in zip(("heading", "text"), part, strict=True)]
    words = [("title", title), ("summary", parts[-1][1].split("\n")[0][:200]), *body]
    made = [content.item(place, kind, text) for place, (kind, text) in enumerate(words)]
    number = product.pk * len(_shelf.CODES) + _shelf.CODES.index(language)
    own = Edition.objects.create(pk=number, product=product, language=language, title=title, summary=words[1][1],
                                 kind=product.kind, topic=product.topic, day=date.today(), carriers=["text"])  # fmt: skip
    revision = Revision.objects.create(
        pk=number, edition=own, number=1, stage="approved", content=made, content_hash=content.content_hash(made)
    )
    Edition.objects.filter(pk=own.pk).update(standing="published", approved=revision, published=revision)
    key = f"{own.pk:064d}"
    file = PrintedFile.objects.create(content_key=key, layout=product.kind.layouts[0], variant="screen", language=language,
                                      pages=2, bytes=41_000, sha256=key, file=f"{key}.pdf")  # fmt: skip
    Sheet.objects.create(edition=own, revision=revision, layout=file.layout, variant="screen", file=file)
