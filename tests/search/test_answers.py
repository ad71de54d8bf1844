"""What a question finds and in which order, on whichever engine the suite runs."""

import unicodedata

import pytest

from kontum_ttdn.search import finding
from kontum_ttdn.search.asking import asked
from kontum_ttdn.search.finding import Scope, beginnings, elsewhere, find

pytestmark = pytest.mark.django_db


@pytest.fixture
def border(shelf):
    shelf.put(1, "Xã Đăk Plô", "Đường lên cột mốc.\nQuyết định số C-12/2023 của tỉnh.")
    shelf.put(2, "Ia H’Drai hôm nay", "Chợ phiên ở xã.\nTiếng Xơ Đăng: kố.")
    shelf.put(3, "Hòa bình trên biên giới", "Tiếng Xơ Đăng: kô. Báo Nhân Dân.")
    shelf.put(4, "Bản tin", "Đak Plô, cách viết khác.\nThư viện của bản, biên giới hoà bình.")
    shelf.put(5, "ຂ່າວຊາຍແດນ", "ປະຊາຊົນລາວແລະຫວຽດນາມ ຢູ່ຊາຍແດນ ປີ ໒໐໒໕", language="lo")
    shelf.put(6, "ໜັງສືພິມ", "ຫນັງສືອ່ານທຸກວັນ ນໍ້າ", language="lo")
    shelf.put(7, "ព័ត៌មានព្រំដែន", "ប្រជាជនកម្ពុជានិងវៀតណាម", language="km")
    shelf.put(8, "Border news", "The people of the border read the news.", language="en")
    shelf.look()
    return shelf


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("dak plo", [1, 4]),
        ("Đăk Plô", [1, 4]),
        ("ĐẮK PLÔ", [1, 4]),
        ("“Đăk Plô”", [1]),
        ('"đak plô"', [4]),
        ("Ia H'Drai", [2]),
        ("ia h’drai", [2]),
        ("Ia HʼDrai", [2]),
        ("ia hdrai", [2]),
        ("hòa bình", [3, 4]),
        ("hoà bình", [3, 4]),
        ("hoa binh", [3, 4]),
        ("“hoà bình”", [3, 4]),
        ("kố", [2, 3]),
        ("kô", [3, 2]),
        ("“kố”", [2]),
        ("“kô”", [3]),
        ("bao", [3]),
        ("báo", [3]),
        ("C-12/2023", [1]),
        ("c12/2023", [1]),
        ("c122023", [1]),
        ("12/2023", [1]),
        ("bien gi*", [3, 4]),
        ("biên gi", []),
        ("“Plô Đăk”", []),
        ("plô đăk", [1, 4]),
        ("đường mốc", [1]),
        ("“cột mốc Quyết”", []),
    ],
)
def test_question_finds(border, text, numbers):
    assert border.numbers(text) == numbers


@pytest.mark.parametrize("text", ["", " ", "* % _ \\ ' \" ` -- ; ()", "“”", "\u202e\u0000", "'' OR 1=1 --"[:2]])
def test_signs_alone_ask_for_nothing(text):
    assert not asked(text)


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("ຊາຍແດນ", "lo", [5]),
        ("ປະຊາຊົນ", "lo", [5]),
        ("ລາວ", "lo", [5]),
        ("ຫວຽດນາມ", "lo", [5]),
        ("2025", "lo", [5]),
        ("໒໐໒໕", "lo", [5]),
        ("ໜັງສື", "lo", [6]),
        ("ຫນັງສື", "lo", [6]),
        ("ນ້ຳ", "lo", [6]),
        ("ນໍ້າ", "lo", [6]),
        ("ຊາຍ\u200bແດນ", "lo", [5]),
        ("“ຊາຍແດນ”", "lo", [5]),
        ("ນາມຊາຍ", "lo", []),
        ("កម្ពុជា", "km", [7]),
        ("ប្រជាជន", "km", [7]),
        ("ព្រំដែន", "km", [7]),
        ("វៀតណាម", "km", [7]),
        ("border", "en", [8]),
        ("border", "vi", []),
        ("border", "", [8]),
    ],
)
def test_word_is_found_inside_unspaced_text_and_in_its_language(border, text, language, numbers):
    assert border.numbers(text, language) == numbers


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("text", ["Đăk Plô", "hoà bình", "“Đăk Plô”", "kố"])
def test_typing_order_of_marks_changes_nothing(border, text, form):
    assert border.numbers(unicodedata.normalize(form, text)) == border.numbers(text) != []


