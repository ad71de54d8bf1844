"""Products: the same number of SQL statements, and hardly more time, at 10 and at 100,000 products of nine editions each.

On the database it is given, empty and migrated: SQLite under `python -m tests.benchmarks`, any other by DATABASE_URL and `main()`.
Medians of wall time, middleware and template included, one person asking.
"""

import statistics
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from kontum_ttdn.access.roles import Role
from products.queries.public import counts_by_language, forget_counts, newest
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


def main() -> None:
    call_command("load_reference")
    somebody = person_with_every_role()
    reader, staff = Client(), Client()
    staff.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    pages = {name: visit(reader, path) for name, path in PUBLIC.items()} | {name: visit(staff, path) for name, path in STAFF.items()}
    work = pages | {"newest 20, bare SQL": bare(newest("vi")[:20]), "newest 20, by ORM": lambda: list(newest("vi")[:20])}
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        _shelf.seed(1, FEW, unit=somebody.unit, by=somebody)
        few = {name: (statements(do), milliseconds(do)) for name, do in work.items()}
        _shelf.seed(FEW + 1, _shelf.SEEDS, unit=somebody.unit, by=somebody)
        _shelf.multiply(MANY // _shelf.SEEDS)
        forget_counts()
        many = {name: (statements(do), milliseconds(do)) for name, do in work.items()}
    for name in work:
        report(f"{name}: statements at 100,000 / at 10", figure=many[name][0], floor=few[name][0], bar=1, unit="")
    for name in work:
        report(f"{name}: at 100,000 / at 10", figure=many[name][1], floor=few[name][1], bar=4, unit="ms")  # a full page, not ten rows
    report("home at 100,000 / 50 ms", figure=many["home"][1], floor=50, bar=1, unit="ms")
    report("home, counted anew at 100,000 / 500 ms", figure=milliseconds(count_anew), floor=500, bar=1, unit="ms")
    report(
        "newest 20: by ORM / the same SQL bare",
        figure=many["newest 20, by ORM"][1],
        floor=many["newest 20, bare SQL"][1],
        bar=40,
        unit="ms",
    )
    uses = "products_edition_newest" in newest("vi")[:20].explain()
    report("newest 20: by the index made for it (1 yes, 0 no)", figure=int(uses), floor=1, bar=1, unit="", at_least=True)


def bare(rows) -> Callable[[], None]:
    """The same SQL without the ORM."""
    sql, values = rows.query.sql_with_params()

    def fetch() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    return fetch


def count_anew() -> None:
    forget_counts()
    counts_by_language()


def person_with_every_role():
    every = ["vi", "en", "lo", "km"]
    person = UserFactory(unit=UnitFactory(), roles=list(Role), languages={"translate": every, "review": every})
    SecondFactorFactory(user=person)
    return person


def visit(browser: Client, path: str) -> Callable[[], None]:
    def fetch() -> None:
        assert browser.get(path).status_code == 200, path

    return fetch


def statements(do: Callable[[], object]) -> int:
    """How many it costs, once what is kept between visits is there."""
    do()
    with CaptureQueriesContext(connection) as caught:
        do()
    return len(caught)


def milliseconds(do: Callable[[], object]) -> float:
    taken = []
    for _round in range(ROUNDS):
        before = time.perf_counter()
        do()
        taken.append(time.perf_counter() - before)
    return 1000 * statistics.median(taken)
