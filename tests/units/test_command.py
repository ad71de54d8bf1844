"""`manage.py unit`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kontum_ttdn.units.registry import reference_loaders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kon_tum")]


def said(*arguments) -> list[str]:
    out = StringIO()
    call_command("unit", *arguments, stdout=out)
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
