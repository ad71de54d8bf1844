"""The one door for sheets that people upload: whatever the name says, the bytes decide what they are.

A cell is read as people see it: text as it stands; a number in full, as 15 digits show it, with a point and no separators; a day, which is a
number that only its format shows as one, as dd/mm/yyyy (with an hour behind it, or HH:MM alone); yes and no as TRUE and FALSE. A formula is
never worked out: it, an error and a joined cell are told as a `Fault`.
"""

from collections.abc import Collection
from functools import partial

from django.utils.translation import gettext as _
from lxml import etree

from . import comma, refusing
from .cells import Limits, Reader, joined_rows
from .marks import refuse_secret
from .package import ENCRYPTED, OLE, ZIPS, Package
from .parts import nodes
from .refusing import Unreadable
from .sheet import Sheet, shaped

__all__ = ["MOST_MEGABYTES", "MOST_ROWS", "Sheet", "Unreadable", "read_csv", "read_rows", "read_table"]

MOST_MEGABYTES = 10
MOST_ROWS = 5_000  # that are taken from one file, where nobody says otherwise
MOST_COLUMNS = 200  # those behind are not looked at
MOST_LETTERS = 4_000_000  # code points of one sheet
MOST_SHEETS = 20
ABOVE = 100  # rows that may stand above the head row


def read_table(data: bytes, *, most_rows: int = MOST_ROWS, heads: Collection[str] = ()) -> Sheet:
    """A workbook or a CSV file, told apart by its bytes; see `read_rows` and `read_csv`."""
    return (read_rows if data.startswith((*ZIPS, OLE)) else read_csv)(data, most_rows=most_rows, heads=heads)


def read_rows(data: bytes, *, most_rows: int = MOST_ROWS, heads: Collection[str] = ()) -> Sheet:
    """The first shown sheet of an .xlsx that has words: its head row, and the rows below by column name.

    `heads`: names by which the head row is known, in any spelling; without them it is the first row with two cells.
    Unreadable says in words why a file is not taken: no workbook, macros, a password, a secret's mark, a bomb, more than `most_rows` rows
    or 10 MB.
    """
    _refuse_size(data)
    if data.startswith(OLE):
        raise refusing.locked() if ENCRYPTED in data else refusing.another_kind(_("a file of an old Excel (.xls)"))
    if not data.startswith(ZIPS):
        raise refusing.another_kind(_("a file of another kind"))
    package = Package(data)
    _refuse_others(package)
    limits = Limits(most_rows + ABOVE, MOST_COLUMNS, MOST_LETTERS, partial(refusing.too_many_rows, most_rows))
    reader, sheets = Reader(package, limits), _sheets(package)
    refuse_secret(reader, [(title, part) for title, part, _shown in sheets])
    for title, part, is_shown in sheets:
        if is_shown and (sheet := _read_sheet(reader, title, part, heads)):
            return _within(sheet, most_rows)
    raise refusing.empty()


def read_csv(data: bytes, *, most_rows: int = MOST_ROWS, heads: Collection[str] = ()) -> Sheet:
    """The same of a CSV file: UTF-8 with its mark or without, commas, semicolons or tabs between the cells.

    A cell that `write_csv` marked as text with an apostrophe comes back without it.
    """
    _refuse_size(data)
    rows = comma.read(data, most_rows=most_rows + ABOVE, most_columns=MOST_COLUMNS, too_many=partial(refusing.too_many_rows, most_rows))
    return _within(shaped("", rows, {}, heads), most_rows)


def _read_sheet(reader: Reader, title: str, part: str, heads: Collection[str]) -> Sheet | None:
    rows, joined = reader.rows(part)
    if not rows:
        return None
    numbers = [row.number for row in rows]
    columns = {column for row in rows for column in row.cells}
    return shaped(title, rows, {column: joined_rows(numbers, joined, column) for column in columns} if joined else {}, heads)


def _within(sheet: Sheet, most_rows: int) -> Sheet:
    if len(sheet.rows) > most_rows:
        raise refusing.too_many_rows(most_rows)
    return sheet


def _sheets(package: Package) -> list[tuple[str, str, bool]]:
    """(title, part, whether it is shown) of the sheets of cells, in the workbook's order."""
    relations, found = package.relations(package.main_part()), []
    for _event, node in nodes(package, package.main_part(), ("sheet",), most_tags=100_000):
        number = next((value for key, value in node.items() if etree.QName(key).localname == "id"), "")
        relation = relations.get(number)
        if relation and relation.kind == "worksheet" and not relation.external and package.has(relation.target):
            found.append((node.get("name", ""), relation.target, node.get("state", "visible") == "visible"))
    if len(found) > MOST_SHEETS:
        raise Unreadable(_("The workbook has more than %(count)d sheets. Send the one that is meant, alone.") % {"count": MOST_SHEETS})
    return found


def _refuse_others(package: Package) -> None:
    """What is packed as a workbook is, and is none; and a workbook that carries programs."""
    if any(name.endswith(("vbaproject.bin", ".vbs")) or "/macrosheets/" in name for name in package.names):
        raise refusing.macros()
    if package.has("mimetype") and b"opendocument" in package.read("mimetype", 1000):
        raise refusing.another_kind(_("an OpenDocument file (.ods)"))
    main = package.main_part()
    root = etree.QName(package.xml(main)).localname if main else ""
    if not main and package.has("[Content_Types].xml"):
        raise refusing.damaged()
    if root != "workbook":
        raise refusing.another_kind(_("an Office file of another kind") if main else _("a zip archive"))


def _refuse_size(data: bytes) -> None:
    if len(data) > MOST_MEGABYTES * 1_000_000:
        raise refusing.too_large(MOST_MEGABYTES)
    if not data.strip():
        raise refusing.empty()
