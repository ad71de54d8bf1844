"""A log of ten sealed entries with an anchor of its own, and a hand that reaches into the database behind the house's back."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kontum_ttdn.audit.actions import record
from kontum_ttdn.audit.models import Entry
from kontum_ttdn.audit.sealing import seal


@pytest.fixture(autouse=True)
def own_anchor(settings, tmp_path):
    settings.VAR = tmp_path
    settings.AUDIT_ANCHOR = str(tmp_path / "elsewhere" / "anchor")
    return tmp_path / "audit" / "anchor"


@pytest.fixture
def ids(department):
    """Ids of ten sealed entries, in order."""
    Entry._base_manager.all().delete()
    made = [record("count", department, changes={"figure": (None, number)}, note="ơ đ ấ").pk for number in range(10)]
    assert seal() == 10
    return made


@pytest.fixture
def by_hand():
    def execute(statement, *values):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return execute


@pytest.fixture
def fault(capsys):
    """`fault()` is what `manage.py audit_verify` complains of; empty when it does not."""

    def verify() -> str:
        try:
            call_command("audit_verify")
        except CommandError as found:
            return str(found)
        return ""

    return verify
