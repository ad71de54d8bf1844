"""A sheet is looked at row by row before anything is written; then exactly what was shown is written, with its history, or nothing."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from border_db.columns import columns_of
from border_db.models import EntryVersion, Fact, Gate, ImportDraft, Marker, OfficialDocument
from border_db.models.import_draft import forget_old
from border_db.registers import REGISTERS
from kontum_ttdn.audit.models import Entry as Noted
from kontum_ttdn.languages.registry import LANGUAGES
from kontum_ttdn.spreadsheets.sheet import same_name
from kontum_ttdn.units.actions import merge, reorganisation
from kontum_ttdn.units.models import UnitKind
from tests.factories import UnitFactory
from tests.spreadsheets.packages import opened, workbook

from .sheets import MARKER, compared, faults, outcomes, sent, sheet

pytestmark = pytest.mark.django_db
GATE = {"name": "Cửa khẩu Thử", "gate_class": "Cửa khẩu phụ", "border": "LA", "source": "Báo Thử, 2020"}


@pytest.fixture
def client(as_user, clerk):
    return as_user(clerk)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def looked_at(client, data: bytes, register: str = "markers") -> str:
    """The address of the preview of a file that was taken for a look."""
    answer = sent(client, register, data)
    assert answer.status_code == 302, (
        re.findall(r'class="(?:error|fault)[^>]*>([^<]+)', answer.content.decode()) or answer.content.decode()[-3000:]
    )
    return answer["Location"]


def confirmed(client, address: str, **more):
    """What the preview's button does."""
    return client.post(address, {"mark": client.get(address).context["compared"].mark, **more})


# --- what becomes of a row ---


def test_each_row_is_new_changed_same_or_wrong_and_nothing_is_written_by_looking(keep, client, clerk):
    keep("markers", number="790"), keep("markers", name="Mốc 791", number="791")
    rows = [
        MARKER | {"name": "Mốc 790"},
        MARKER | {"number": "791", "name": "Mốc 791 (2)"},
        MARKER | {"number": "792", "name": "Mốc 792"},
        MARKER | {"number": "793", "name": "Mốc 793", "border": "Trung Quốc"},
    ]
    address = looked_at(client, sheet(*rows))
    found = client.get(address).context["compared"]
    assert [line.outcome for line in found.lines] == ["same", "changed", "new", "wrong"]
    assert [(change.label, change.before, change.after) for change in found.lines[1].changes] == [("Name", "Mốc 791", "Mốc 791 (2)")]
    assert found.lines[3].faults == [("Border with", "“Trung Quốc” is none of these: Laos, Cambodia, Laos and Cambodia.")]
    assert (Marker.objects.count(), EntryVersion.objects.count(), ImportDraft.objects.count()) == (2, 2, 1)
    page = client.get(address).content.decode()
    assert ("Mốc 791 (2)" in page, "is none of these" in page, "Write 2 rows" in page) == (True, True, True)


def test_what_was_shown_is_written_with_a_version_each_and_the_file_goes(keep, client, clerk):
    keep("markers")
    address = looked_at(client, sheet(MARKER | {"name": "Mốc bảy trăm chín mươi"}, MARKER | {"number": "791", "name": "Mốc 791"}))
    assert confirmed(client, address)["Location"] == "/en/border/markers/"
    assert list(Marker.objects.values_list("number", "name", "version")) == [("790", "Mốc bảy trăm chín mươi", 2), ("791", "Mốc 791", 1)]
    assert [(version.by, version.why) for version in EntryVersion.objects.order_by("pk")][1:] == [
        (clerk, "From the file “moc.xlsx”, row 2"),
        (clerk, "From the file “moc.xlsx”, row 3"),
    ]
    assert (ImportDraft.objects.count(), Noted.objects.filter(verb="import_entries").count()) == (0, 1)
    assert client.get(address).status_code == 404


