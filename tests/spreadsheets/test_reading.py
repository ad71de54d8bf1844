"""A sheet is read as people see it: rows by column name, numbers and days as they are shown, and what cannot be taken is told where it is."""

from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH

from kontum_ttdn.spreadsheets.reading import read_csv, read_rows, read_table
from kontum_ttdn.spreadsheets.sheet import Fault

from .packages import SHEET, changed, workbook

HEAD = ["Số hiệu mốc", "Tên"]


def cell(value, number_format: str = "General", *, epoch=None) -> str:
    """The text of one cell under a head row; "" where it has none."""

    def change(book: Workbook) -> None:
        if epoch:
            book.epoch = epoch
        book.active["A2"].value = value
        book.active["A2"].number_format = number_format if number_format != "General" else book.active["A2"].number_format

    rows = read_rows(workbook([HEAD, ["", "có chữ"]], change)).rows
    return rows[0].texts.get(HEAD[0], "")


def told(change) -> list[tuple[int, dict]]:
    """Row numbers and faults of three rows that were changed by hand."""
    rows = [HEAD, *([number, f"mốc {number}"] for number in (790, 791, 792))]
    return [(row.number, row.faults) for row in read_rows(workbook(rows, change)).rows]


def test_rows_stand_by_column_name_under_the_number_that_excel_shows():
    sheet = read_rows(workbook([[], HEAD, [790, " Bờ Y "], [], ["791", None]]))
    assert sheet.columns == HEAD
    assert [(row.number, row.texts) for row in sheet.rows] == [(3, {HEAD[0]: "790", HEAD[1]: "Bờ Y"}), (5, {HEAD[0]: "791"})]


def test_row_without_a_number_of_its_own_follows_the_one_before_it():
    bare = changed(
        workbook([[], [], HEAD, ["790"], ["791"]]), SHEET, lambda whole: whole.replace(b'<row r="4"', b"<row").replace(b'r="A4"', b"")
    )
    assert [row.number for row in read_rows(bare).rows] == [4, 5]


