"""What is written can be read again, word for word, and nothing of it is ever run."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontum_ttdn.spreadsheets.escapes import marked, unmarked
from kontum_ttdn.spreadsheets.reading import Unreadable, read_csv, read_rows, read_table
from kontum_ttdn.spreadsheets.sheet import plain
from kontum_ttdn.spreadsheets.writing import Page, write_csv, write_workbook

from .packages import opened

RISKY = ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''-1", "=HYPERLINK(1)"]
AWKWARD = ["1/2", "007", "TRUE", "#N/A", "_x0041_", "'", 'a"b', "a,b;c", "hai\ndòng", "ê̆", "Bờ Y", "ບໍ່ຢ", "បឺយ", "a\x0bb"]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*RISKY, *AWKWARD]) | st.characters(codec="utf-8"), max_size=12).map("".join)


def both(rows: list[list]) -> list[bytes]:
    return [write_workbook("Mốc", ["Mốc", "Tên"], rows), write_csv(["Mốc", "Tên"], rows)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
def test_any_text_comes_back_as_the_house_stores_it(texts):
    for data in both([["x", text] for text in texts]):
        assert [row.texts.get("Tên", "") for row in read_table(data).rows] == [plain(text) for text in texts]


def test_awkward_text_comes_back_by_itself_and_as_no_formula():
    for data in both([["x", text] for text in RISKY + AWKWARD]):
        assert [(row.texts["Tên"], row.faults) for row in read_table(data).rows] == [(plain(text), {}) for text in RISKY + AWKWARD]


@pytest.mark.parametrize("text", [text for text in RISKY if not text.startswith("'")])
def test_what_looks_like_a_formula_is_text_in_both(text):
    book, csv = both([[text, "x"]])
    cell = opened(book).active["A2"]
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    assert next(iter(csv.decode("utf-8-sig").split("\r\n")[1:])).lstrip('"').startswith("'")


@given(text=st.text(alphabet="'=-+@ab", max_size=6))
def test_mark_of_a_csv_cell_is_taken_off_exactly(text):
    assert unmarked(marked(text)) == text


def test_numbers_days_and_moments_are_what_they_are():
    rows = [[1200, Decimal("12.5")], [date(2025, 7, 1), datetime(2025, 6, 30, 17, 30, tzinfo=UTC)], [None, ""]]
    book, csv = both(rows)
    sheet = opened(book).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [1200, 12.5], [datetime(2025, 7, 1), datetime(2025, 7, 1, 0, 30)], [None, None],
    ]  # fmt: skip
    assert [sheet["A3"].number_format, sheet["B3"].number_format] == ["DD/MM/YYYY", "DD/MM/YYYY HH:MM"]
    said = [{"Mốc": "1200", "Tên": "12.5"}, {"Mốc": "01/07/2025", "Tên": "01/07/2025 00:30"}]
    assert [[row.texts for row in read(data).rows] for read, data in ((read_rows, book), (read_csv, csv))] == [said, said]


def test_head_stays_in_sight_over_columns_wide_enough_and_sheets_follow():
    guide = Page("Cách điền", ["Cột", "Điền gì"], [["Mốc", "số"]])
    book = opened(write_workbook("Mốc: a/b [1]", ["Mốc", "Tên bằng chữ Lào"], [["=1", "x"]], widths=[30], typed_in=True, more=[guide]))
    sheet = book.worksheets[0]
    assert (book.sheetnames, sheet.freeze_panes, sheet["A1"].font.bold) == (["Mốc  a b  1", "Cách điền"], "A2", True)
    assert [round(sheet.column_dimensions[column].width) for column in "AB"] == [30, 20]
    assert sheet.column_dimensions["B"].number_format == "@"
    assert [cell.value for cell in book.worksheets[1][2]] == ["Mốc", "số"]


def test_file_names_nobody_and_holds_no_program():
    data = write_workbook("Mốc", ["a"], [])
    assert (opened(data).properties.creator, opened(data).properties.title) == (None, "Mốc")
    assert [name for name in zipfile.ZipFile(BytesIO(data)).namelist() if "vba" in name.lower()] == []


def test_text_longer_than_a_cell_is_refused_with_its_place_and_never_cut():
    assert len(read_rows(write_workbook("a", ["b"], [["x" * 32_767]])).rows[0].texts["b"]) == 32_767
    with pytest.raises(Unreadable, match="Row 3, “b”: the text is longer than a cell"):
        write_workbook("a", ["b"], [["x"], ["x" * 32_768]])
