"""Sheets of registers as a clerk would send them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from border_db.columns import heads_of
from border_db.comparing import Comparison, compare
from border_db.registers import REGISTERS
from kontum_ttdn.spreadsheets.reading import read_table
from kontum_ttdn.spreadsheets.writing import write_workbook

MARKER = {"name": "Mốc 790", "border": "Lào", "number": "790", "source": "Báo Thử, 2020"}


def sheet(*rows: dict) -> bytes:
    """A workbook with a column for each name in `rows`; fields may be named as the house names them."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return write_workbook("Mốc", columns, [[row.get(name) for name in columns] for row in rows])


def compared(register: str, data: bytes, by) -> Comparison:
    found = REGISTERS[register]
    return compare(found, read_table(data, heads=heads_of(found, internal=True)), by)


def faults(register: str, by, *rows: dict) -> list[list[str]]:
    """The sentences of each row."""
    return [[f"{label}: {sentence}" for label, sentence in line.faults] for line in compared(register, sheet(*rows), by).lines]


def outcomes(register: str, by, *rows: dict) -> list[str]:
    return [str(line.outcome.value) for line in compared(register, sheet(*rows), by).lines]


def sent(client, register: str, data: bytes, name: str = "moc.xlsx"):
    """The answer to uploading the file in English."""
    return client.post(f"/en/border/{register}/import/", {"file": SimpleUploadedFile(name, data)})