def test_rows_that_are_right_are_taken_without_the_wrong_ones_only_if_that_is_ticked(client):
    address = looked_at(client, sheet(MARKER, MARKER | {"number": "791", "set_on": "hôm qua"}))
    assert "Some rows are wrong" in confirmed(client, address).content.decode()
    assert not Marker.objects.exists()
    confirmed(client, address, good_only="yes")
    assert list(Marker.objects.values_list("number", flat=True)) == ["790"]


def test_a_register_that_changed_since_the_preview_is_looked_at_again(keep, client):
    address = looked_at(client, sheet(MARKER))
    mark = client.get(address).context["compared"].mark
    keep("markers")
    for old in (mark, "", "x"):
        assert "has changed since you looked" in client.post(address, {"mark": old}).content.decode()
    assert (Marker.objects.get().version, ImportDraft.objects.count()) == (1, 1)


def test_a_column_that_is_left_out_stays_and_an_empty_cell_empties(keep, client, clerk):
    keep("markers", set_on=date(2008, 1, 18), names={"lo": "ຫຼັກ", "km": "បង្គោល"}, note="Ghi chú")
    address = looked_at(client, sheet(MARKER | {"set_on": None, f"Name ({LANGUAGES['lo'].autonym})": None, "confidence": None}))
    confirmed(client, address)
    marker = Marker.objects.get()
    assert (marker.set_on, marker.names, marker.note, marker.confidence) == (None, {"km": "បង្គោល"}, "Ghi chú", "source")


def test_heads_and_choices_are_known_in_vietnamese_and_english_in_any_spelling(client, clerk):
    with translation.override("vi"):
        labels = {column.field: column.label for column in columns_of(REGISTERS["markers"]) if not column.language}
    vietnamese = {labels[name].upper(): value for name, value in MARKER.items()}
    english = {"Name": "Mốc 1", "border  WITH": "Laos and cambodia", "Number": 1, "source": "x"}
    for row in (vietnamese, english):
        assert outcomes("markers", clerk, row) == ["new"]


def test_no_two_columns_of_a_register_are_called_the_same_in_any_language():
    for register in REGISTERS.values():
        columns = columns_of(register, internal=True)
        for language in ("vi", "en"):
            with translation.override(language):
                labels = [same_name(column.label) for column in columns]
            assert len(set(labels)) == len(labels), (register.name, language, labels)


# --- whose entry a row is ---


@pytest.mark.parametrize("name", ["Cua khau phu Dak Plo", "CỬA KHẨU PHỤ ĐẮK PLÔ", "Cửa khẩu  phụ Đăk Plô", "Cửa khẩu phụ Đăk Plô"])
def test_an_entry_is_known_by_its_key_in_any_spelling(keep, clerk, name):
    gate = keep("gates", name="Cửa khẩu phụ Đăk Plô")
    assert [line.entry for line in compared("gates", sheet(GATE | {"name": name}), clerk).lines] == [gate]


def test_two_rows_for_one_marker_both_say_so(client, clerk):
    said = faults("markers", clerk, MARKER, MARKER | {"number": "791"}, MARKER | {"name": "Mốc bảy trăm chín mươi"})
    assert said == [
        [": Rows 2, 4 are about the same entry. Leave one of them."],
        [],
        [": Rows 2, 4 are about the same entry. Leave one of them."],
    ]


def test_two_rows_for_one_marker_that_is_in_the_register_both_say_so_unless_one_says_what_stands_there(keep, clerk):
    keep("markers")
    assert outcomes("markers", clerk, MARKER | {"name": "a"}, MARKER | {"name": "b"}) == ["wrong", "wrong"]
    assert outcomes("markers", clerk, MARKER, MARKER | {"name": "b"}) == ["same", "wrong"]


def test_of_two_entries_that_answer_to_one_row_none_is_guessed(keep, clerk):
    keep("facts"), keep("facts", value="293")
    row = {"name": "Chiều dài", "source": "Báo Thử, 2020", "value": "294"}
    assert "Several entries of the register answer" in faults("facts", clerk, row)[0][0]
    assert outcomes("facts", clerk, row | {"value": "292"}, row | {"value": "293"}) == ["same", "same"]
    assert Fact.objects.count() == 2


