"""What is entered keeps its source, its earlier states and its silence about what is internal."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from border_db.actions.entries import change_entry, note_condition, strike_entry
from border_db.actions.proposals import propose
from border_db.models import EntryVersion, Gate, Marker, Proposal
from border_db.queries import entries as queries
from border_db.registers import REGISTERS
from kontum_ttdn.audit.models import Entry as Noted
from kontum_ttdn.people.actions import add_person, erase_person, export_person
from kontum_ttdn.search import index
from kontum_ttdn.search.models import Due
from kontum_ttdn.search.models import Entry as Found
from kontum_ttdn.units.models import UnitKind
from kontum_ttdn.workflow.flow import RuleBroken
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def changed(entry, **values):
    return change_entry(entry=entry, version=entry.version, **values)


def test_each_state_of_an_entry_is_kept_with_who_said_it_and_why(keep, clerk):
    gate = keep("gates")
    gate = changed(gate, by=clerk, why="Theo công văn mới", opposite="Đăk Bar")
    first, second = EntryVersion.objects.order_by("number")
    assert (first.said["opposite"], second.said["opposite"], second.by, second.why) == ("", "Đăk Bar", clerk, "Theo công văn mới")
    newest, oldest = queries.history(gate, inside=True)
    assert (newest.fields, oldest.fields) == ([("opposite", "", "Đăk Bar")], [])


def test_an_entry_that_another_has_changed_meanwhile_is_not_overwritten(keep, clerk):
    gate = keep("gates")
    changed(gate, by=clerk, hours="6:00 - 18:00")
    with pytest.raises(RuleBroken, match="Somebody has changed this entry meanwhile"):
        changed(gate, by=clerk, hours="7:00 - 17:00")
    assert Gate.objects.get().hours == "6:00 - 18:00"


def test_an_entry_without_its_source_is_refused(keep):
    with pytest.raises(RuleBroken):
        keep("gates", source="")
    assert not Gate.objects.exists()


def test_a_marker_stands_once_in_the_register_until_it_is_struck_off(keep, clerk):
    marker = keep("markers")
    with pytest.raises(RuleBroken, match="This marker is in the register already"):
        keep("markers", name="Mốc bảy trăm chín mươi")
    strike_entry(entry=marker, why="Nhập nhầm", by=clerk)
    again = keep("markers")
    assert list(Marker.objects.standing()) == [again]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"opened_on": date(2024, 1, 1)}, "needs the decision"),
        ({"decision": "1/QĐ", "decided_on": date(2024, 2, 1), "opened_on": date(2024, 1, 1)}, "before that was decided"),
    ],
)
def test_a_gate_never_opens_before_it_was_decided(keep, values, said):
    with pytest.raises(RuleBroken, match=said):
        keep("gates", **values)


def test_two_sources_that_differ_stand_side_by_side(keep, clerk):
    one, other = keep("facts"), keep("facts", value="292,522", source="Báo khác")
    assert list(queries.same_subject(one, clerk)) == [other]


def test_what_a_post_answers_for_is_shown_to_those_who_answer_for_its_unit_alone(keep, clerk, stranger, department):
    post = UnitFactory(kind=UnitKind.BORDER_POST, name="Đồn Thử")
    commune = UnitFactory(kind=UnitKind.ADMINISTRATIVE, name="Xã Thử")
    kept = keep("posts", post=post, section="Từ mốc 12 đến mốc 13", communes=[commune])
    register = REGISTERS["posts"]
    assert [said.value for said in queries.page(register, kept, clerk)] == [post, "Từ mốc 12 đến mốc 13", "Xã Thử"]
    assert [said.value for said in queries.page(register, kept, stranger)] == [post]
    kept = changed(kept, by=clerk, section="Từ mốc 12 đến mốc 14")
    assert queries.history(kept, inside=False)[0].fields == []
    assert "mốc 1" not in str(list(Noted.objects.values_list("changes", flat=True)))


def test_an_internal_entry_is_seen_by_those_who_answer_for_its_unit_and_leaves_the_house_never(keep, clerk, stranger):
    gate = keep("gates", sensitivity="internal")
    assert (list(Gate.objects.visible_to(clerk)), list(Gate.objects.visible_to(stranger))) == ([gate], [])
    assert list(Gate.objects.exported()) == []


def test_who_does_not_keep_the_unit_s_entries_changes_none(keep, stranger, writer):
    gate = keep("gates")
    for person in (stranger, writer):
        with pytest.raises(RuleBroken, match="You may not keep entries of this unit"):
            changed(gate, by=person, hours="-")
        with pytest.raises(RuleBroken):
            strike_entry(entry=gate, why="-", by=person)
    assert Gate.objects.get().version == 1


def test_a_condition_is_added_never_changed_and_not_of_a_day_to_come(keep, clerk):
    marker = keep("markers")
    today = timezone.localdate()
    note_condition(marker=marker, day=today - timedelta(days=400), condition="good", by=clerk)
    note_condition(marker=marker, day=today, condition="worn", by=clerk)
    assert [seen.condition for seen in marker.conditions.all()] == ["worn", "good"]
    with pytest.raises(RuleBroken, match="not come yet"):
        note_condition(marker=marker, day=today + timedelta(days=1), condition="good", by=clerk)


@pytest.mark.parametrize("typed", ["dak plo", "Đắk Plô", "ĐĂK PLÔ", "dak blo", "Đăk Blô"])
def test_an_entry_is_found_in_any_spelling_of_its_names(keep, clerk, typed):
    gate = keep("gates", name="Cửa khẩu phụ Đăk Plô", aliases=["Đắk Blô"])
    keep("gates")
    assert list(queries.found(REGISTERS["gates"], clerk, typed)) == [gate]


def test_name_in_lao_letters_is_found(keep, clerk):
    unit = keep("counterparts", names={"lo": "ອັດຕະປື"})
    assert list(queries.found(REGISTERS["counterparts"], clerk, "ອັດຕະປື")) == [unit]


def test_a_list_is_read_in_the_same_number_of_statements_however_long(keep, clerk, as_user, department):
    communes = [UnitFactory(kind=UnitKind.ADMINISTRATIVE) for _ in range(3)]
    counted = []
    client = as_user(clerk)
    for start, stop in ((0, 5), (5, 30)):
        for number in range(start, stop):
            keep("markers", name=f"Mốc {number}", number=str(number), commune=communes[number % 3])
        client.get("/vi/border/markers/")
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            client.get("/vi/border/markers/")
        counted.append(len(queries_made))
    assert counted[0] == counted[1]


def test_a_person_in_a_register_is_told_in_the_export_and_gone_after_the_erasure(keep, clerk, department):
    person = add_person(name="Y Chứng", unit=department, purpose="community", basis="consent", keep_until=date(2030, 1, 1), by=clerk)
    entry = keep("key-persons", person=person, note="Y Chứng ở làng Thử")
    exemplar = keep("exemplars", person=person)
    assert [row["note"] for row in export_person(person=person, by=clerk)["registers"][0]] == ["Y Chứng ở làng Thử", ""]
    erase_person(person=person, by=clerk)
    entry.refresh_from_db()
    exemplar.refresh_from_db()
    assert (entry.note, bool(entry.struck_at), exemplar.person) == ("", True, None)
    assert not [version for version in EntryVersion.objects.all() if "Y Chứng" in str(version.said)]


def test_a_name_in_the_words_of_registers_goes_with_the_erasure(keep, clerk, department):
    person = add_person(name="Y Chứng Thử", unit=department, purpose="community", basis="consent", keep_until=date(2030, 1, 1), by=clerk)
    exemplar = keep("exemplars", name="Tổ của Y Chứng Thử", note="Y CHỨNG THỬ kể lại", source="Báo Thử, bài về Y Chứng Thử")
    propose(entry=exemplar, after={"note": "Hỏi Y Chứng Thử"}, why="Y Chứng Thử cho biết", by=clerk)
    index.tend()
    erase_person(person=person, by=clerk)
    index.tend()
    exemplar.refresh_from_db()
    proposal, version = Proposal.objects.get(), EntryVersion.objects.get()
    assert (exemplar.name, exemplar.note, proposal.after) == ("Tổ của […]", "[…] kể lại", {"note": "Hỏi […]"})
    assert [found.title for found in Found.objects.filter(source="border.exemplars")] == ["Tổ của […]"]
    assert [row for row in Noted.objects.all() if "Chứng" in f"{row.target_label} {row.changes} {row.note}"] == []
    assert "Chứng" not in f"{exemplar.source} {proposal.why} {proposal.before} {version.said}"


def test_neither_persons_nor_what_is_internal_come_into_the_index(keep, clerk, department):
    person = add_person(name="Y Thử", unit=department, purpose="community", basis="consent", keep_until=date(2030, 1, 1), by=clerk)
    keep("key-persons", person=person)
    keep("gates", sensitivity="internal")
    shown = keep("gates", name="Cửa khẩu khác")
    index.tend()
    assert [(found.source, found.object_id) for found in Found.objects.all()] == [("border.gates", shown.pk)]
    assert not Due.objects.exists()
