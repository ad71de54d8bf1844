"""A reorganisation as a file: which units begin, end or move, from which day, by which law. Reading it asks the database nothing.

{"name": …, "date": "2025-07-01", "legal_basis": …, "note": …, "changes": [
  {"change": "begin", "name": …, "code": …, "kind": "administrative", "level": "commune", "parent": UNIT, "aliases": […], "names": {…}, "borders": ["LA"]},
  {"change": "merge", "units": [UNIT, …], "into": UNIT},
  {"change": "split", "unit": UNIT, "into": [UNIT, …]},
  {"change": "abolish", "unit": UNIT},
  {"change": "rename", "unit": UNIT, "name": …},
  {"change": "re-parent", "unit": UNIT, "parent": UNIT or null}]}

UNIT is {"code": "23332", "on": "2025-06-30"}, or {"id": 12, "name": "Xã …"}, or, for one that begins with this plan, {"new": "Xã …"}; never a code alone.
Each change may say a `legal_basis` and a `note` of its own.
"""

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from kontum_ttdn.languages.registry import LANGUAGES

from .models import ChangeKind, Level, UnitKind
from .rules import Refused

LARGEST = 1_000_000  # bytes
MOST = 2_000  # units named in one plan
COUNTRIES = ("LA", "KH")
BIGGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Named:
    """How a plan names a unit: by code and day, by number and name, or as one that begins with it."""

    code: str = ""
    on: date | None = None
    id: int | None = None
    name: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class Begin:
    """A unit that begins on the day of the plan; `facts` are further fields of its first version."""

    name: str
    kind: str
    parent: Named | None
    facts: dict
    legal_basis: str


@dataclass(frozen=True)
class Step:
    """One change of units that are there: those it is about, their successors or their new parent, or the new name."""

    number: int  # its place in the file, from 1
    kind: str
    units: tuple[Named, ...]
    into: tuple[Named, ...]
    name: str
    legal_basis: str
    note: str


@dataclass(frozen=True)
class Plan:
    name: str
    date: date
    legal_basis: str
    text: str
    begins: tuple[Begin, ...]
    steps: tuple[Step, ...]

    @property
    def sha256(self) -> str:
        return sha256(self.text.encode()).hexdigest()


