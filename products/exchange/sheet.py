"""The Excel workbook: number, source, translation, remark; beside them, hidden, what tells the line. Written by openpyxl."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from kontum_ttdn.languages import registry
from kontum_ttdn.spreadsheets.escapes import escaped

from . import refusing
from .faces import face_of
from .lines import Header, Line, writable

MOST_UNITS = 32_767  # UTF-16 units that a cell holds, by Excel's specification; openpyxl would cut the rest off without a word
AS_TEXT = "@"  # the format in which "1/2" stays "1/2" and "=1+1" is no formula
WIDTHS = {"A": 7, "B": 52, "C": 52, "D": 26, "E": 3}
GREY, HEAD = PatternFill("solid", fgColor="FFEFEBE4"), PatternFill("solid", fgColor="FFDED8CC")


def write(header: Header, lines: list[Line]) -> bytes:
    """The workbook as bytes; Unreadable where a segment is longer than a cell."""
    _refuse_long(lines)
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title, book.properties.keywords = "", header.name, header.mark
    for style in _styles(header):
        book.add_named_style(style)
    sheet = book.create_sheet(f"{header.language} {header.code}"[:31])
    _shape(sheet, header)
    source, target = (registry.get(code).autonym for code in (header.source_language, header.language))
    sheet.append([_cell(sheet, text, "head") for text in (_("No."), source, target, _("Remark"), header.mark)])
    for line in lines:
        sheet.append(
            [
                _number(sheet, line),
                _cell(sheet, line.source, "source"),
                _cell(sheet, line.target, "target"),
                _cell(sheet, line.comment, "remark"),
                _cell(sheet, line.token, "key"),
            ]
        )
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _shape(sheet: Worksheet, header: Header) -> None:
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.column_dimensions["E"].hidden = True
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = header.filename.replace("&", "&&"), "&P / &N"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False  # False: allowed
    sheet.protection.sort = sheet.protection.autoFilter = False


def _styles(header: Header) -> list[NamedStyle]:
    top = Alignment(wrap_text=True, vertical="top")
    open_, shut = Protection(locked=False), Protection(locked=True)

    def style(name: str, language: str, fill: PatternFill | None, protection: Protection, bold: bool = False) -> NamedStyle:
        made = NamedStyle(name, font=Font(name=face_of(language), size=14, bold=bold), alignment=top, protection=protection)
        made.number_format = AS_TEXT
        if fill:
            made.fill = fill
        return made

    return [
        style("head", "vi", HEAD, shut, bold=True),
        style("number", "vi", GREY, shut),
        style("source", header.source_language, GREY, shut),
        style("target", header.language, None, open_),
        style("remark", "vi", None, open_),
        style("key", "vi", GREY, shut),
    ]


def _number(sheet: Worksheet, line: Line) -> WriteOnlyCell:
    return _cell(sheet, f"{line.number} {line.about}".strip(), "number")


def _cell(sheet: Worksheet, text: str, style: str) -> WriteOnlyCell:
    """A cell of text, whatever the text begins with: never a formula, a number, a date or an error."""
    text = escaped(writable(text))
    cell = WriteOnlyCell(sheet, text or None)
    cell.style = style
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@'"
    return cell


def _refuse_long(lines: list[Line]) -> None:
    long = [line.number for line in lines if max(_units(line.source), _units(line.target), _units(line.comment)) > MOST_UNITS]
    if long:
        raise refusing.cell_too_long(long)


def _units(text: str) -> int:
    return len(escaped(text).encode("utf-16-le", "replace")) // 2
