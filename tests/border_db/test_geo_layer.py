"""Where things lie comes from a signed-for file alone: strictly read, behind two keys, drawn exactly, for staff only, and gone when it is taken back."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from border_db.actions.entries import change_entry
from border_db.actions.layers import confirm_layer, enter_layer, withdraw_layer
from border_db.geo_drawing import draw
from border_db.geo_file import MOST_FEATURES, MOST_POSITIONS, read_features
from border_db.models import GeoLayer, ImportDraft, Sensitivity
from border_db.national import TABLES
from border_db.queries.layers import DRAFT, content
from border_db.registers import REGISTERS
from kontum_ttdn.access.roles import Role
from kontum_ttdn.audit.models import Entry as Noted
from kontum_ttdn.media import storage
from kontum_ttdn.media.gate import receive_bytes
from kontum_ttdn.media.models import Kind, StoredFile
from kontum_ttdn.media.refusal import Refused
from kontum_ttdn.pocket.registry import sources as pocket_sources
from kontum_ttdn.search.models import Entry as Found
from kontum_ttdn.workflow.flow import RuleBroken
from tests.factories import UnitFactory, UserFactory

from .geo import MARKERS, SLANT, layer_file, line, point

SAID = {
    "title": "Tuyến thử",
    "shows": "Năm mốc thử và một cửa khẩu thử",
    "source": "Đơn vị Thử đo",
    "decision": "01/QĐ-THỬ",
    "signer": "Ông Thử Nghiệm",
    "signer_office": "Giám đốc Sở Thử",
}
RING = [(108.0, 14.4), (108.2, 14.4), (108.1, 14.5)]
NAN = layer_file(point("Mốc thử 1")).replace(b"14.4", b"NaN")
TWICE = layer_file(point("Mốc thử 1")).replace(b'"kind": "marker"', b'"kind": "marker", "kind": "gate"')


def area(sort: str, coordinates) -> dict:
    return point("Vùng thử", kind="line") | {"geometry": {"type": sort, "coordinates": coordinates}}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (layer_file(area("Polygon", [[*RING, RING[0]]])), "an area, an outline"),
        (layer_file(area("MultiPolygon", [[[*RING, RING[0]]]])), "an area, an outline"),
        (layer_file(area("GeometryCollection", [])), "geometry is none of these"),
        (layer_file(line(*RING, RING[0])), "closes a ring"),
        (layer_file(line(*RING, (108.0, 14.4005))), "closes a ring"),  # all but closed
        (layer_file(line(*RING[:2]), line(*RING[1:]), line(RING[2], RING[0])), "Feature 3 of the file: its line closes a ring"),
        (layer_file(point("Đồn Thử")), "names a post"),
        (layer_file(point("Biên phòng Thử")), "names a post"),
        (layer_file(point("X", kind="đồn")), "names a post"),
        (layer_file(point("X", kind="post")), "names a post"),
        (layer_file(point("X", đồn="1")), "names a post"),
        (layer_file(point("X", strength="1")), "not “strength”"),
        (layer_file(point("X", kind="tower")), "kind is none of these"),
        (layer_file(point("")), "no name"),
        (layer_file(point("X\u202e", number="\u200bx")), "no short text"),
        (layer_file(point("Mốc thử", kind="line")), "the other way round"),
        (layer_file(point("X", border="CN")), "border is none of these"),
        (layer_file(point("Mốc mật")), "marked as secret"),
        (layer_file(point("X", (14.4, 108.0))), "latitude stands before longitude"),
        (layer_file(point("X", (2.35, 48.85))), "outside of the area"),
        (layer_file(line((108.0, 14.4), (100.5, 13.7))), "outside of the area"),
        (layer_file(point("X", (108.0, True))), "coordinates cannot be read"),
        (layer_file(point("X", (108.0,))), "coordinates cannot be read"),
        (layer_file(line(RING[0], RING[0])), "two different positions"),
        (layer_file(point("X")).replace(b"14.4", b"1e999"), "coordinates cannot be read"),
        (layer_file(point("X")).replace(b"14.4", b"9" * 5000), "no GeoJSON that can be read"),
        (layer_file(point("X")).replace(b'"X"', b'"\\ud800"'), "no GeoJSON that can be read"),
        (NAN, "“NaN” in place of a number"),
        (TWICE, "“kind” twice"),
        (layer_file(point("X"), crs={"type": "name", "properties": {"name": "EPSG:3405"}}), "not in degrees of WGS 84"),
        (layer_file(point("X"), notes="x"), "“notes”"),
        (layer_file(point("X")).decode().encode("utf-16"), "not written in UTF-8"),
        (b'{"type":"FeatureCollection","features":' + b"[" * 100_000, "nested deeper"),
        (b'"\\' * 900_000, "no GeoJSON that can be read"),  # a string that never ends is looked through once
        (b'{"type":"Topology"}', "one FeatureCollection"),
        (b'{"type":"FeatureCollection","features":[]}', "no feature"),
        (b"<kml/>", "no GeoJSON that can be read"),
        (layer_file(*[point("X")] * (MOST_FEATURES + 1)), "more than 5000 features"),
        (layer_file(line(*[(108.0 + step / 1e5, 14.4) for step in range(MOST_POSITIONS + 1)])), "more than 50000 positions"),
        (b'{"type":"FeatureCollection","features":[]' + b" " * 2_000_000 + b"}", "at most 2 MB"),
    ],
)
def test_what_no_layer_may_be_is_refused_in_a_sentence(data, why):
    with pytest.raises(Refused, match=re.escape(why)):
        read_features(data)


def test_words_of_vietnamese_kinds_and_what_programs_write_unasked_are_read():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    shared = [line(*SLANT, name="A"), line(*SLANT[1:3], name="B")]  # two lines along one stretch close no ring
    found = read_features(b"\xef\xbb\xbf" + layer_file(point("1", (108.0, 14.4, 650.5), "Mốc", number=1), *shared, crs=crs, name="lop"))
    assert [(feature.kind, feature.name, feature.number, feature.paths[0][0]) for feature in found] == [
        ("marker", "1", "1", (108.0, 14.4)),
        ("line", "A", "", (108.0, 14.4)),
        ("line", "B", "", (108.05, 14.41)),
    ]


def test_drawing_has_exactly_the_features_of_the_file_true_to_scale():
    parts = [[[108.0, 14.6], [108.1, 14.6]], [[108.15, 14.6], [108.2, 14.6]]]
    drawing = draw(read_features(layer_file(*MARKERS, line(), line(*parts, sort="MultiLineString"))), {1: "1"})
    assert [sign.text for sign in drawing.signs] == ["1", "Mốc thử 2", "Mốc thử 3", "Mốc thử 4", "Mốc thử 5"]
    assert [path.count("M") for path in drawing.lines] == [1, 2]
    assert drawing.lines[0] == "M" + "L".join(f"{sign.x:g} {sign.y:g}" for sign in drawing.signs)  # the line runs through its markers
    told = {told.feature.place: told for told in drawing.told}
    # 0.2 degrees of longitude at 14.5 degrees north, by the sphere: 0.2 × 111.195 × cos 14.5°
    assert told[5].places[0].east == pytest.approx(21.53, abs=0.01)
    assert told[5].places[0].north == pytest.approx(4.45, abs=0.01)
    units_a_km = (drawing.signs[4].x - drawing.signs[0].x) / told[5].places[0].east
    assert drawing.bar == pytest.approx(drawing.bar_km * units_a_km, abs=0.2)
    assert told[7].km == pytest.approx(told[5].places[0].east * 0.75, rel=0.001)


def test_labels_never_cover_each_other_and_a_crowd_is_drawn_in_time():
    crowd = [point(f"Mốc {step}", (108.0 + step % 70 / 1e3, 14.4 + step // 70 / 1e3)) for step in range(MOST_FEATURES)]
    drawing = draw(read_features(layer_file(*crowd)), {})
    assert (len(drawing.signs), drawing.unlabelled > 0) == (MOST_FEATURES, True)
    spots = [(sign.label_x, sign.label_y) for sign in drawing.signs if sign.anchor]
    assert len(spots) == len(set(spots))


# --- the file against the registers, the two keys ---


@pytest.fixture
def second_key(department):
    return UserFactory(unit=department, roles=[Role.APPROVER])


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "media"}}}


@pytest.fixture
def enter(clerk, department):
    def entered(data: bytes | None = None, *, by=clerk, known=True, unit=department, **said) -> GeoLayer:
        data = data or layer_file()
        draft = ImportDraft.objects.create(by=by, register=DRAFT, filename="thu.geojson", data=data, sha256=storage.sha256_of(data))
        file = receive_bytes(data, name="thu.geojson", by=by, unit=unit, allow=[Kind.LAYER])
        return enter_layer(draft=draft, file=file, by=by, unit=unit, known=known, **{**SAID, "signed_on": date(2020, 3, 4), **said})

    return entered


@pytest.mark.django_db
def test_markers_and_gates_are_found_in_the_registers_by_number_or_name_and_the_rest_is_listed(keep):
    keep("markers", name="Mốc thử 1", number="1"), keep("markers", name="Mốc số 2 bên đường", number="thử 2")
    keep("markers", name="Mốc A", number="7"), keep("markers", name="Mốc B", number="7", border="KH")
    keep("gates", aliases=["cửa khẩu thu nghiem"])
    found = content(
        layer_file(
            point("MỐC THỬ 1"),
            point("mốc Thử 2"),
            point("X", number="7"),
            point("Y", number="7", border="KH"),
            point("Cửa khẩu Thử Nghiệm", kind="crossing"),
            point("Mốc thử 9"),
            line(),
        )
    )
    assert [row.entry and row.entry.name for row in found.rows] == [
        "Mốc thử 1", "Mốc số 2 bên đường", None, "Mốc B", "Cửa khẩu Thử", None, None,
    ]  # fmt: skip
    assert [row.told.feature.name for row in found.unmatched] == ["X", "Mốc thử 9"]
    assert [row.several for row in found.unmatched] == [True, False]


@pytest.mark.django_db
def test_a_place_of_a_post_or_of_what_is_internal_never_becomes_a_layer(keep, enter):
    keep("posts", name="Rạng Đông", post=UnitFactory(kind="border_post"))
    keep("markers", name="Mốc kín", number="8", sensitivity=Sensitivity.INTERNAL)
    with pytest.raises(RuleBroken, match="is a post in the registers"):
        enter(layer_file(point("rạng đông", kind="gate")))
    with pytest.raises(RuleBroken, match="is internal in its register"):
        enter(layer_file(point("Mốc kín")))
    assert GeoLayer.objects.count() == 0


@pytest.mark.django_db
def test_what_becomes_internal_later_is_drawn_no_more(keep, enter, second_key, as_user, clerk):
    marker, layer = keep("markers", name="Mốc thử 1"), enter()
    confirm_layer(layer=layer, by=second_key)
    page = f"/en/border/layers/{layer.pk}/"
    assert "geo-layer" in as_user(second_key).get(page).content.decode()
    change_entry(entry=marker, version=1, by=clerk, sensitivity=Sensitivity.INTERNAL)
    shown = as_user(second_key).get(page).content.decode()
    assert ("no longer open to all staff" in shown, "geo-layer" in shown, "Mốc thử 1" in shown) == (True, False, False)


@pytest.mark.django_db
def test_a_layer_needs_its_paper_and_a_word_on_what_no_register_knows(enter, keep, department, other_unit):
    for missing in SAID:
        with pytest.raises(RuleBroken, match="who signed for it"):
            enter(**{missing: " "})
    with pytest.raises(RuleBroken, match="has not come"):
        enter(signed_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(RuleBroken, match="Secret papers"):
        enter(decision="01/QĐ (Tối mật)")
    with pytest.raises(RuleBroken, match="in no register"):
        enter(known=False)
    with pytest.raises(RuleBroken, match="You may not keep entries"):
        enter(unit=other_unit)
    enter()
    with pytest.raises(RuleBroken, match="a layer already"):
        enter()


@pytest.mark.django_db
def test_two_keys_of_two_persons_open_a_layer_and_its_positions_stay_out_of_the_log(
    enter, clerk, second_key, department, post_officer, stranger
):
    both = UserFactory(unit=department, roles=[Role.CLERK, Role.APPROVER])
    own, layer = enter(layer_file(point("Mốc thử 5")), by=both), enter()
    assert list(GeoLayer.objects.visible_to(post_officer)) == list(GeoLayer.objects.visible_to(stranger)) == []
    with pytest.raises(RuleBroken, match="another person's"):
        confirm_layer(layer=own, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        GeoLayer.objects.filter(pk=own.pk).update(confirmed_by=both, confirmed_at=timezone.now())
    for nobody in (clerk, stranger, post_officer):
        with pytest.raises(RuleBroken, match="roles do not allow"):
            confirm_layer(layer=layer, by=nobody)
    confirm_layer(layer=layer, by=second_key)
    with pytest.raises(RuleBroken, match="already moved on"):
        confirm_layer(layer=layer, by=second_key)
    assert list(GeoLayer.objects.visible_to(post_officer)) == list(GeoLayer.objects.visible_to(stranger)) == [layer]
    noted = Noted.objects.filter(target_type__in=["border_db.GeoLayer", "media.StoredFile"])
    assert {entry.verb for entry in noted} == {"receive", "enter_layer", "confirm_layer"}
    assert not re.search(r"10[0-9]\.\d|14\.\d", json.dumps([entry.changes for entry in noted]))


@pytest.mark.django_db
def test_a_file_that_is_no_longer_what_was_signed_for_is_neither_confirmed_nor_drawn(enter, second_key, as_user):
    layer = enter()
    storage.drop(layer.file.storage_name)
    storage.put_as(layer.file.storage_name, layer_file(point("Mốc thử 99")))
    with pytest.raises(RuleBroken, match="no longer the one"):
        confirm_layer(layer=layer, by=second_key)
    page = as_user(second_key).get(f"/en/border/layers/{layer.pk}/").content.decode()
    assert ("no longer the one that was signed for" in page, '<svg class="geo-layer"' in page, "second key</button>" in page) == (
        True,
        False,
        False,
    )


@pytest.mark.django_db
def test_a_layer_goes_from_the_file_to_the_page_and_leaves_it_again(
    as_user, clerk, second_key, post_officer, department, keep, django_capture_on_commit_callbacks
):
    keep("markers", name="Mốc thử 1", number="thử 1")
    desk, home = as_user(clerk), "/en/border/layers/"

    def sent(data: bytes, name: str = "thu.geojson"):
        return desk.post(f"{home}new/", {"file": SimpleUploadedFile(name, data)})

    refused = sent(layer_file(point("Đồn Thử")))
    assert (refused.status_code, "names a post" in refused.content.decode()) == (422, True)
    assert "Bản đồ mật" in sent(layer_file(), "Bản đồ mật.geojson").content.decode()
    preview = sent(layer_file())["Location"]
    looked = desk.get(preview).content.decode()
    assert (looked.count('<g class="marker"'), looked.count('<g class="gate"'), looked.count('class="line"')) == (5, 1, 1)
    assert ("for which nobody has signed yet" in looked, "in no register" in looked, StoredFile.objects.count()) == (True, True, 0)
    form = SAID | {"signed_on": "04/03/2020", "unit": department.pk}
    assert "I know that 5 features" in desk.post(preview, form).content.decode()
    assert GeoLayer.objects.count() == 0
    address = desk.post(preview, form | {"known": "on"})["Location"]
    layer, officer = GeoLayer.objects.get(), as_user(post_officer)
    assert (ImportDraft.objects.count(), layer.standing, officer.get(address).status_code) == (0, "waiting", 404)

    leader = as_user(second_key)
    assert "geographic layers wait for your key" in leader.get("/en/desk/").content.decode()
    leader.post(f"{address}confirm/")
    page = officer.get(address).content.decode()
    assert "signed for by Ông Thử Nghiệm, Giám đốc Sở Thử, on 04/03/2020. The portal adds no line and no place of its own." in page
    assert (page.count('class="sign"'), page.count('class="line"'), "108." in page, "style=" in page) == (6, 1, False, False)
    assert (officer.post(f"{address}withdraw/", {"why": "-"}).status_code, officer.post(f"{address}confirm/").status_code) == (404, 403)

    taken_out = [desk.get(f"/en/border/{name}/export.csv").content.decode() for name in ("markers", "gates", "posts")]
    handed_over = json.dumps([list(map(str, row)) for table in TABLES for row in table.rows(None)], ensure_ascii=False)
    assert "Tuyến thử" not in "".join([*taken_out, handed_over]) and "14.4" not in handed_over
    assert not Found.objects.filter(title__icontains="Tuyến thử").exists()
    assert not any("layer" in name for name in (*REGISTERS, *(str(source) for source in pocket_sources())))

    withdraw_layer(layer=layer, why="Có văn bản mới", by=clerk)
    gone = desk.get(address).content.decode()
    assert ("Có văn bản mới" in gone, "geo-layer" in gone, officer.get(address).status_code) == (True, False, 404)
    assert SAID["title"] not in officer.get(home).content.decode()
