"""Plain text in: encodings, paragraphs, headings, lists; the plan that the portal serves, as it was published."""

import unicodedata
from pathlib import Path

import pytest

from products.importing.reading import Unreadable, read_document

from .documents import pairs

PLAN = (Path(__file__).parent / "fixtures" / "ke-hoach-220.txt").read_bytes()
VIETNAMESE = "Thông tin đối ngoại\n\nVùng đồng bào dân tộc thiểu số và miền núi."


def read(text: str, encoding: str = "utf-8"):
    return read_document(text.encode(encoding), "a.txt")


def windows_1258(text: str) -> bytes:
    """As old Windows wrote Vietnamese: the vowel with its hat, then the tone by itself."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", apart.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


def test_plan_220_gives_its_title_and_four_tasks_as_headings():
    imported = read_document(PLAN, "ke-hoach-220.txt")
    assert imported.title == "Kế hoạch thực hiện nhiệm vụ thông tin đối ngoại vùng đồng bào dân tộc thiểu số trên địa bàn tỉnh Kon Tum"
    assert [(block.text[:34], block.options) for block in imported.blocks if block.kind == "heading"] == [
        ("1. Sản xuất các sản phẩm thông tin", {"level": 2}),
        ("2. Bồi dưỡng, tập huấn kiến thức, ", {"level": 2}),
        ("3. Xây dựng cơ sở dữ liệu phục vụ ", {"level": 2}),
        ("4. Tổ chức các sự kiện, hội nghị, ", {"level": 2}),
    ]
    assert [block.kind for block in imported.blocks] == ["text"] * 2 + ["heading"] + ["text"] * 3 + ["heading", "text"] * 2 + [
        "heading"
    ] + ["text"] * 2
    assert (imported.encoding, imported.legacy, imported.pictures) == ("utf-8", None, [])


def test_plan_220_parts_a_task_from_its_text_at_the_colon():
    by_start = {block.text[:12]: block.text for block in read_document(PLAN, "ke-hoach-220.txt").blocks}
    assert by_start["2. Bồi dưỡng"] == "2. Bồi dưỡng, tập huấn kiến thức, nghiệp vụ thông tin đối ngoại"
    assert by_start["cho cán bộ l"].endswith("Người có uy tín trong cộng đồng người dân tộc thiểu và miền núi...")
    assert by_start["phối hợp với"].startswith("phối hợp với Cục Thông tin đối ngoại")


def test_plan_220_loses_only_the_path_of_the_page_and_says_so():
    imported = read_document(PLAN, "ke-hoach-220.txt")
    assert imported.notes == ["The first line is the path of a web page and was left out: «Trang chủ >> Tin KH&CN trong tỉnh (31-01-2023)»"]
    kept = " ".join([imported.title, *(block.text for block in imported.blocks)])
    words = " ".join(PLAN.decode().split("\n", 1)[1].split())
    assert kept.replace(" ", "") == words.replace("đối ngoại: cho", "đối ngoại cho").replace("biên giới: phối", "biên giới phối").replace(
        " ", ""
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_reads_every_unicode_encoding(encoding):
    imported = read(VIETNAMESE, encoding)
    assert (imported.title, pairs(imported), imported.encoding) == (
        "Thông tin đối ngoại", [("text", "Vùng đồng bào dân tộc thiểu số và miền núi.")], encoding,
    )  # fmt: skip


def test_text_reads_the_old_vietnamese_windows_page():
    imported = read_document(windows_1258(VIETNAMESE), "a.txt")
    assert (imported.title, imported.encoding) == ("Thông tin đối ngoại", "windows-1258")
    assert pairs(imported) == [("text", "Vùng đồng bào dân tộc thiểu số và miền núi.")]


@pytest.mark.parametrize(
    ("typed", "encoding", "name"),
    [
        ("ViÖt Nam, ®ång bµo d©n téc thiÓu sè", "latin-1", "TCVN3"),
        ("Tieáng Vieät, thoâng tin ñoái ngoaïi", "latin-1", "VNI"),
        ("tơring ]ar Kontum", "utf-8", "VOV4"),
    ],
)
def test_text_of_an_old_font_comes_as_it_lies_and_is_flagged(typed, encoding, name):
    imported = read(typed, encoding)
    assert (imported.title, imported.legacy.name) == (typed, name)


def test_text_keeps_lao_and_khmer_with_the_breaks_that_a_person_typed():
    imported = read("ມາດຕາ 1\n\nជា\u200bស\u2060កល។")
    assert (imported.title, pairs(imported)) == ("ມາດຕາ 1", [("text", "ជា\u200bស\u2060កល។")])


def test_text_joins_lines_that_a_program_wrapped_and_no_others():
    wrapped = "Tên bài\n\n" + "\n".join(["chữ " * 17 + "hết"] * 3 + ["dòng cuối."]) + "\n\nmột dòng.\nhai dòng."
    blocks = read(wrapped).blocks
    assert [len(block.text) > 200 for block in blocks] == [True, False, False]
    assert [block.text for block in blocks[1:]] == ["một dòng.", "hai dòng."]


def test_text_tells_lists_from_headings():
    imported = read(
        "Tên\n\nCần mang:\n\n1. Gạo\n2. Muối\n3. Đèn\n\nGhi chú.\n\n- một\n+ sâu hơn\n\nPhần I\n\n1. Mở đầu\n\nVăn bản.\n\n1.1 Chi tiết\n\nVăn bản."
    )
    assert [(block.kind.value, block.text, block.options.get("number"), block.options.get("level")) for block in imported.blocks] == [
        ("text", "Cần mang:", None, None),
        ("list_item", "Gạo", "1.", 1), ("list_item", "Muối", "2.", 1), ("list_item", "Đèn", "3.", 1),
        ("text", "Ghi chú.", None, None),
        ("list_item", "một", "", 1), ("list_item", "sâu hơn", "", 2),
        ("heading", "Phần I", None, 2), ("heading", "1. Mở đầu", None, 3), ("text", "Văn bản.", None, None),
        ("heading", "1.1 Chi tiết", None, 3), ("text", "Văn bản.", None, None),
    ]  # fmt: skip


def test_text_keeps_a_long_numbered_line_as_text_with_its_number():
    sentence = "2. " + "Các đồn biên phòng phối hợp với chính quyền xã, " * 6 + "và nhân dân."
    assert pairs(read("Tên\n\n" + sentence))[0] == ("text", sentence)


@pytest.mark.parametrize(
    "data",
    ["Καλημέρα σας, τι κάνετε σήμερα;".encode("cp1253"), "Привет, как дела сегодня".encode("koi8-r"), "現代の日本語の文章です".encode("shift_jis") * 5, bytes(range(128, 256)) * 20],
)  # fmt: skip
def test_text_of_unknown_encoding_is_refused_with_what_to_do(data):
    with pytest.raises(Unreadable, match="encoding of this text is not known.*save it as UTF-8"):
        read_document(data, "a.txt")


def test_binary_data_is_refused():
    with pytest.raises(Unreadable, match="not a text"):
        read_document(bytes(range(256)) * 40, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_text_is_refused(data):
    with pytest.raises(Unreadable, match="empty"):
        read_document(data, "a.txt")


def test_a_text_of_too_many_paragraphs_is_refused():
    with pytest.raises(Unreadable, match="too long"):
        read("dòng.\n" * 5_002)