def read(data: bytes) -> Plan:
    """The plan that a file holds; Refused, in one sentence, where it holds none."""
    if len(data) > LARGEST:
        raise Refused(_("The plan is larger than 1 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("The file is not text in UTF-8.")) from None
    try:
        said = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(_("The file is not JSON that can be read.")) from None
    top = _Table(said, _("the plan"))
    name, day = top.text("name", 200, needed=True), top.day("date")
    basis, note = top.text("legal_basis", 300), top.text("note", 5000)
    begins, steps = _changes(top.rows("changes"), basis, note)
    top.nothing_else()
    return Plan(name, day, basis, text, tuple(begins), tuple(steps))


def _changes(rows: list, basis: str, note: str) -> tuple[list[Begin], list[Step]]:
    if not rows:
        raise Refused(_("The plan changes nothing."))
    begins, steps, named = [], [], 0
    for number, row in enumerate(rows, 1):
        table = _Table(row, _("change %d") % number)
        kind = table.choice("change", ChangeKind.values)
        own_basis, own_note = table.text("legal_basis", 300) or basis, table.text("note", 5000)
        if kind == ChangeKind.BEGIN:
            begins.append(_begin(table, own_basis, own_note))
            named += 1
        else:
            steps.append(_step(table, number, kind, {"legal_basis": own_basis, "note": own_note or note}))
            named += len(steps[-1].units) + len(steps[-1].into)
        table.nothing_else()
        if named > MOST:
            raise Refused(_("A plan names at most %d units.") % MOST)
    return begins, steps


def _begin(table: "_Table", legal_basis: str, note: str) -> Begin:
    facts = {
        "note": note,
        "code": table.text("code", 20),
        "level": table.choice("level", Level.values, ""),
        "aliases": table.texts("aliases"),
        "names": table.names("names"),
        "borders": table.texts("borders", COUNTRIES),
    }
    name, kind = table.text("name", 160, needed=True), table.choice("kind", UnitKind.values, UnitKind.ADMINISTRATIVE)
    return Begin(name, kind, table.unit("parent", empty=True), facts, legal_basis)


def _step(table: "_Table", number: int, kind: str, own: dict) -> Step:
    units = table.units("units") if kind == ChangeKind.MERGE else (table.unit("unit"),)
    into, name = (), ""
    if kind == ChangeKind.MERGE:
        into = (table.unit("into"),)
    elif kind == ChangeKind.SPLIT:
        into = table.units("into")
    elif kind == ChangeKind.REPARENT:
        into = tuple(filter(None, (table.unit("parent", empty=True, said=True),)))
    elif kind == ChangeKind.RENAME:
        name = table.text("name", 160, needed=True)
    return Step(number, kind, units, into, name, **own)


def _once(pairs: list[tuple]) -> dict:
    """A key that stands twice would hide what the first one said."""
    table: dict = {}
    for key, value in pairs:
        if key in table:
            raise Refused(_("The word “%s” stands twice in one place of the file.") % _shown(key))
        table[key] = value
    return table


def _no_number(word: str):
    raise ValueError(word)


def _shown(text) -> str:
    """A few characters of what somebody wrote, fit to stand in a sentence."""
    clean = "".join(letter if _is_plain(letter) else "�" for letter in str(text)[:60])
    return clean + ("…" if len(str(text)) > 60 else "")


def _is_plain(letter: str) -> bool:
    """No control character, no half of a pair, no mark that turns the direction of writing."""
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class _Table:
    """One table of the file. Each key is taken by name; what nobody took is not known, and is refused."""

    def __init__(self, said, where: str):
        self.where = where
        if not isinstance(said, dict):
            self.refuse(_("a table in braces is expected here"))
        self.left = dict(said)

    def refuse(self, why: str):
        raise Refused(_("In %(where)s: %(why)s.") % {"where": self.where, "why": why})

    def nothing_else(self) -> None:
        for key in self.left:
            self.refuse(_("the word “%s” is not known") % _shown(key))

    def text(self, key: str, longest: int, *, needed: bool = False) -> str:
        said = self.left.pop(key, "")
        if not isinstance(said, str):
            self.refuse(_("“%s” has to be text in quotation marks") % key)
        said = said.strip()
        if len(said) > longest or not all(_is_plain(letter) or letter in "\n\t" and longest > 300 for letter in said):
            self.refuse(_("“%s” is too long or has invisible characters in it") % key)
        if needed and not said:
            self.refuse(_("“%s” is missing") % key)
        return said

    def choice(self, key: str, values, default: str | None = None) -> str:
        said = self.text(key, 40, needed=default is None) or default
        if said and said not in values:
            self.refuse(_("“%(key)s” is one of %(values)s") % {"key": key, "values": ", ".join(values)})
        return said

    def day(self, key: str) -> date:
        said = self.text(key, 40, needed=True)
        try:
            return date.fromisoformat(said)
        except ValueError:
            self.refuse(_("%s is not a day; write it as YYYY-MM-DD") % _shown(said))

    def rows(self, key: str) -> list:
        said = self.left.pop(key, [])
        if not isinstance(said, list):
            self.refuse(_("“%s” has to be a list in square brackets") % key)
        return said

    def texts(self, key: str, values=None) -> list[str]:
        rows = [_Table({key: each}, self.where).text(key, 160, needed=True) for each in self.rows(key)]
        if values and set(rows) - set(values):
            self.refuse(_("“%(key)s” is one of %(values)s") % {"key": key, "values": ", ".join(values)})
        return rows

    def names(self, key: str) -> dict[str, str]:
        table = _Table(self.left.pop(key, {}), self.where)
        found = {code: table.text(code, 160, needed=True) for code in LANGUAGES if code in table.left}
        table.nothing_else()
        return found

    def units(self, key: str) -> tuple[Named, ...]:
        rows = tuple(_named(each, self.where) for each in self.rows(key))
        if not rows:
            self.refuse(_("“%s” names no unit") % key)
        return rows

    def unit(self, key: str, *, empty: bool = False, said: bool = False) -> Named | None:
        """The unit under this key; `empty`: it may be null, and unless it has to be `said`, left out."""
        if key not in self.left and not (empty and not said):
            self.refuse(_("“%s” is missing") % key)
        row = self.left.pop(key, None)
        return None if row is None and empty else _named(row, self.where)


def _named(row, where: str) -> Named:
    table = _Table(row, where)
    if "new" in table.left:
        found = Named(name=table.text("new", 160, needed=True), is_new=True)
    elif "id" in table.left:
        number = table.left.pop("id")
        if type(number) is not int or not 0 < number <= BIGGEST_ID:
            table.refuse(_("“id” is the number of a unit"))
        found = Named(id=number, name=table.text("name", 160, needed=True))
    else:
        code = table.text("code", 20, needed=True)
        if "on" not in table.left:
            table.refuse(
                _("the code %s stands without a day (“on”); a code alone names no unit, because codes were given anew in 2025") % code
            )
        found = Named(code=code, on=table.day("on"))
    table.nothing_else()
    return found
