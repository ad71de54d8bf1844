"""A phone of the department, and a kind of message that only tests know."""

import pytest

from kontum_ttdn.offline import registry
from kontum_ttdn.offline.registry import NotUnderstood

from .phones import Phone


@pytest.fixture
def phone(administrator, department):
    return Phone(department, administrator)


@pytest.fixture(autouse=True)
def taken(monkeypatch):
    """What was taken of messages of the kind "trial", in order; one whose answers say "nonsense" is not understood."""
    found = []

    def take(envelope, said):
        if said["answers"] == "nonsense":
            raise NotUnderstood("Không hiểu.")
        found.append((envelope.number, said["answers"]))

    monkeypatch.setitem(registry._kinds, "trial", take)
    return found