def test_title_comes_before_text_and_accents_before_none(shelf):
    shelf.put(1, "Chợ", "cho")
    shelf.put(2, "Cho", "")
    shelf.put(3, "Tin", "Chợ")
    shelf.put(4, "Tin", "", lead="Chợ phiên")
    shelf.put(5, "Tin", "cho")
    shelf.put(6, "Tin", "", lead="cho")
    shelf.look()
    assert shelf.numbers("chợ") == [1, 2, 4, 6, 3, 5]
    assert shelf.numbers("cho") == [2, 1, 6, 4, 5, 3]


def test_words_side_by_side_come_before_words_apart(shelf):
    shelf.put(1, "Tin", "Quét mã để đọc thư viện.")
    shelf.put(2, "Tin", "Thứ bảy, mọi thành viên.")
    shelf.put(3, "Tin", "Thu viện phí.\nThư viện.")
    shelf.look()
    assert shelf.numbers("thu vien") == [3, 1, 2]
    assert shelf.numbers("thư viện") == [3, 1, 2]
    assert [hit.passage for hit in shelf.ask("thư viện").hits] == [
        "<mark>Thu viện</mark> phí.", "Quét mã để đọc <mark>thư viện</mark>.", "<mark>Thứ</mark> bảy, mọi thành <mark>viên</mark>."
    ]  # fmt: skip


def test_what_is_lit_keeps_its_own_spelling(border):
    first, second = border.ask("dak plo").hits
    assert (first.title, first.passage) == ("Xã <mark>Đăk Plô</mark>", "")
    assert second.passage == "<mark>Đak Plô</mark>, cách viết khác."
    hit = border.ask("“Xơ Đăng” kố").hits[0]
    assert hit.passage == "Tiếng <mark>Xơ Đăng</mark>: <mark>kố</mark>."
    hit = border.ask("ຊາຍແດນ", "lo").hits[0]
    assert hit.title.replace("\u200b", "") == "ຂ່າວ<mark>ຊາຍແດນ</mark>"
    assert hit.passage.endswith("ຢູ່\u200b<mark>ຊາຍແດນ</mark> ປີ ໒໐໒໕")
    hit = border.ask("ນ້ຳ", "lo").hits[0]
    assert "<mark>ນໍ້າ</mark>" in hit.passage


def test_what_is_lit_is_never_markup(shelf):
    shelf.put(1, "<b>Chợ</b>", "<script>chợ</script> & “chợ”")
    shelf.look()
    hit = shelf.ask("chợ").hits[0]
    assert hit.title == "&lt;b&gt;<mark>Chợ</mark>&lt;/b&gt;"
    assert hit.passage == "&lt;script&gt;<mark>chợ</mark>&lt;/script&gt; &amp; “<mark>chợ</mark>”"


def test_passage_of_a_long_line_is_cut_round_the_hit_at_blanks(shelf):
    shelf.put(1, "Tin", "đầu " * 100 + "chợ phiên " + "cuối " * 100)
    shelf.look()
    passage = shelf.ask("chợ phiên").hits[0].passage
    assert passage.startswith("… đầu") and passage.endswith("cuối …")
    assert "<mark>chợ phiên</mark>" in passage and len(passage) < 300


def test_words_of_a_run_that_stand_apart_are_not_the_run(shelf):
    shelf.put(1, "ຂ່າວ", "ລາວຊາຍແດນ", language="lo")
    shelf.put(2, "ຂ່າວ", "ລາວ ຢູ່ ຊາຍແດນ", language="lo")
    shelf.look()
    found = shelf.ask("ລາວຊາຍແດນ", "lo")
    assert (found.total, [hit.shown.thing for hit in found.hits]) == (1, [1])


def test_marks_narrow_and_are_counted(shelf):
    shelf.put(1, "Chợ một", facets=(("kind", "leaflet"), ("year", "2026")))
    shelf.put(2, "Chợ hai", facets=(("kind", "poster"), ("year", "2026")), also=(("place", "7"),))
    shelf.put(3, "Chợ ba", facets=(("kind", "poster"),), language="en")
    shelf.look()
    found = shelf.ask("cho")
    assert found.total == 2
    assert found.facets == {"kind": {"leaflet": 1, "poster": 1}, "year": {"2026": 2}}
    assert elsewhere(asked("cho"), Scope("vi")) == {"en": 1}
    assert shelf.numbers("cho", marks=(("kind", "poster"),)) == [2]
    assert shelf.numbers("", marks=(("kind", "poster"),)) == [2]
    assert shelf.numbers("", marks=(("place", "7"),)) == [2]
    assert shelf.numbers("", marks=(("place", "8' | 'x"),)) == []


