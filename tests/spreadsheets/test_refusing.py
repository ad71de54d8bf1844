"""What is no sheet, is hostile, too large or marked as secret is refused in words, and soon."""

import time
import zipfile
from io import BytesIO

import pytest
from docx import Document
from openpyxl.packaging.custom import StringProperty

from kontum_ttdn.spreadsheets.package import DIRECTORY_ENTRY
from kontum_ttdn.spreadsheets.reading import MOST_MEGABYTES, Unreadable, read_csv, read_rows, read_table

from .packages import SHEET, changed, repacked, workbook

HEAD = ["Mốc", "Tên"]
GOOD = workbook([HEAD, ["790", "Bờ Y"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture(autouse=True)
def soon():
    """No refusal may take long: ten seconds even on a slow machine."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < 10


def refused(data: bytes, words: str, read=read_table, **more) -> None:
    with pytest.raises(Unreadable, match=words):
        read(data, **more)


def zipped(members: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
    return file.getvalue()


def word() -> bytes:
    file = BytesIO()
    Document().save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (workbook([]), "empty"),
        (b"\xef\xbb\xbf\n\n", "empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (OLE + "Workbook".encode("utf-16-le"), "old Excel"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "OpenDocument"),
        (zipped({"a.txt": b"abc"}), "zip archive"),
        (word(), "Office file of another kind"),
        (b"%PDF-1.7\n", "PDF"),
        (b"abc\0def", "another kind"),
        ("Tên,Mã\nxã,1".encode("utf-16"), "CSV UTF-8"),
        ("Tên,Mã\nxã,1".encode("cp1258", "replace"), "CSV UTF-8"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (repacked(GOOD, {"xl/workbook.xml": None}), "damaged"),
        (repacked(GOOD, {"_rels/.rels": None}), "damaged"),
        (repacked(GOOD, {"xl/vbaProject.bin": b"x"}), "holds macros"),
        (repacked(GOOD, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "holds macros"),
        (b"M\xe1\xbb\x91c,T\xc3\xaan\n790,\"B\xe1\xbb\x9d Y\n", "Row 2 cannot be read"),
        (b'a,b\n1,"2"3\n', "Row 2 cannot be read"),
        (b"a,b\n1," + b"x" * 200_000, "Row 2 cannot be read"),
        ("Tên,tên,Tên\n1,2,3".encode(), "Two columns are headed “Tên”"),
        (workbook([["Tên", "Tên"], ["1", "2"]]), "Two columns are headed “Tên”"),
    ],
)  # fmt: skip
def test_what_is_no_good_sheet_is_refused_with_what_to_do(data, words):
    refused(data, words)


def test_text_is_no_workbook():
    refused(b"a,b\n1,2", "Here a workbook", read_rows)


@pytest.mark.parametrize("data", [b"x" * (MOST_MEGABYTES * 1_000_000 + 1), b"PK\x03\x04" + b"\0" * MOST_MEGABYTES * 1_000_000])
def test_more_than_ten_megabytes_are_refused_unread(data):
    refused(data, "larger than 10 MB")


def test_every_flipped_byte_is_read_or_refused_in_words():
    for at in range(0, len(GOOD), len(GOOD) // 60):
        try:
            read_rows(GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :])
        except Unreadable:
            continue


@pytest.mark.parametrize(
    ("part", "body", "words"),
    [
        (SHEET, b"<a>" + b" " * 80_000_000 + b"</a>", "unpacks to far more"),
        ("xl/media/bomb.png", b"\0" * 30_000_000, "unpacks to far more"),
        (SHEET, b"<worksheet><sheetData>", "damaged"),
        (SHEET, b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><row><c>&a;</c></row></worksheet>', "damaged"),
        ("xl/styles.xml", b"<styleSheet", "damaged"),
        ("docProps/core.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "damaged"),
    ],
)
def test_bombs_entities_and_damaged_parts_are_refused(part, body, words):
    refused(repacked(GOOD, {part: body}), words)


def test_directory_without_end_is_refused_before_it_is_listed():
    refused(b"PK\x03\x04" + DIRECTORY_ENTRY * 20_001, "unpacks to far more")


def rows_of(count: int, columns: int = 10) -> bytes:
    cells = "".join(f'<c t="inlineStr"><is><t>{chr(97 + column)}%d</t></is></c>' for column in range(columns))
    rows = "".join(f"<row>{cells}</row>" % ((number,) * columns) for number in range(count))
    return changed(GOOD, SHEET, lambda whole: whole.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))


@pytest.mark.parametrize("columns", [3, 12])
def test_fifty_thousand_rows_are_refused_with_how_many_are_taken(columns):
    refused(rows_of(50_000, columns), "more than 5000 rows")
    refused(b"a,b\n" + b"1,2\n" * 50_000, "more than 5000 rows")


def test_as_many_rows_as_are_asked_for_are_taken_and_not_one_more():
    csv = b"a,b\n" + b"1,2\n" * 20
    assert (len(read_csv(csv, most_rows=20).rows), len(read_rows(rows_of(19), most_rows=20).rows)) == (20, 20)
    refused(csv + b"1,2\n", "more than 20 rows", most_rows=20)
    refused(rows_of(20), "more than 20 rows", most_rows=20)


def test_a_far_cell_costs_nothing_and_joined_areas_without_end_are_refused():
    far = changed(GOOD, SHEET, lambda whole: whole.replace(b"</row>", b'<c r="XFD1048576" t="str"><v>xa</v></c></row>', 1))
    assert read_rows(far).columns == HEAD
    areas = b"".join(b'<mergeCell ref="A%d:B9999999"/>' % row for row in range(3, 30_000))
    refused(
        changed(GOOD, SHEET, lambda whole: whole.replace(b"</sheetData>", b"</sheetData><mergeCells>" + areas + b"</mergeCells>")),
        "more than",
    )


# --- state secrets ---


def titled(**properties):
    def change(book):
        for name, value in properties.items():
            setattr(book.properties, name, value)

    return workbook([HEAD, ["790", "x"]], change)


def on_a_sheet(change) -> bytes:
    return workbook([HEAD, ["790", "x"]], change)


def drawn(text: str) -> bytes:
    box = f'<xdr:wsDr xmlns:xdr="x" xmlns:a="y"><a:p><a:r><a:t>{text[:2]}</a:t></a:r><a:r><a:t>{text[2:]}</a:t></a:r></a:p></xdr:wsDr>'
    return repacked(GOOD, {"xl/drawings/drawing1.xml": box.encode()})


@pytest.mark.parametrize(
    "data",
    [
        workbook([["MẬT"], HEAD, ["790", "x"]]),
        workbook([HEAD, ["790", "(Tối mật)"]]),
        workbook([HEAD, ["790", "Độ mật: Tuyệt mật"]]),
        on_a_sheet(lambda book: book.create_sheet("hai").append(["TUYỆT MẬT"])),
        on_a_sheet(lambda book: book.create_sheet("Danh sách MẬT")),
        on_a_sheet(lambda book: setattr(book.active.oddHeader.center, "text", "MẬT")),
        on_a_sheet(lambda book: setattr(book.active.firstFooter.right, "text", "Tài liệu tối mật")),
        on_a_sheet(lambda book: book.custom_doc_props.append(StringProperty(name="Độ mật", value="Mật"))),
        titled(keywords="biên giới, MẬT"),
        titled(title="Tuyệt mật"),
        changed(GOOD, SHEET, lambda whole: whole.replace(b"<row ", '<row><c t="inlineStr"><is><r><t>M</t></r><r><t>ẬT</t></r></is></c></row><row '.encode(), 1)),
        drawn("MẬT"),
        "Mốc,Tên\n790,MẬT".encode(),
    ],
)  # fmt: skip
def test_workbook_marked_as_secret_anywhere_is_refused(data):
    refused(data, "marked as secret")


@pytest.mark.parametrize(
    "data",
    [workbook([["Mật độ dân số", "Sản phẩm"], ["12", "Mật ong Măng Đen"]]), titled(title="Phòng bảo mật"), drawn("mặt")],
)
def test_honey_density_and_passwords_are_no_secrets(data):
    assert len(read_rows(data).rows) == 1
