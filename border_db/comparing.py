"""A sheet against a register, row by row: what is new, what changes which fields, what is the same, and what is wrong in which column.

Nothing is written here. A cell that says what the entry's export says is unchanged, whatever it could also mean.
"""

import copy
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from border_db.columns import Cells, Column, columns_of, heads_of
from border_db.models import Entry
from border_db.registers import Register
from border_db.unit_names import NotRead
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.spreadsheets.refusing import Unreadable
from kontum_ttdn.spreadsheets.sheet import Sheet, SheetRow, same_name

MOST_ROWS = 500  # of one file: each is held against the rules of its register and written with its history, some 15 ms a row


class Outcome(TextChoices):
    WRONG = "wrong", gettext_lazy("cannot be taken")
    CHANGED = "changed", gettext_lazy("will be changed")
    NEW = "new", gettext_lazy("will be added")
    SAME = "same", gettext_lazy("stays as it is")


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass
class Line:
    """What becomes of one row. `faults`: (column, sentence), the column empty where the row as a whole is wrong."""

    number: int
    name: str = ""
    entry: Entry | None = None
    values: dict = field(default_factory=dict)  # by field, as `Cells.value` has them
    changes: list[Change] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.faults:
            return Outcome.WRONG
        if self.entry is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.SAME