def test_staff_find_what_their_units_have_and_readers_do_not(shelf, writer, stranger, department):
    shelf.put(1, "Bản thảo", unit=department.pk)
    shelf.put(2, "Bản đã ra")
    shelf.look()
    assert shelf.numbers("bản") == [2]
    assert shelf.numbers("bản", user=writer) == [1]
    assert shelf.numbers("bản", user=stranger) == []


def test_places_are_found_by_names_that_stand_nowhere_in_the_text(shelf):
    shelf.put(1, "Chợ phiên", "Thứ bảy.", about="Đăk Nhoong\nĐăk Plô")
    shelf.look()
    assert shelf.numbers("dak nhoong") == [1]
    assert shelf.ask("dak nhoong").hits[0].passage == ""


def test_titles_are_offered_while_somebody_types(border):
    assert beginnings(asked("da"), Scope("vi")) == ["Xã Đăk Plô"]
    assert beginnings(asked("dak pl"), Scope("vi")) == ["Xã Đăk Plô"]
    assert beginnings(asked("ຊາຍ"), Scope("lo")) == ["ຂ່າວຊາຍແດນ"]
    assert beginnings(asked("đ"), Scope("vi")) == []
    assert beginnings(asked(""), Scope("vi")) == []


def test_changed_text_is_found_by_its_new_words_alone_and_one_that_is_gone_by_none(shelf):
    shelf.put(1, "Chợ cũ")
    shelf.look()
    shelf.put(1, "Chợ mới")
    assert shelf.numbers("cu") == [1]
    shelf.look()
    assert (shelf.numbers("cu"), shelf.numbers("moi")) == ([], [1])
    kept = shelf.texts.pop(1)
    assert shelf.numbers("moi") == []  # before the index knows
    shelf.texts[1] = kept
    assert shelf.numbers("moi") == [1]


def test_very_long_text_is_found_to_its_end_and_phrases_in_its_first_part(shelf):
    words = [f"t{number}x" for number in range(30_000)]
    shelf.put(1, "Dài", "\n".join(" ".join(words[at : at + 50]) for at in range(0, len(words), 50)))
    shelf.put(2, "Không dấu cách", "ລາວ" * 60_000, language="lo")
    shelf.look()
    assert shelf.numbers("t5x t9999x t15000x") == [1]
    assert shelf.numbers("“t100x t101x”") == [1]
    assert shelf.numbers("“t101x t100x”") == []
    assert shelf.numbers("ລາວລາວ", "lo") == [2]


def test_pages_end_where_nobody_reads_on(shelf):
    for number in range(1, 46):
        shelf.put(number, f"Chợ {number}")
    shelf.look()
    first = shelf.ask("chợ")
    last = find(asked("chợ"), Scope("vi"), page=99_999)
    assert (first.total, first.pages, len(first.hits)) == (45, 3, 20)
    assert (last.number, len(last.hits)) == (3, 5)


def test_one_text_that_cannot_be_read_keeps_no_other_from_being_found(shelf, caplog):
    shelf.put(1, "Chợ một")
    shelf.texts[2] = None  # whatever is wrong with it
    shelf.put(3, "Chợ ba")
    shelf.look()
    assert shelf.numbers("chợ") == [3, 1]
    assert "could not be looked through" in caplog.text


def test_words_that_stand_in_very_many_texts_are_counted_up_to_a_bound_and_answered_newest_first(shelf, monkeypatch):
    monkeypatch.setattr(finding, "MOST_COUNTED", 10)
    monkeypatch.setattr(finding.count, "__kwdefaults__", {"most": 10})
    for number in range(1, 28):
        shelf.put(number, "Chợ" if number % 9 == 0 else "Tin", "Chợ phiên")
    shelf.look()
    found = shelf.ask("chợ")
    assert (found.total, found.more) == (10, True)
    assert [hit.shown.thing for hit in found.hits] == [27, 18, 9, *(number for number in range(26, 0, -1) if number % 9)][:20]
    assert shelf.ask("chợ phiên").total == 10


def test_text_of_very_long_words_is_kept_as_far_as_it_finds_room_and_stops_no_other(shelf, caplog):
    words = "\n".join(f"{number:05}" + "đ" * 90 for number in range(30_000))
    shelf.put(1, "Chợ dài", words, lead=words)
    shelf.put(2, "Chợ ngắn")
    shelf.look()
    assert shelf.numbers("chợ") == [2, 1]
    assert shelf.numbers("00007" + "đ" * 90) == [1]
    assert "could not be looked through" not in caplog.text
