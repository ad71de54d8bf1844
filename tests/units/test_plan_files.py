"""Files that are no plan, and plans that the directory contradicts: each is refused in a sentence, and nothing is changed."""

import json

import pytest

from kontum_ttdn.units import actions, plan_file
from kontum_ttdn.units.models import Reorganisation
from kontum_ttdn.units.rules import Refused
from tests.factories import UnitFactory

from .plans import DAY, begin, coded, known, merge, new, plan, rows

pytestmark = pytest.mark.django_db
ABOLISH = {"change": "abolish", "unit": coded("1")}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * (plan_file.LARGEST + 1), "larger than 1 MB"),
        ("{}".encode("utf-16"), "not text in UTF-8"),
        (b"[[[" * 200_000, "not JSON"),
        (b'{"name": "A", "date": "2024-01-01", "changes": [{"change": "abolish", "unit": {"id": ' + b"9" * 9_000 + b"}}]}", "not JSON"),
        (b"NaN", "not JSON"),
        (b"[]", "a table in braces is expected"),
        (b'{"name": "A", "name": "B"}', "“name” stands twice"),
        (plan(), "changes nothing"),
        (plan(ABOLISH, secret=1), "In the plan: the word “secret” is not known"),
        (plan({**ABOLISH, "into": 1}), "In change 1: the word “into” is not known"),
        (plan({"change": "swallow"}), "“change” is one of begin, merge"),
        (plan(ABOLISH, name=""), "“name” is missing"),
        (plan(ABOLISH, name="A\u202eB"), "invisible characters"),
        (plan(ABOLISH, name="A\0B"), "invisible characters"),
        (plan(ABOLISH, name="A" * 10_000), "too long"),
        (b'{"name": "\\ud800", "date": "2024-01-01"}', "invisible characters"),
        (plan(ABOLISH, name="A").replace(b"2024-01-01", b"1/1/2024"), "is not a day"),
        (plan({"change": "abolish", "unit": {"code": "23332"}}), "the code 23332 stands without a day"),
        (plan({"change": "abolish", "unit": {"code": 23332, "on": "2023-12-31"}}), "“code” has to be text"),
        (plan({"change": "abolish", "unit": {"id": True, "name": "A"}}), "“id” is the number"),
        (plan({"change": "abolish", "unit": {"id": 2**63, "name": "A"}}), "“id” is the number"),
        (plan({"change": "abolish", "unit": {"id": 1}}), "“name” is missing"),
        (plan({"change": "abolish"}), "“unit” is missing"),
        (plan({"change": "re-parent", "unit": coded("1")}), "“parent” is missing"),
        (plan({"change": "merge", "units": [], "into": new("A")}), "“units” names no unit"),
        (plan({"change": "merge", "units": [coded("1")] * 2001, "into": new("A")}), "at most 2000"),
        (plan({"change": "begin", "name": "A", "borders": ["CN"]}), "“borders” is one of LA, KH"),
        (plan({"change": "begin", "name": "A", "names": {"xx": "A"}}), "“xx” is not known"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_refused_in_one_sentence(data, said):
    with pytest.raises(Refused, match=said):
        actions.prepare(data=data, by=None)
    assert not Reorganisation.objects.exists()


def test_a_file_from_a_windows_editor_is_read():
    assert plan_file.read(b"\xef\xbb\xbf" + plan(ABOLISH)).sha256 == plan_file.read(plan(ABOLISH)).sha256


CONTRADICTIONS = {
    "a code nobody carried": (lambda top, low, ended: [{"change": "abolish", "unit": coded("99")}], "No unit carried the code 99 on 2023-12-31"),
    "a day after the plan": (lambda top, low, ended: [{"change": "abolish", "unit": coded("1", DAY.replace(year=2030))}], "after the plan's own"),
    "a number nobody has": (lambda top, low, ended: [{"change": "abolish", "unit": {"id": 10**9, "name": "A"}}], "no unit with the number"),
    "a name never borne": (lambda top, low, ended: [{"change": "abolish", "unit": {"id": low.pk, "name": "Khác"}}], "was never called “Khác”"),
    "a unit that ended": (lambda top, low, ended: [{"change": "rename", "unit": known(ended), "name": "B"}], "Hết has already ended"),
    "a circle": (lambda top, low, ended: [{"change": "re-parent", "unit": known(top), "parent": known(low)}], "cannot belong to a unit that belongs to it"),
    "children left behind": (lambda top, low, ended: [{"change": "abolish", "unit": known(top)}], "Dưới would belong to Trên at a time"),
    "twice by two names": (lambda top, low, ended: [{"change": "abolish", "unit": coded("1")}, {"change": "abolish", "unit": known(low)}], "Dưới stands in the plan twice: in the changes 1 and 2"),
    "ended and moved": (lambda top, low, ended: [{"change": "re-parent", "unit": known(low), "parent": None}, {"change": "abolish", "unit": coded("1")}], "stands in the plan twice"),
    "a successor that was there": (lambda top, low, ended: [{"change": "merge", "units": [coded("1")], "into": known(top)}], "Change 1: Trên does not begin with this plan"),
    "a new name that is none": (lambda top, low, ended: [{"change": "merge", "units": [coded("1")], "into": new("Mới")}], "No unit called “Mới” begins"),
    "a new name twice": (lambda top, low, ended: [begin("Mới", top), begin("Mới", top), merge([low], "Mới")], "Two units called “Mới”"),
    "a code that is taken": (lambda top, low, ended: [begin("Mới", top, code="1")], "Two units would carry the code 1"),
    "a split into one": (lambda top, low, ended: [begin("Mới", top), {"change": "split", "unit": known(low), "into": [new("Mới")]}], "at least two successors"),
}  # fmt: skip


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_plan_that_the_directory_contradicts_is_refused_and_changes_nothing(case):
    top = UnitFactory(name="Trên")
    low, ended = UnitFactory(name="Dưới", parent=top, code="1"), UnitFactory(name="Hết")
    actions.abolish(unit=ended, on=DAY.replace(year=2020), by=None)
    changes, said = CONTRADICTIONS[case]
    row, before = actions.prepare(data=plan(*changes(top, low, ended)), by=None), rows()
    for act in (actions.foresee, actions.apply):
        with pytest.raises(Refused, match=said):
            act(reorganisation=row, by=None)
    assert rows() == before


def test_text_of_a_prepared_plan_is_kept_as_it_came():
    data = plan(ABOLISH)
    assert actions.prepare(data=data, by=None).text == data.decode() and json.loads(data)
