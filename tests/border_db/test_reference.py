"""What public sources say is loaded once, each line with its source."""

import pytest

from border_db import reference
from border_db.models import Confidence, Fact, Gate, OfficialDocument
from border_db.registers import REGISTERS
from kontum_ttdn.units import reference as units
from kontum_ttdn.units.actions import undo
from kontum_ttdn.units.models import Reorganisation, UnitVersion
from kontum_ttdn.units.rules import Refused
from tests.factories import RoleGrantFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    units.load()
    reference.load()


def test_every_loaded_line_names_its_source_and_loading_again_adds_nothing(loaded):
    before = {name: register.model.objects.count() for name, register in REGISTERS.items()}
    reference.load()
    assert before == {name: register.model.objects.count() for name, register in REGISTERS.items()}
    assert before["posts"] == 5 and before["gates"] == 5
    for register in REGISTERS.values():
        unsure = register.model.objects.exclude(confidence=Confidence.SOURCE)
        assert [entry.source for entry in unsure if "chưa ghi tên" not in entry.source] == []
        assert not register.model.objects.filter(confidence=Confidence.SOURCE, source__endswith="chưa ghi tên trang").exists()


def test_three_lengths_of_the_border_stand_side_by_side(loaded):
    assert sorted(Fact.objects.filter(name="Chiều dài đường biên giới").values_list("value", flat=True)) == ["280,7", "292", "292,522"]


def test_what_was_struck_off_or_changed_does_not_come_back(loaded):
    Gate.objects.filter(name="Lối mở Hồ Đá").update(struck_at="2026-01-01T00:00Z", struck_why="-")
    OfficialDocument.objects.filter(number="273/QĐ-TTg").update(note="Đã đối chiếu")
    reference.load()
    assert (Gate.objects.filter(name="Lối mở Hồ Đá").count(), OfficialDocument.objects.get(number="273/QĐ-TTg").note) == (1, "Đã đối chiếu")


def test_merger_of_2025_is_not_taken_back_under_entries_that_speak_of_its_communes(loaded, clerk, keep):
    """Also where a unit stands only in a list of an entry, such as the communes of a post: deleting would not have asked the list."""
    row = Reorganisation.objects.get()
    commune, province = (
        UnitVersion.objects.get(name=name, valid_from=row.date, state="exists").unit for name in ("Xã Đăk Plô", "Tỉnh Quảng Ngãi")
    )
    RoleGrantFactory(user=clerk, role="administrator", unit=province)
    Gate.objects.update(commune=None)
    post = keep("posts", post=UnitFactory(kind="border_post"), communes=[commune])
    with pytest.raises(Refused, match="point to units that began with it"):
        undo(reorganisation=row, by=clerk, reason="Thử")
    assert list(post.communes.all()) == [commune] and Reorganisation.objects.in_force().exists()
