"""Numbers and days of a workbook as people read them: a day is a count of days, and only the cell's format says that it is one."""

from datetime import datetime, time
from decimal import Decimal

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from .package import Package
from .parts import target_of


class Formats:
    """The number formats of one workbook, by the style that a cell names."""

    def __init__(self, package: Package):
        book = package.xml(package.main_part())
        self._epoch = MAC_EPOCH if any(_is_on(node.get("date1904")) for node in book.iterfind("{*}workbookPr")) else WINDOWS_EPOCH
        target = target_of(package, package.main_part(), "styles")
        self._codes = _codes(package.xml(target)) if target else []

    def day(self, value: str, style: str, *, iso: bool = False) -> str | None:
        """A day as dd/mm/yyyy, with its hour behind it where it has one, an hour as HH:MM; "" for what is none; None where the cell
        holds no day. `iso`: written out, as some programs do."""
        code = self._code(style)
        if not iso and (not is_date_format(code) or is_timedelta_format(code)):
            return None
        try:
            moment = from_ISO8601(value) if iso else from_excel(float(value), self._epoch)
        except (ValueError, OverflowError):
            return ""
        if isinstance(moment, time):
            return f"{moment:%H:%M}"
        if not isinstance(moment, datetime):
            return f"{moment:%d/%m/%Y}" if hasattr(moment, "year") else ""
        return f"{moment:%d/%m/%Y %H:%M}".removesuffix(" 00:00") if moment.year >= 1900 else ""

    def number(self, value: str, style: str) -> str:
        """A number in full, as 15 digits show it, with the zeros before it that its format asks for; "" for what is none."""
        try:
            text = format(Decimal(f"{float(value):.15g}"), "f")
        except (ValueError, OverflowError):
            return ""
        if not text.lstrip("-").replace(".", "").isdecimal():
            return ""
        code = self._code(style)
        return text.zfill(len(code)) if set(code) == {"0"} else text

    def _code(self, style: str) -> str:
        place = int(style) if style.isdecimal() and len(style) < 7 else 0
        return self._codes[place] if place < len(self._codes) else "General"


def _codes(styles: etree._Element) -> list[str]:
    own = {node.get("numFmtId"): node.get("formatCode", "") for node in styles.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [node.get("numFmtId", "0") for node in styles.iterfind("{*}cellXfs/{*}xf")]
    return [
        own.get(number) or BUILTIN_FORMATS.get(int(number) if number.isdecimal() and len(number) < 7 else 0, "General")
        for number in numbers
    ]


def _is_on(said: str | None) -> bool:
    return said in ("1", "true", "on")