@dataclass
class Comparison:
    """All lines of a file, and the columns of it that are none of the register's."""

    lines: list[Line]
    left_out: list[str]

    def of(self, outcome: str) -> list[Line]:
        return [line for line in self.lines if line.outcome == outcome]

    @cached_property
    def counts(self) -> dict[str, int]:
        return {outcome: len(self.of(outcome)) for outcome in Outcome.values}

    @property
    def to_write(self) -> list[Line]:
        return [line for line in self.lines if line.outcome in (Outcome.NEW, Outcome.CHANGED)]

    @property
    def mark(self) -> str:
        """Equal where the same would be written over the same: a preview that was shown holds as long as its mark does."""
        said = [
            [
                line.number,
                line.outcome,
                line.entry and (line.entry.pk, line.entry.version),
                sorted((k, str(v)) for k, v in line.values.items()),
            ]
            for line in self.lines
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def compare(register: Register, sheet: Sheet, by) -> Comparison:
    """What the file would change if `by` said yes; Unreadable where it is none of this register's."""
    return _Comparing(register, sheet, by).compared()


class _Comparing:
    def __init__(self, register: Register, sheet: Sheet, by):
        self.register, self.sheet, self.by = register, sheet, by
        self.kept = unit_ids(by, Permission.REGISTER_KEEP)
        self.inside = unit_ids(by, Permission.REGISTER_INTERNAL)
        self.columns, self.left_out = self._matched()
        self.cells = Cells(register)
        self.entries = list(register.model.objects.standing().prefetch_related(*register.many))
        self.seen = set(register.model.objects.standing().visible_to(by).values_list("pk", flat=True))
        self.by_key, self.by_text = defaultdict(list), defaultdict(list)
        keys = [column for column in columns_of(register) if column.field in register.key]
        for entry in self.entries:
            said = {column.field: self.cells.value(entry, column) for column in keys}
            self.by_key[self._key(said)].append(entry)
            self.by_text[tuple(same_name(self.cells.words(said[column.field], column)) for column in keys)].append(entry)
        self.key_heads = [self._head(column.field) for column in keys]
        self.name_head = next((head for head, column in self.columns.items() if column.field == "name"), "")

    def compared(self) -> Comparison:
        lines: list[Line] = []
        groups: dict[tuple, list[tuple[SheetRow, Line]]] = defaultdict(list)
        for row in self.sheet.rows:
            line = self._read(row)
            line.name = row.texts.get(self.name_head, "") or next(iter(row.texts.values()), "")
            lines.append(line)
            key = self._key(line.values) if all(name in line.values for name in self.register.key) else ("row", row.number)
            groups[key].append((row, line))
        for key, group in groups.items():
            self._match(key, group)
        for line in lines:
            if line.outcome in (Outcome.NEW, Outcome.CHANGED):
                self._check(line)
        return Comparison(lines, self.left_out)

    # columns
    def _matched(self) -> tuple[dict[str, Column], list[str]]:
        """The register's columns by the names that the file gives them, and its columns that are none."""
        known = heads_of(self.register, internal=bool(self.inside))
        matched: dict[str, Column] = {}
        for name in self.sheet.columns:
            column = known.get(same_name(name))
            if column in matched.values():
                raise Unreadable(_("Two columns of the file are both “%(name)s”. Take one away.") % {"name": column.label})
            if column:
                matched[name] = column
        for name in self.register.key:
            if name not in {column.field for column in matched.values()}:
                label = next(column.label for column in columns_of(self.register) if column.field == name)
                raise Unreadable(
                    _("The file has no column “%(name)s”, by which its rows are told apart. Begin with the template of this register.")
                    % {"name": label}
                )
        return matched, [name for name in self.sheet.columns if name not in matched]

    def _head(self, name: str) -> str:
        return next(head for head, column in self.columns.items() if column.field == name)

    # rows
    def _read(self, row: SheetRow) -> Line:
        line = Line(row.number)
        names: dict[str, str] = {}
        for head, column in self.columns.items():
            if head in row.faults:
                line.faults.append((column.label, row.faults[head].sentence))
                continue
            try:
                value = self.cells.read(row.texts.get(head, ""), column)
            except NotRead as error:
                line.faults.append((column.label, str(error)))
                continue
            if column.language:
                names[column.language] = value
            else:
                line.values[column.field] = value
        if names:
            line.values["names"] = names
        return line

    def _match(self, key: tuple, group: list[tuple[SheetRow, Line]]) -> None:
        """Find the entries that the rows of one key speak of. Rows that say what an entry says are taken for it; of others only one may be."""
        texts = tuple(same_name(group[0][0].texts.get(head, "")) for head in self.key_heads)
        candidates = self.by_text.get(texts) or self.by_key.get(key) or []
        free = list(candidates)
        open_ = []
        for row, line in group:
            same = next((entry for entry in free if entry.pk in self.seen and self._says_the_same(row, line, entry)), None)
            if same:
                free.remove(same)
                line.entry, line.values, line.faults = same, {}, []
            else:
                open_.append((row, line))
        if open_ and len(group) > 1:
            numbers = ", ".join(str(line.number) for _row, line in group[:20])
            for _row, line in open_:
                line.faults.append(("", _("Rows %(numbers)s are about the same entry. Leave one of them.") % {"numbers": numbers}))
        elif open_:
            self._pair(*open_[0], candidates)

    def _pair(self, row: SheetRow, line: Line, candidates: list[Entry]) -> None:
        if len(candidates) > 1:
            line.faults.append(("", _("Several entries of the register answer to this row. Change them one by one on their pages.")))
        elif not candidates:
            self._begin(line)
        elif candidates[0].pk not in self.seen or candidates[0].unit_id not in self.kept:
            line.faults.append(("", _("Others keep this entry. You may not change it.")))
        else:
            line.entry = candidates[0]
            self._change(row, line, candidates[0])

    def _says_the_same(self, row: SheetRow, line: Line, entry: Entry) -> bool:
        return all(self._is_same(row, line.values, entry, head) for head in self.columns)

    def _is_same(self, row: SheetRow, read: dict, entry: Entry, head: str) -> bool:
        """Whether a cell says what stands there; an empty one does where a field of its kind is never empty."""
        column, text = self.columns[head], row.texts.get(head, "")
        if head in row.faults:
            return False
        if text == self._stands(entry, column) or (not text and column.is_never_empty):
            return True
        if column.is_internal and entry.unit_id not in self.inside:
            return False
        if column.language:
            return read["names"][column.language] == entry.names.get(column.language, "")
        return column.field in read and read[column.field] == self.cells.value(entry, column)

    def _stands(self, entry: Entry, column: Column) -> str:
        """What stands there as a sheet says it; nothing where it is internal and not for this person."""
        if column.is_internal and entry.unit_id not in self.inside:
            return ""
        return self.cells.words(self.cells.value(entry, column), column)

    def _begin(self, line: Line) -> None:
        """A new entry: what stays empty is as the register has it at first; it is kept by one's own unit where no other is named."""
        line.values = {name: value for name, value in line.values.items() if value is not None or name != "unit"}
        if "unit" not in line.values and self.by.unit_id in self.kept:
            line.values["unit"] = self.by.unit_id
        if not set(self.kept) & {line.values.get("unit")}:
            line.faults.append((self._label("unit"), _("You may not keep entries of this unit.")))
        self._internal_is_ours(line, line.values.get("unit"))
        line.values["names"] = {code: name for code, name in line.values.get("names", {}).items() if name}
        for column in self.columns.values():
            value = line.values["names"].get(column.language) if column.language else line.values.get(column.field)
            if said := self.cells.words(value, column):
                line.changes.append(Change(column.label, "", said))

    def _change(self, row: SheetRow, line: Line, entry: Entry) -> None:
        """Keep of the row what differs from the entry."""
        read, line.values, faults = line.values, {}, dict(line.faults)
        names = dict(entry.names)
        for head, column in self.columns.items():
            if self._is_same(row, read, entry, head):
                faults.pop(column.label, None)  # though it could mean more than what stands there
                continue
            if column.label in faults:
                continue
            if column.is_internal and entry.unit_id not in self.inside:
                faults[column.label] = _("This is internal: only who answers for the unit writes it.")
                continue
            if column.language:
                value = read["names"][column.language]
                names = {code: name for code, name in (names | {column.language: value}).items() if name}
            else:
                value = line.values[column.field] = read[column.field]
            line.changes.append(Change(column.label, self._stands(entry, column), self.cells.words(value, column)))
        if names != entry.names:
            line.values["names"] = names
        if line.values.get("unit", entry.unit_id) not in self.kept:
            faults[self._label("unit")] = _("You may not keep entries of this unit.")
        line.faults = list(faults.items())

    def _internal_is_ours(self, line: Line, unit: int | None) -> None:
        for column in self.columns.values():
            if column.is_internal and line.values.get(column.field) and unit not in self.inside:
                line.faults.append((column.label, _("This is internal: only who answers for the unit writes it.")))

    # rules of the register
    def _check(self, line: Line) -> None:
        """Ask the entry's own rules, as its action will."""
        entry = copy.copy(line.entry) if line.entry else self.register.model()
        for name, value in line.values.items():
            if name not in self.register.many:
                setattr(entry, self.register.field(name).attname, value)
        relations = {name for name in self.register.fields if self.register.field(name).is_relation}
        for name in relations - self.register.many:
            about = self.register.field(name)
            if getattr(entry, about.attname) is None and not about.null:
                line.faults.append((self._label(name), str(about.error_messages["null"])))
        wrong: set[str] = set()
        for ask, left_out in ((entry.clean_fields, relations), (entry.validate_unique, wrong), (entry.validate_constraints, wrong)):
            try:
                ask(exclude=left_out)
            except ValidationError as error:
                wrong |= set(error.message_dict)
                line.faults += [(self._label(name), text) for name, texts in error.message_dict.items() for text in texts]

    def _label(self, name: str) -> str:
        if name == NON_FIELD_ERRORS:
            return ""
        return next((column.label for column in columns_of(self.register, internal=True) if column.field == name), "")

    def _key(self, values: dict) -> tuple:
        """What makes a row and an entry the same: texts count in any spelling."""
        return tuple(same_name(value) if isinstance(value := values.get(name), str) else value for name in self.register.key)


def writable_values(register: Register, lines: Iterable[Line]) -> list[tuple[int, Entry | None, dict]]:
    """(row, entry, values) as the action takes them: rows instead of their ids."""
    lines = list(lines)
    named: dict[str, dict] = {}
    for name in register.fields:
        if register.field(name).is_relation and name not in register.many:
            ids = {line.values[name] for line in lines if line.values.get(name)}
            named[name] = {None: None, **register.field(name).related_model.objects.in_bulk(ids)}
    return [
        (line.number, line.entry, {name: named[name][value] if name in named else value for name, value in line.values.items()})
        for line in lines
    ]
