"""A person whose data the tests look for everywhere."""

from datetime import date

import pytest
from django.utils import translation

from kontum_ttdn.people import actions, registry

NAME = "Người Không Có Thật"
PRIVATE = {"post": "Trưởng thôn Thử", "phone": "0900 000 001", "email": "thu@example.org", "names": {"Laoo": "ທົດລອງ"}}
SENSITIVE = {"sex": "female", "ethnic_group": "nhóm thử", "sensitive_purpose": "Báo cáo lớp học theo dân tộc"}


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are asserted as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def own_keepers(monkeypatch):
    """Only the keepers that a test registers."""
    monkeypatch.setattr(registry, "_keepers", {})


@pytest.fixture
def add(administrator, department):
    """`add(name="…", …)` makes a person of the department."""

    def do(name=NAME, **details):
        told = {"purpose": "training", "basis": "duty", "keep_until": date(2028, 12, 31)} | details
        return actions.add_person(name=name, unit=department, by=administrator, **told)

    return do


@pytest.fixture
def write(administrator):
    """`write("2026-1")` is a text of consent of that version, in use long since."""

    def do(version, purpose="training", valid_from=date(2025, 1, 1)):
        said = {"wording": "Tôi đồng ý cho đơn vị lưu họ tên của tôi.", "valid_from": valid_from}
        return actions.write_text(purpose=purpose, version=version, by=administrator, **said)

    return do


@pytest.fixture
def person(add):
    return add(**PRIVATE, **SENSITIVE)
