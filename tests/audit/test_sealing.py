import json
from pathlib import Path

import pytest
from django.utils import translation

from kontum_ttdn.audit import sealing
from kontum_ttdn.audit.actions import record
from kontum_ttdn.audit.models import Chain, Entry
from kontum_ttdn.background import sweeping

pytestmark = pytest.mark.django_db

LATE = str(Path(__file__).with_name("late.py"))


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_an_untouched_log_stands_and_is_counted(ids, fault, department, capsys):
    record("count", department)
    assert fault() == ""
    assert "10 records as sealed, 1 not sealed yet." in capsys.readouterr().out


def test_sealing_goes_on_where_it_ended_and_notes_each_end_in_both_anchors(ids, fault, department, own_anchor, settings):
    record("count", department)
    assert (sealing.seal(), sealing.seal()) == (1, 0)
    lines = [json.loads(line) for line in own_anchor.read_text().splitlines()]
    assert [line["position"] for line in lines] == [10, 11]
    assert Path(settings.AUDIT_ANCHOR).read_text() == own_anchor.read_text()
    assert fault() == ""


def test_more_rows_than_a_batch_are_sealed_in_one_go(ids, monkeypatch, department, fault):
    monkeypatch.setattr(sealing, "BATCH", 3)
    for _each in range(7):
        record("count", department)
    assert sealing.seal() == 7
    assert (Chain.objects.get().position, fault()) == (17, "")


@pytest.mark.parametrize(
    ("column", "value"),
    [("verb", "other"), ("note", ""), ("actor_id", 7), ("unit_id", 7), ("target_id", "7"), ("target_label", "x"), ("target_type", "x.Y"),
     ("changes", '{"figure": [null, 99]}'), ("at", "2020-01-01 00:00:00+00:00"), ("position", 5_000_000), ("seal", "0" * 64)],
)  # fmt: skip
def test_a_changed_field_is_found_and_its_record_named(column, value, ids, by_hand, fault):
    by_hand(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, ids[4])
    assert f"record {ids[4]}" in fault().casefold()


@pytest.mark.parametrize("place", [0, 4])
def test_a_removed_record_is_found_by_the_one_after_it(place, ids, by_hand, fault):
    by_hand("DELETE FROM audit_entry WHERE id = %s", ids[place])
    assert fault() == f"Before record {ids[place + 1]}, 1 records are missing."


def test_a_cut_tail_is_found_by_the_database_and_by_the_anchor_alone(ids, by_hand, fault):
    by_hand("DELETE FROM audit_entry WHERE id >= %s", ids[7])
    assert fault() == "The last 3 records are missing after record number 7: the database knows of them."
    last = Entry.objects.get(pk=ids[6])
    by_hand("UPDATE audit_chain SET last_id = %s, position = 7, seal = %s", last.pk, last.seal)
    assert fault().startswith("The last 3 records are missing after record number 7:")


def test_a_log_emptied_altogether_is_found(ids, by_hand, fault):
    by_hand("DELETE FROM audit_entry")
    by_hand("DELETE FROM audit_chain")
    assert fault().startswith("The last 10 records are missing")


def test_a_record_put_in_between_is_found(ids, by_hand, fault):
    by_hand("DELETE FROM audit_entry WHERE id = %s", ids[4])
    row = Entry.objects.get(pk=ids[8])
    row.pk, row.seal, row.position = ids[4], "", None
    row._state.adding = True
    row.save()
    assert f"Record {ids[4]} was put in" in fault()


def test_a_log_sealed_anew_from_its_start_does_not_agree_with_the_anchor(ids, by_hand, fault):
    by_hand("UPDATE audit_entry SET note = 'never happened', seal = '', position = NULL")
    by_hand("DELETE FROM audit_chain")
    assert sealing.seal() == 10
    assert f"Record {ids[9]}" in fault()


def test_a_lost_note_of_the_end_stops_the_sealing_instead_of_sealing_anew(ids, by_hand, fault, department):
    by_hand("DELETE FROM audit_chain")
    record("count", department)
    with pytest.raises(sealing.ChainLost):
        sealing.seal()
    assert fault() == "The note of where the sealed part ends is missing in the database."


def test_a_missing_anchor_is_said(ids, own_anchor, settings, fault):
    own_anchor.unlink()
    assert fault() == ""
    Path(settings.AUDIT_ANCHOR).unlink()
    assert fault().startswith("No anchor is found here")


def test_another_key_finds_fault_with_the_first_record(ids, settings, fault):
    settings.AUDIT_KEY = "another"
    assert f"Record {ids[0]} " in fault()


def test_a_half_line_in_the_anchor_is_passed_over(ids, own_anchor, fault):
    with own_anchor.open("a") as anchor:
        anchor.write('{"position": 1')
    assert fault() == ""


def test_the_sweeper_seals(ids, department, fault):
    record("count", department)
    sweeping.do_chores({})
    assert (Entry.objects.filter(seal="").count(), fault()) == (0, "")


def test_a_record_that_commits_late_is_sealed_in_its_place(house):
    """One transaction draws its id first and commits last; sealing meanwhile must not pass it by."""
    assert house.python(LATE).split() == ["sealed", "2"]
    assert house.manage("audit_verify").startswith("2 ")
