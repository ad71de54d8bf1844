"""Erasing in a house of its own: real processes, the database as it lies on the disk."""

import json
from datetime import date
from pathlib import Path

import pytest

from kontum_ttdn.people import actions
from kontum_ttdn.people.models import Person
from tests.factories import UnitFactory, UserFactory

NAME, PHONE = "Zquẫn Thửnghiệm", "0999 123 456 789"
AT_ONCE = str(Path(__file__).with_name("at_once.py"))


@pytest.fixture
def person(house):
    unit = UnitFactory()
    first, _second = (UserFactory(username=name, unit=unit, roles=["clerk"]) for name in ("first", "second"))
    kept = {"unit": unit, "purpose": "contact", "basis": "duty", "keep_until": date(2028, 1, 1), "by": first}
    person = actions.add_person(name=NAME, phone=PHONE, **kept)
    for number in range(60):  # pages of the table that are given up, not only rows that are written over
        twin = actions.add_person(name=f"{NAME} {number}", phone=PHONE, post=NAME * 6, **kept)
        Person.objects.filter(pk=twin.pk).update(merged_into=person)
    return person


def named_on_the_disk(house) -> list[str]:
    """Files of SQLite and of the house in which the bytes of the name or the phone stand; PostgreSQL's own files are its own matter."""
    url = house.environment["DATABASE_URL"]
    database = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else None
    files = [path for path in house.folder.rglob("*") if path.is_file() and "fonts" not in path.parts]
    files += sorted(database.parent.glob(f"{database.name}*")) if database else []
    return [path.name for path in files if any(said.encode() in path.read_bytes() for said in (NAME, PHONE))]


def test_of_two_officers_at_one_instant_one_erases_and_nothing_is_left_on_the_disk(house, person):
    on_sqlite = house.environment["DATABASE_URL"].startswith("sqlite")
    assert bool(named_on_the_disk(house)) == on_sqlite
    assert json.loads(house.python(AT_ONCE, str(person.pk))) == ["erased", "refused"]
    assert (Person.objects.count(), named_on_the_disk(house)) == (0, [])