def test_an_entry_that_another_unit_keeps_is_not_changed_and_an_internal_one_not_told(keep, clerk, other_unit, stranger, department):
    keep("markers", unit=other_unit, by=stranger, sensitivity="internal")
    keep("markers", number="791", name="Mốc 791", unit=other_unit, by=stranger)
    said = faults("markers", clerk, MARKER | {"name": "x"}, MARKER | {"number": "791", "name": "x"}, MARKER)
    assert said[1] == [": Others keep this entry. You may not change it."]
    assert outcomes("markers", clerk, MARKER) == ["wrong"]
    assert outcomes("markers", clerk, MARKER | {"number": "791", "name": "Mốc 791"}) == ["same"]
    assert faults("markers", clerk, MARKER | {"number": "792", "unit": str(other_unit)}) == [
        ["Kept by: You may not keep entries of this unit."]
    ]


# --- cells ---


def communes():
    """Four communes of one name, and one code that two units bore one after another."""
    for number in range(4):
        UnitFactory(kind=UnitKind.ADMINISTRATIVE, name="Xã Đăk Long", code=f"2990{number}", valid_from=date(2020, 1, 1 + number))
    old = UnitFactory(kind=UnitKind.ADMINISTRATIVE, name="Xã Chư Hreng", code="23332", valid_from=date(2000, 1, 1))
    with reorganisation():
        new = UnitFactory(kind=UnitKind.ADMINISTRATIVE, name="Xã Đăk Rơ Wa", code="23332", valid_from=date(2025, 7, 1))
        merge(units=[old], into=new, on=date(2025, 7, 1), by=None)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("23332 (30/06/2025)", "Xã Chư Hreng"),
        ("23332 (01/07/2025)", "Xã Đăk Rơ Wa"),
        ("23332 (2025-07-01)", "Xã Đăk Rơ Wa"),
        ("Xã Đăk Rơ Wa, 23332 (01/07/2025)", "Xã Đăk Rơ Wa"),
        ("xa dak ro wa", "Xã Đăk Rơ Wa"),
        ("ĐẮK RƠ WA", "Xã Đăk Rơ Wa"),
        ("29902 (01/01/2026)", "Xã Đăk Long"),
    ],
)
def test_a_unit_is_named_by_code_and_day_or_by_its_name_in_any_spelling(clerk, cell, name):
    communes()
    (line,) = compared("markers", sheet(MARKER | {"commune": cell}), clerk).lines
    assert ([change.after.split(",")[0] for change in line.changes if change.label.startswith("Commune")], line.faults) == ([name], [])


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("23332", "“23332” is a code without a day, which may mean several units. Write it as “23332 (01/01/2000)”, or write the name: "
                  "23332 (01/01/2000) = Xã Chư Hreng; 23332 (01/07/2025) = Xã Đăk Rơ Wa."),
        ("11111", "No unit bears the code 11111."),
        ("x" * 10_000, f"No unit that may stand here is called “{'x' * 199}…”."),
        ("11111 (01/07/2025)", "No unit that may stand here bore the code 11111 on 01/07/2025."),
        ("29901 (31/12/2019)", "No unit that may stand here bore the code 29901 on 31/12/2019."),
        ("Xã Chư Hreng, 23332 (01/07/2025)", "On 01/07/2025 the code 23332 was that of Xã Đăk Rơ Wa, not of “Xã Chư Hreng”."),
        ("Đăk Lôn", "No unit that may stand here is called “Đăk Lôn”."),
        ("Đăk Long", "4 units are called “Đăk Long”: Xã Đăk Long, 29900 (01/01/2020); Xã Đăk Long, 29901 (02/01/2020); "
                        "Xã Đăk Long, 29902 (03/01/2020); Xã Đăk Long, 29903 (04/01/2020). Write which one is meant, with its code and day."),
    ],
)  # fmt: skip
def test_a_bare_code_and_a_name_that_several_bear_are_refused_with_what_to_write(clerk, cell, said):
    communes()
    assert faults("markers", clerk, MARKER | {"commune": cell}) == [[f"Commune it lies in: {said}"]]


