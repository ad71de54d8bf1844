"""`manage.py unit` and `manage.py merge_units`."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kontum_ttdn.units import queries
from kontum_ttdn.units.models import Reorganisation
from kontum_ttdn.units.registry import reference_loaders

from .plans import coded, plan
from .test_reference import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kon_tum")]


def said(*arguments, command="unit") -> list[str]:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return [line.strip() for line in out.getvalue().splitlines()]


def test_unit_names_the_carrier_of_a_code_on_a_day_and_where_it_stands():
    before, after = said("--code", "23332", "--on", "2025-06-30"), said("--code", "23332", "--on", "2025-07-01")
    assert (before[0], after[0]) == ("Xã Chư Hreng", "Xã Đăk Rơ Wa")
    assert [line.partition(": ")[2] for line in before[3:]] == ["Thành phố Kon Tum › Tỉnh Kon Tum", "Xã Đăk Rơ Wa"]


def test_unit_finds_a_name_without_its_accents():
    assert said("--name", "dak nhoong", "--on", "2025-06-30")[0] == "Xã Đăk Nhoong"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--name", "dak nhoong", "--on", "2025-07-01"],
        ["--code", "23332"],
        ["--on", "2025-07-01"],
        ["--code", "99999", "--on", "2025-07-01"],
        ["--code", "23332", "--on", "1/7/2025"],
    ],
)
def test_unit_says_in_one_sentence_what_is_missing(arguments):
    with pytest.raises(CommandError) as refusal:
        said(*arguments)
    assert (refusal.value.returncode, str(refusal.value).count("\n")) == (1, 0)


def test_load_reference_calls_every_loader(monkeypatch):
    called = []
    monkeypatch.setattr(
        "kontum_ttdn.units.management.commands.load_reference.reference_loaders", [lambda: called.append(1), lambda: called.append(2)]
    )
    call_command("load_reference")
    assert (called, len(reference_loaders) > 0) == ([1, 2], True)


def test_merge_units_shows_by_itself_and_acts_only_when_told(tmp_path):
    place = queries.find("23368", AFTER).unit
    path = tmp_path / "plan.json"
    path.write_bytes(plan({"change": "rename", "unit": coded("23368", AFTER), "name": "Xã Đăk Long Mới"}, on=date(2026, 1, 1)))
    shown = said(str(path), command="merge_units")
    assert "Xã Đăk Long → Xã Đăk Long Mới: Tỉnh Quảng Ngãi → Tỉnh Quảng Ngãi" in shown
    assert (place.versions.last().name, Reorganisation.objects.count()) == ("Xã Đăk Long", 1)
    assert said(str(path), "--apply", command="merge_units")[-1] == "Carried out."
    assert (place.versions.last().name, Reorganisation.objects.in_force().count()) == ("Xã Đăk Long Mới", 2)
    with pytest.raises(CommandError, match="in force already"):
        said(str(path), "--apply", command="merge_units")
    said(str(path), "--undo", "--reason", "Nhầm", command="merge_units")
    assert (place.versions.last().name, Reorganisation.objects.get(undone_at__isnull=False).undo_reason) == ("Xã Đăk Long", "Nhầm")


def test_merge_units_says_in_one_sentence_what_is_wrong(tmp_path):
    path = tmp_path / "plan.json"
    path.write_bytes(plan({"change": "abolish", "unit": {"code": "23332"}}))
    for arguments, sentence in (
        ([str(path)], "stands without a day"),
        ([str(tmp_path)], "cannot be read"),
        ([str(path), "--undo"], "stands without"),
    ):
        with pytest.raises(CommandError, match=sentence):
            said(*arguments, command="merge_units")
