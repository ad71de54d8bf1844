"""Units: sums and closures as of a day over 100,000 records beside their SQL alone, and the merger of 1 July 2025 forth and back on them.

On the database it is given, empty and migrated: SQLite under `python -m tests.benchmarks`, any other by DATABASE_URL and `main()`.

*SQL alone* is what the question sends, the very statements with the very values, by a cursor of the database's own driver, every row fetched; by turns with
the question itself, so that both have the same neighbours. Medians of wall time. The merger is measured at two times far apart, so of it processor time
counts (SQLite is in the process; of another database its client alone). What a grant covers is worked out in Python, in about 2 ms whatever the records,
beside a count that takes 4: its floor has 1 ms for it, and says so.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date

from django.db import connection
from django.db.models import Count, Q

from kontum_ttdn.people.models import Person
from kontum_ttdn.units import actions, queries, reference
from kontum_ttdn.units.models import Level, Reorganisation, Unit, UnitVersion
from kontum_ttdn.units.sums import Mode

from . import report, table
from .products import statements

FEW, MANY = 10, 100_000
ROUNDS = 31
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def main() -> None:
    reference.load_before()
    communes = list(UnitVersion.objects.standing(BEFORE).filter(level=Level.COMMUNE).order_by("code").values_list("unit_id", flat=True))
    seed(communes, FEW)
    there, back = merger_and_back()
    few = {name: statements(ask) for name, ask in questions().items()}
    seed(communes, MANY - FEW)
    many_there, many_back = merger_and_back()
    merger()
    for name, ask in questions().items():
        report(f"{name}: statements at 100,000 / at 10", figure=statements(ask), floor=few[name], bar=1, unit="")
        whole, alone = both_ways(ask)
        fixed, said = (1, " and 1 ms") if "grant" in name else (0, "")
        report(f"{name}: whole / its SQL alone{said}", figure=whole, floor=alone + fixed, bar=1.5, unit="ms")
    report("merger of 2025, carried out: on 100,000 records / on 10", figure=many_there, floor=there, bar=1.25, unit="ms")
    report("merger of 2025, taken back: on 100,000 records / on 10", figure=many_back, floor=back, bar=1.25, unit="ms")
    row = merger(look_only=True)
    table(
        [f"merger of 2025 on 100,000 records, {connection.vendor}", "processor, ms"],
        [["dry run with its counts", f"{row:.0f}"], ["carried out", f"{many_there:.0f}"], ["taken back", f"{many_back:.0f}"]],
    )


def seed(communes: list[int], number: int) -> None:
    """So many records, spread over the communes that were."""
    people = (
        Person(name=f"Y {place}", unit_id=communes[place % len(communes)], purpose="contact", basis="duty", keep_until=date(2099, 1, 1))
        for place in range(number)
    )
    Person.objects.bulk_create(people, batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def questions() -> dict[str, Callable[[], object]]:
    """What every sum and every scope asks, of all records. The merger is in force, or its units would not be there."""
    top = UnitVersion.objects.filter(code="62").earliest("pk").unit
    return {
        "records by unit, as of today": lambda: queries.totals(by_unit(), AFTER),
        "records by unit, as reported": lambda: queries.totals(by_unit(), AFTER, Mode.REPORTED),
        "records under a province on an earlier day, by the closure": lambda: under(top, BEFORE),
        "records that a grant on the old province covers": lambda: Person.objects.filter(
            unit__in=queries.covered_ids([top.pk], AFTER)
        ).count(),
    }


def by_unit() -> dict[int, int]:
    return dict(Person.objects.order_by().values_list("unit_id").annotate(number=Count("pk")))


def under(top: Unit, on: date) -> int:
    began = Q(unit__spans_above__valid_from=None) | Q(unit__spans_above__valid_from__lte=on)
    lasts = Q(unit__spans_above__valid_to=None) | Q(unit__spans_above__valid_to__gt=on)
    return Person.objects.filter(began, lasts, unit__spans_above__ancestor=top).count()


def both_ways(ask: Callable[[], object]) -> tuple[float, float]:
    """Medians in ms: the question, and its statements alone."""
    sent: list[tuple] = []

    def note(run, sql, values, many, context):
        sent.append((sql, values))
        return run(sql, values, many, context)

    with connection.execute_wrapper(note):
        ask()
    whole, alone = [], []
    for _round in range(ROUNDS):
        whole.append(milliseconds(ask))
        alone.append(milliseconds(lambda: execute(sent)))
    return statistics.median(whole), statistics.median(alone)


def execute(sent: list[tuple]) -> None:
    with connection.cursor() as wrapped:
        for sql, values in sent:
            wrapped.cursor.execute(sql, values)
            wrapped.cursor.fetchall()


def milliseconds(do: Callable[[], object]) -> float:
    before = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - before)


def processor(do: Callable[[], object]) -> float:
    before = time.process_time()
    do()
    return 1000 * (time.process_time() - before)


def merger(look_only: bool = False) -> float:
    """Carry the merger out, or look what it would do where it is in force: taken back before, carried out again after. Milliseconds of processor of that alone."""
    data = reference.MERGER.read_bytes()
    if not look_only:
        return processor(lambda: actions.apply(reorganisation=actions.prepare(data=data, by=None), by=None))
    take_back()
    taken = processor(lambda: actions.foresee_file(data=data))
    merger()
    return taken


def take_back() -> None:
    actions.undo(reorganisation=Reorganisation.objects.in_force().get(), by=None, reason="Đo")


def merger_and_back() -> tuple[float, float]:
    """Medians of three times forth and back."""
    taken = [(merger(), processor(take_back)) for _time in range(3)]
    return statistics.median(there for there, _back in taken), statistics.median(back for _there, back in taken)