def test_formulas_joined_cells_and_errors_say_so_in_their_row(clerk):
    def change(book):
        book.active["A2"] = "=1+1"
        book.active.merge_cells("D3:D4")
        book.active["A5"] = "#REF!"

    rows = [list(MARKER), *([f"Mốc {n}", "Lào", str(n), "x"] for n in (1, 2, 3, 4))]
    found = compared("markers", workbook(rows, change), clerk).lines
    assert [[sentence.split(".")[0] for _label, sentence in line.faults if "cell" in sentence] for line in found] == [
        ["The cell holds a formula"],
        ["The cell is joined with others"],
        ["The cell is joined with others"],
        ["The cell shows an error of the spreadsheet program"],
    ]


def test_a_gate_opened_before_it_was_decided_says_so(clerk):
    row = GATE | {"decision": "1/QĐ-UBND", "decided_on": "01/02/2024", "opened_on": date(2024, 1, 1)}
    assert faults("gates", clerk, row) == [[": A gate cannot open or close before that was decided."]]
    assert outcomes("gates", clerk, row | {"opened_on": "2.2.2024"}) == ["new"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"set_on": "31/02/2025"}, "Set on: “31/02/2025” is no day. Write it as 01/07/2025."),
        ({"place_in_line": "-1"}, "Place in the line: “-1” is no whole number."),
        ({"place_in_line": "9" * 30}, f"Place in the line: “{'9' * 30}” is no whole number."),
        ({"source": ""}, "Source: This field cannot be blank."),
        ({"name": "x" * 301}, "Name: Ensure this value has at most 300 characters (it has 301)."),
    ],
)
def test_what_a_field_cannot_hold_is_told_at_its_column(clerk, row, said):
    assert faults("markers", clerk, MARKER | row) == [[said]]


def test_a_document_is_replaced_by_one_that_is_in_the_register(keep, clerk, client):
    newer = keep("documents", number="273/QĐ-TTg", issued_on=date(2018, 3, 6))
    row = {
        "number": "1/QĐ",
        "name": "Cũ",
        "issued_on": None,
        "issuer": "x",
        "source": "x",
        "force": "replaced",
        "replaced_by": "273/qđ-ttg",
    }
    confirmed(client, looked_at(client, sheet(row), "documents"))
    assert OfficialDocument.objects.get(number="1/QĐ").replaced_by == newer
    assert "bears the number “9/QĐ”" in faults("documents", clerk, row | {"number": "2", "replaced_by": "9/QĐ"})[0][0]


# --- what is internal ---


def post_row(unit, **more):
    return {"post": str(unit), "name": "Đồn Thử", "source": "x", **more}


def test_internal_columns_are_written_by_those_alone_who_answer_for_the_unit(keep, client, clerk, stranger, other_unit, department):
    post, commune = UnitFactory(kind=UnitKind.BORDER_POST), UnitFactory(kind=UnitKind.ADMINISTRATIVE, name="Xã Thử")
    confirmed(client, looked_at(client, sheet(post_row(post, section="Từ mốc 1", communes="Xã Thử")), "posts"))
    entry = REGISTERS["posts"].model.objects.get()
    assert (entry.section, list(entry.communes.all())) == ("Từ mốc 1", [commune])
    for guessed in ("Từ mốc 1", "Từ mốc 2"):  # neither answer tells which was right
        (line,) = compared("posts", sheet(post_row(post, section=guessed)), stranger).lines
        assert (line.outcome, line.changes, [sentence for _label, sentence in line.faults]) == (
            "wrong", [], ["Others keep this entry. You may not change it."],
        )  # fmt: skip


