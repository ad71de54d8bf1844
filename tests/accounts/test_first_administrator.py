"""The first administrator comes by command, once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kontum_ttdn.accounts.models import User
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def appoint(username: str, code: str) -> str:
    out = StringIO()
    call_command("first_administrator", username, name="Nguyễn Thị Hòa", unit=code, stdout=out)
    return out.getvalue().split()[1]


def test_first_administrator_can_sign_in_and_administers_the_unit():
    unit = UnitFactory(code="SVHTTDL")
    password = appoint("hoa", "SVHTTDL")
    user = User.objects.get(username="hoa")
    assert user.check_password(password)
    assert list(user.role_grants.values_list("role", "unit")) == [("administrator", unit.pk)]


def test_second_one_is_refused_in_words(administrator):
    UnitFactory(code="SVHTTDL")
    with pytest.raises(CommandError):
        appoint("hoa", "SVHTTDL")
    assert not User.objects.filter(username="hoa").exists()


def test_unknown_unit_is_refused_in_words():
    with pytest.raises(CommandError, match="XYZ"):
        appoint("hoa", "XYZ")