@pytest.mark.parametrize("heads", [["Tên", "Số hiệu mốc"], ["ten", "SO HIEU MOC"]])
def test_head_row_is_found_below_titles_by_its_names_in_any_spelling(heads):
    titles = [["UBND TỈNH", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Danh sách mốc"], ["Số hiệu\nmốc", "Tên"], ["790", "Bờ Y"]]
    sheet = read_rows(workbook(titles), heads=heads)
    assert (sheet.columns, [row.number for row in sheet.rows]) == (HEAD, [4])


def test_title_joined_over_the_table_is_no_head_row():
    assert read_rows(workbook([["Danh sách mốc"], HEAD, ["790", "x"]], lambda book: book.active.merge_cells("A1:B1"))).columns == HEAD


def test_column_without_a_name_is_called_by_its_letter_if_something_stands_in_it():
    sheet = read_rows(workbook([["Tên", None, None, "Mã"], ["Bờ Y", None, "thêm", "1"]]))
    assert (sheet.columns, sheet.rows[0].texts) == (["Tên", "C", "Mã"], {"Tên": "Bờ Y", "C": "thêm", "Mã": "1"})


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (23377, "General", "23377"),
        (-5, "General", "-5"),
        (12.5, "#,##0.00", "12.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (7, "00000", "00007"),
        (True, "General", "TRUE"),
        (date(2025, 7, 1), "General", "01/07/2025"),
        (date(2025, 7, 1), '"ngày" dd "tháng" mm', "01/07/2025"),
        (45839, "dd/mm/yyyy", "01/07/2025"),
        (45839, "[$-42A]d mmmm yyyy", "01/07/2025"),
        (45839, '0 "đồng"', "45839"),
        (datetime(2025, 7, 1, 7, 30), "General", "01/07/2025 07:30"),
        (time(17, 5), "General", "17:05"),
        (1.5, "[h]:mm", "1.5"),
    ],
)
def test_numbers_and_days_are_read_as_people_see_them(value, number_format, shown):
    assert cell(value, number_format) == shown


def test_days_of_a_workbook_that_counts_from_1904_and_days_written_out_are_the_same_days():
    assert cell(date(2025, 7, 1), epoch=MAC_EPOCH) == "01/07/2025"
    written = changed(
        workbook([HEAD, [1, "x"]]), SHEET, lambda whole: whole.replace(b't="n"', b't="d"').replace(b"<v>1</v>", b"<v>2025-07-01</v>")
    )
    assert read_rows(written).rows[0].texts[HEAD[0]] == "01/07/2025"


@pytest.mark.parametrize("value", [-3, 1e300])
def test_number_shown_as_a_day_that_is_none_is_told(value):
    def change(book):
        book.active["A2"].value = value
        book.active["A2"].number_format = "dd/mm/yyyy"

    assert told(change)[0] == (2, {HEAD[0]: Fault.ERROR})


def test_formulas_errors_and_joined_cells_are_told_at_their_cell_and_never_worked_out():
    def change(book):
        book.active["B2"] = "=1+1"
        book.active["A3"] = "#N/A"
        book.active.merge_cells("B3:B4")

    assert told(change) == [
        (2, {HEAD[1]: Fault.FORMULA}),
        (3, {HEAD[0]: Fault.ERROR, HEAD[1]: Fault.MERGED}),
        (4, {HEAD[1]: Fault.MERGED}),
    ]


def test_first_sheet_with_words_that_is_shown_is_read():
    def change(book):
        book.active.sheet_state = "hidden"
        book.create_sheet("trống")
        book.create_sheet("Mốc").append(HEAD)
        book.worksheets[2].append(["790", "Bờ Y"])
        book.create_sheet("sau").append(["khác"])
        book.active = 2

    sheet = read_rows(workbook([["giấu", "đi"]], change))
    assert (sheet.title, sheet.columns, [row.texts[HEAD[1]] for row in sheet.rows]) == ("Mốc", HEAD, ["Bờ Y"])


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffSố hiệu mốc,Tên\r\n790,Bờ Y\r\n",
        "Số hiệu mốc;Tên\n790;Bờ Y",
        "Số hiệu mốc\tTên\n790\tBờ Y\n",
        '"Số hiệu mốc";"Tên"\n"790";"Bờ Y"\n',
        '"Số hiệu\nmốc",Tên\n790,Bờ Y',
    ],
)
def test_csv_is_the_same_sheet_whatever_stands_between_its_cells(data):
    sheet = read_csv(data.encode())
    assert (sheet.columns, [row.texts for row in sheet.rows]) == (HEAD, [{HEAD[0]: "790", HEAD[1]: "Bờ Y"}])


def test_rows_of_a_csv_are_numbered_as_a_spreadsheet_shows_them():
    data = 'Tên,Mã\n\n"hai\ndòng",1\n,\n"a,b",\'=1\n=1+1,2'
    assert [(row.number, row.texts, row.faults) for row in read_csv(data.encode()).rows] == [
        (3, {"Tên": "hai\ndòng", "Mã": "1"}, {}),
        (5, {"Tên": "a,b", "Mã": "=1"}, {}),
        (6, {"Tên": "=1+1", "Mã": "2"}, {"Tên": Fault.FORMULA}),
    ]


def test_bytes_tell_a_workbook_from_a_csv():
    assert read_table(workbook([HEAD, ["1", "a"]])).rows == read_table("Số hiệu mốc,Tên\n1,a".encode()).rows


def test_text_is_stored_in_one_spelling():
    sheet = read_rows(workbook([["Te\u0302n", "b"], ["e\u0306\u0302 a\u0323", "x"]]))
    assert (sheet.columns[0], sheet.rows[0].texts["T\u00ean"]) == ("T\u00ean", "\u00ea\u0306 \u1ea1")
