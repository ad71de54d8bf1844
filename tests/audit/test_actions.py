import json

import pytest

from kontum_ttdn.accounts.models import User
from kontum_ttdn.audit.actions import record
from kontum_ttdn.audit.append_only import WrittenOnce
from kontum_ttdn.audit.models import Entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

MARKER = "Y Dấu Riêng 7f3a"


def everything() -> str:
    return json.dumps(list(Entry.objects.values()), default=str, ensure_ascii=False)


def test_record_keeps_who_what_and_before_and_after(writer, department):
    entry = record("rename", department, by=writer, changes={"kind": ("a", "b"), "count": (1, None)}, note="Decision 12")
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.actor_id, kept.verb, kept.target_type, kept.target_id) == (writer.pk, "rename", "units.Unit", str(department.pk))
    assert (kept.changes, kept.note) == ({"kind": ["a", "b"], "count": [1, None]}, "Decision 12")


def test_a_personal_value_enters_neither_label_nor_before_nor_after(writer):
    person = UserFactory(display_name=MARKER, username="marker7f3a")
    record("set_display", person, by=person, changes={"display_name": (MARKER, "x"), "large_text": (False, True)})
    record("hand_over", writer, by=person, changes={"successor": (None, person), "others": (None, [person, {"who": person}])})
    assert MARKER not in everything()
    assert "marker7f3a" not in everything()
    assert Entry.objects.get(verb="set_display").changes == {"display_name": ["•", "•"], "large_text": [False, True]}
    assert Entry.objects.get(verb="hand_over").changes["successor"][1].endswith(str(person.pk))


def test_the_unit_of_an_entry_is_the_target_s_or_the_one_that_is_said(writer, department, other_unit):
    said = [record("a", writer), record("b", department), record("c", writer, unit=other_unit), record("d", writer, unit=other_unit.pk)]
    assert [entry.unit_id for entry in said] == [writer.unit_id, department.pk, other_unit.pk, other_unit.pk]


def test_the_log_refuses_to_be_changed_or_deleted(writer):
    entry = record("a", writer)
    entry.verb = "b"
    for deed in (
        entry.save,
        entry.delete,
        lambda: Entry.objects.update(verb="b"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.filter(pk=entry.pk).delete(),
        lambda: Entry.objects.bulk_update([entry], ["verb"]),
        lambda: Entry.objects.update_or_create(pk=entry.pk, defaults={"verb": "b"}),
    ):
        with pytest.raises(WrittenOnce):
            deed()
    assert Entry.objects.get(pk=entry.pk).verb == "a"


def test_an_erased_account_leaves_its_entries(writer):
    gone = UserFactory()
    entry = record("a", writer, by=gone)
    number = gone.pk
    User.objects.filter(pk=gone.pk).delete()
    assert Entry.objects.get(pk=entry.pk).actor_id == number


def test_the_log_is_read_in_one_s_own_units_alone(approver, administrator, writer, stranger, department, other_unit):
    Entry._base_manager.all().delete()
    here, there = record("a", department), record("b", other_unit)
    own, nobodys = record("c", approver, by=approver), record("d", writer, by=writer)
    Entry._base_manager.filter(pk__in=[own.pk, nobodys.pk]).update(unit_id=None)
    seen = {user.username: {entry.verb for entry in Entry.objects.visible_to(user)} for user in (approver, administrator, writer, stranger)}
    assert seen == {"approver": {"a", "c"}, "administrator": {"a"}, "writer": set(), stranger.username: {"b"}}
    assert (here.pk, there.pk) != (own.pk, nobodys.pk)
