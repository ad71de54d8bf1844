"""Kon Tum before and after 1 July 2025: what the shipped data must say (domain facts R1 to R3)."""

import json
from collections import Counter
from datetime import date

import pytest

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.units import queries, reference
from kontum_ttdn.units.models import Level, Unit, UnitChange, UnitKind, UnitSpan, UnitSuccession, UnitVersion

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kon_tum")]
DATA = json.loads(reference.DATA.read_text(encoding="utf-8"))


def communes(on) -> dict[str, UnitVersion]:
    return {version.code: version for version in UnitVersion.objects.standing(on).filter(level=Level.COMMUNE)}


def names(versions) -> list[str]:
    return [version.name for version in versions]


@pytest.mark.parametrize(
    ("on", "name", "above"),
    [
        (BEFORE, "Xã Chư Hreng", ["Thành phố Kon Tum", "Tỉnh Kon Tum"]),
        (AFTER, "Xã Đăk Rơ Wa", ["Tỉnh Quảng Ngãi"]),
    ],
)
def test_code_and_day_name_a_unit_and_its_province(on, name, above):
    found = queries.find("23332", on)
    assert (found.name, names(queries.parents(found.unit_id, on))) == (name, above)


def test_a_code_that_nobody_carries_that_day_is_not_found():
    with pytest.raises(UnitVersion.DoesNotExist):
        queries.find("62", AFTER)


def test_there_are_102_communes_in_10_districts_before_and_40_communes_after():
    on = [
        (level, UnitVersion.objects.standing(day).filter(level=level, unit__kind=UnitKind.ADMINISTRATIVE).count())
        for day in (BEFORE, AFTER)
        for level in (Level.COMMUNE, Level.DISTRICT)
    ]
    assert on == [("commune", 102), ("district", 10), ("commune", 40), ("district", 0)]


def test_every_new_code_named_an_old_unit_and_22_of_them_a_differently_named_one():
    old, new = communes(BEFORE), communes(AFTER)
    bare = [code for code in new if _bare(old[code].name) != _bare(new[code].name)]
    assert (len(new.keys() & old.keys()), len(bare)) == (40, 22)


def _bare(name: str) -> str:
    """Without the word for its rank: a township that became a commune kept its name."""
    for rank in ("Xã ", "Thị trấn ", "Phường "):
        name = name.removeprefix(rank)
    return name


def test_border_communes_are_13_before_and_9_after():
    assert (queries.border_communes(BEFORE).count(), queries.border_communes(AFTER).count()) == (13, 9)


def test_a_change_of_parent_kept_four_communes_and_no_other():
    kept = {version.name for code, version in communes(AFTER).items() if communes(BEFORE)[code].unit_id == version.unit_id}
    assert kept == {"Xã Đăk Long", "Xã Rờ Kơi", "Xã Mô Rai", "Xã Ia Đal"}


def test_facts_of_102_communes_land_whole_and_once_in_the_40():
    facts = {version.unit_id: 10 + place for place, version in enumerate(communes(BEFORE).values())}
    landings = queries.landings(AFTER)
    totals = Counter()
    for unit, fact in facts.items():
        totals[landings[unit].unit_id] += fact
    assert sum(totals.values()) == sum(facts.values())
    assert set(totals) == {version.unit_id for version in communes(AFTER).values()}


def test_a_report_of_dak_nhoong_is_shown_under_dak_plo():
    nhoong = queries.find("23350", BEFORE)
    assert queries.landing(nhoong.unit, AFTER) == queries.Landing(queries.find("23344", AFTER).unit_id)
    assert queries.landing(nhoong.unit, BEFORE) == queries.Landing(nhoong.unit_id)


def test_a_districts_facts_keep_a_row_of_their_own_under_the_new_province():
    district = queries.find("610", BEFORE).unit
    assert queries.landing(district, AFTER) == queries.Landing(district.pk, queries.find("51", AFTER).unit_id, "ended")


def test_the_old_quang_ngai_is_not_the_new_one():
    old, new = queries.find("51", BEFORE), queries.find("51", AFTER)
    assert old.unit_id != new.unit_id
    assert {version.name for version in queries.predecessors(new.unit)} == {"Tỉnh Kon Tum", "Tỉnh Quảng Ngãi"}


def test_the_province_covers_all_but_foreign_units():
    covered = queries.covered_ids([queries.find("51", AFTER).unit_id], AFTER)
    assert covered == set(Unit.objects.exclude(kind=UnitKind.FOREIGN).values_list("pk", flat=True))


def test_only_the_five_posts_known_by_name_are_there_and_stand_under_the_border_guard():
    posts = UnitVersion.objects.standing(AFTER).filter(unit__kind=UnitKind.BORDER_POST)
    command = queries.find("BCHBDBP", AFTER).unit_id
    assert {(post.name.removeprefix("Đồn Biên phòng "), post.parent_id) for post in posts} == {
        (name, command) for name in ("Cửa khẩu quốc tế Bờ Y", "Sa Loong", "Rơ Long", "Rờ Kơi", "Mô Rai")
    }


def test_the_two_departments_have_separate_identities_without_succession():
    ended = queries.find("STTTT-KT", date(2025, 2, 28)).unit
    assert (queries.successors(ended), queries.predecessors(queries.find("SVHTTDL", AFTER).unit)) == ([], [])
    assert queries.heirs([ended.pk], AFTER) == {ended.pk: set()}


def test_no_unit_has_a_place_on_the_ground():
    fields = {field.name for model in (Unit, UnitVersion) for field in model._meta.get_fields()}
    assert not {name for name in fields if "lat" in name or "lon" in name or "coord" in name or "strength" in name}
    assert not {key for row in DATA["border_posts"] for key in row} - {"name", "aliases", "parent", "note"}


def test_loading_again_adds_nothing():
    tables = (Unit, UnitVersion, UnitChange, UnitSuccession, UnitSpan, Entry)
    before = [model.objects.count() for model in tables]
    reference.load()
    assert [model.objects.count() for model in tables] == before


def test_loading_again_leaves_what_people_changed(tmp_path):
    from kontum_ttdn.units import actions

    command = queries.find("BCHBDBP", AFTER).unit
    actions.rename(unit=command, name="Ban Chỉ huy Bộ đội Biên phòng", on=date(2026, 1, 1), by=None)
    reference.load()
    assert names(command.versions.all()) == ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh"] * 2 + ["Ban Chỉ huy Bộ đội Biên phòng"]


def test_the_other_communes_are_a_data_file_away(tmp_path):
    more = DATA | {"communes_after": [*DATA["communes_after"], {"code": "20000", "name": "Xã Thêm Vào"}]}
    path = tmp_path / "more.json"
    path.write_text(json.dumps(more), encoding="utf-8")
    reference.load(path)
    added = queries.find("20000", AFTER)
    assert (len(communes(AFTER)), names(queries.parents(added.unit_id, AFTER))) == (41, ["Tỉnh Quảng Ngãi"])