# --- files that are refused ---


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (sheet(MARKER, {"name": "MẬT"}), "a.xlsx", "marked as secret"),
        (sheet(MARKER), "danh-sach-MẬT.xlsx", "marked as secret"),
        (b"PK\x03\x04", "a.xlsx", "damaged"),
        (b"%PDF-1.4", "a.xlsx", "This is a PDF"),
        (sheet(*(MARKER | {"number": str(number)} for number in range(501))), "a.xlsx", "more than 500 rows"),
        (b"number,border,name,source\n" + b"1,LA,a,b\n" * 50_000, "a.csv", "more than 500 rows"),
        (sheet({"name": "x", "source": "y"}), "a.xlsx", "has no column “Border with”"),
        (sheet(MARKER | {"Name": "y"}), "a.xlsx", "Two columns of the file are both “Name”"),
        (b"\0" * 10, "a.csv", "another kind"),
    ],
)
def test_a_file_that_is_refused_is_answered_in_words_and_nothing_of_it_is_kept(client, data, name, said):
    answer = sent(client, "markers", data, name)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert (ImportDraft.objects.count(), Marker.objects.count()) == (0, 0)


def test_a_column_that_is_none_of_the_register_s_is_named_and_left_out(clerk):
    assert compared("markers", sheet(MARKER | {"Toạ độ": "14.7, 107.5"}), clerk).left_out == ["Toạ độ"]


def test_a_file_that_nobody_comes_back_to_is_forgotten_after_a_day(client):
    looked_at(client, sheet(MARKER)), looked_at(client, sheet(MARKER))
    ImportDraft.objects.filter(pk=ImportDraft.objects.first().pk).update(at=timezone.now() - timedelta(hours=25))
    assert (forget_old(), ImportDraft.objects.count()) == (1, 1)
    client.post(f"{client.get('/en/').wsgi_request.path}border/markers/import/{ImportDraft.objects.get().pk}/forget/")
    assert not ImportDraft.objects.exists()


# --- who, and how dear ---


def test_a_sheet_is_its_sender_s_alone_and_registers_of_persons_have_none(as_user, client, stranger, post_officer):
    address = looked_at(client, sheet(MARKER))
    assert [as_user(stranger).get(address).status_code, as_user(stranger).post(f"{address}forget/").status_code] == [404, 404]
    assert as_user(post_officer).get("/en/border/markers/import/").status_code == 403
    assert client.get("/en/border/key-persons/import/").status_code == 404


def test_the_template_has_every_column_and_says_what_goes_in(client):
    book = opened(client.get("/vi/border/gates/import/template.xlsx").content)
    with translation.override("vi"):
        labels = [column.label for column in columns_of(REGISTERS["gates"])]
    heads, guide = ([cell.value for cell in row] for row in (book.worksheets[0][1], book.worksheets[1]["A"]))
    assert (heads, guide[1:]) == (labels, labels)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible"]
    assert [dimension.hidden for dimension in book.worksheets[0].column_dimensions.values() if dimension.hidden] == []


def test_a_sheet_of_entries_that_stand_there_costs_the_same_with_10_and_with_300_rows(keep, client, clerk, department):
    def cost(count: int) -> int:
        Marker.objects.bulk_create(
            Marker(name=f"Mốc {n}", border="LA", number=f"{count}-{n}", source="Báo Thử, 2020", unit=department) for n in range(count)
        )
        rows = [MARKER | {"name": f"Mốc {n}", "number": f"{count}-{n}"} for n in range(count)]
        address = looked_at(client, sheet(*rows))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).context["compared"].counts == {"wrong": 0, "changed": 0, "new": 0, "same": count}
        return len(caught)

    assert cost(10) == cost(300)


def test_a_gate_keeps_what_a_sheet_does_not_say(keep, client):
    keep("gates", hours="6:00 - 18:00")
    confirmed(client, looked_at(client, sheet({"name": "Cửa khẩu Thử", "opposite": "Bản B"}), "gates"))
    assert (Gate.objects.get().hours, Gate.objects.get().opposite) == ("6:00 - 18:00", "Bản B")
