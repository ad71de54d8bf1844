"""Products: the same number of SQL statements, and hardly more time, at 10 and at 100,000 products of nine editions each.

On the database it is given, empty and migrated: SQLite under `python -m tests.benchmarks`, any other by DATABASE_URL and `main()`.
Medians of wall time, middleware and template included, one person asking.
"""

import statistics
import time
from collections.abc import Callable

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from kontum_ttdn.access.roles import Role
from products.queries.public import newest
from tests.factories import SecondFactorFactory, UnitFactory, UserFactory

from . import _shelf, report

FEW, MANY = 10, 100_000
ROUNDS = 15
PUBLIC = {
    "home": "/vi/",
    "library": "/vi/library/",
    "library, one kind": "/vi/library/?kind=leaflet",
    "library, Lao": "/lo/library/",
    "reader page": "/vi/library/to-roi-6/",
}
STAFF = {"staff list": "/vi/products/", "staff page of a product": "/vi/products/to-roi-6/", "desk": "/vi/desk/"}
BAR = 50  # ms: what a page may take at 100,000 products


def main() -> None:
    call_command("load_reference")
    somebody = person_with_every_role()
    reader, staff = Client(), Client()
    staff.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    pages = {name: page_of(reader, path) for name, path in PUBLIC.items()} | {name: page_of(staff, path) for name, path in STAFF.items()}
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        _shelf.seed(1, FEW, unit=somebody.unit, by=somebody)
        few = {name: (statements(page), milliseconds(page)) for name, page in pages.items()}
        _shelf.seed(FEW + 1, _shelf.SEEDS, unit=somebody.unit, by=somebody)
        _shelf.multiply(MANY // _shelf.SEEDS)
        cache.clear()
        many = {name: (statements(page), milliseconds(page)) for name, page in pages.items()}
    for name in pages:
        report(f"{name}: statements at 100,000 / at 10", figure=many[name][0], floor=few[name][0], bar=1, unit="")
    for name in pages:
        report(f"{name}: at 100,000 ({few[name][1]:.1f} ms at 10) / {BAR} ms", figure=many[name][1], floor=BAR, bar=1, unit="ms")
    newest_twenty()


def newest_twenty() -> None:
    """The heart of every list: through the ORM, beside the very same SQL without it, and by the index that was made for it."""
    twenty = newest("vi")[:20]
    sql, values = twenty.query.sql_with_params()

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    report("newest 20 in a language: by ORM / the same SQL bare", figure=milliseconds(lambda: list(twenty.all())), floor=milliseconds(bare), bar=10, unit="ms")
    uses = "products_edition_newest" in twenty.explain()
    report("newest 20 in a language: by its index (1 yes, 0 no)", figure=int(uses), floor=1, bar=1, unit="", at_least=True)


def person_with_every_role():
    every = ["vi", "en", "lo", "km"]
    person = UserFactory(unit=UnitFactory(), roles=list(Role), languages={"translate": every, "review": every})
    SecondFactorFactory(user=person)
    return person


def page_of(browser: Client, path: str) -> Callable[[], None]:
    def fetch() -> None:
        assert browser.get(path).status_code == 200, path

    return fetch


def statements(page: Callable[[], None]) -> int:
    """How many a visit costs, once what is kept between visits is there."""
    page()
    with CaptureQueriesContext(connection) as caught:
        page()
    return len(caught)


def milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _round in range(ROUNDS):
        before = time.perf_counter()
        work()
        taken.append(time.perf_counter() - before)
    return 1000 * statistics.median(taken)
