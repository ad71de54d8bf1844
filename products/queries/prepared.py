"""Questions that pages ask at every visit: put into SQL by the ORM once a process, and planned by PostgreSQL once a connection, for either
takes longer than the answer does."""

from collections.abc import Callable
from itertools import count
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import QuerySet

WORD, NUMBER = "\x01{}", -7_000_000_000  # stand in the SQL for values of either sort until there are some; no row has them
_numbers = count(1)
_planned: WeakKeyDictionary[object, set[str]] = WeakKeyDictionary()  # by connection of the driver: the names that it knows


class Prepared:
    """A question with gaps: `ask` builds it with `values_list()` from values of the sorts that `gaps` names, str or int.

    Called with values, it answers the rows as tuples, as the queryset would. A gap has one value, compared as it is: no pattern, no slice,
    nothing that changes the SQL.
    """

    def __init__(self, ask: Callable[..., QuerySet], **gaps: type):
        self._ask, self._name = ask, f"prepared_{next(_numbers)}"
        self._stands = {name: WORD.format(name) if sort is str else NUMBER - place for place, (name, sort) in enumerate(gaps.items())}
        self._made = None

    def __call__(self, **values) -> list[tuple]:
        compiler, sql, params, converters = self._made = self._made or self._make()
        with connection.cursor() as cursor:
            params = [values[one.name] if isinstance(one, Gap) else one for one in params]
            cursor.execute(self._planned(sql, params) if _plans_are_kept() else sql, params)
            rows = cursor.fetchall()
        return list(map(tuple, compiler.apply_converters(rows, converters))) if converters else rows

    def _make(self) -> tuple:
        compiler = self._ask(**self._stands).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        names = {stands: name for name, stands in self._stands.items()}
        params = [Gap(names[one]) if one in names else one for one in params]
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        return compiler, sql, params, converters

    def _planned(self, sql: str, params: list) -> str:
        """The statement that asks by name; this connection is told the name where it does not know it yet."""
        driver = connection.connection
        known = _planned.setdefault(driver, set())
        if self._name not in known:
            with connection.wrap_database_errors, driver.cursor() as cursor:
                cursor.execute(f"PREPARE {self._name} AS " + sql % tuple(f"${place}" for place in range(1, len(params) + 1)))
            known.add(self._name)
        return f"EXECUTE {self._name} ({', '.join(['%s'] * len(params))})"


class Gap:
    """The place of a value among the parameters of a statement."""

    def __init__(self, name: str):
        self.name = name


def _plans_are_kept() -> bool:
    """On PostgreSQL, unless a pool stands before it that hands each transaction to another connection: then Django is told this too."""
    return connection.vendor == "postgresql" and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
