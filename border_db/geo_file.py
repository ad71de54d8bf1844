"""What a geographic file may hold: markers, gates and crossings as points, open lines. No outline, no post, nothing beside kind, name, number and border."""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from border_db.models import Border
from kontum_ttdn.languages.folding import fold, normalise
from kontum_ttdn.languages.secrecy import says_secret
from kontum_ttdn.media.checks.layer import read_layer
from kontum_ttdn.media.refusal import Refused

MOST_FEATURES, MOST_POSITIONS, LONGEST_NAME = 5_000, 50_000, 160  # as many points as features may be drawn
# Degrees of WGS 84: the land in which the portal works, three degrees each way. What reaches beyond it is another country's map, or a mistake.
WEST, SOUTH, EAST, NORTH = 106.5, 13.0, 109.5, 16.0

Position = tuple[float, float]  # longitude, latitude
Path = tuple[Position, ...]


class Thing(TextChoices):
    MARKER = "marker", gettext_lazy("marker")
    GATE = "gate", gettext_lazy("border gate")
    CROSSING = "crossing", gettext_lazy("crossing")
    LINE = "line", gettext_lazy("line")


_KINDS = {"moc": Thing.MARKER, "cua khau": Thing.GATE, "loi mo": Thing.CROSSING, "duong": Thing.LINE} | {
    thing.value: thing for thing in Thing
}
_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString")
_AROUND = {"type", "features", "name", "crs", "bbox", "xy_coordinate_resolution"}  # the last four are what exporting programs write unasked
_CRS = {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"}
_POST = re.compile(r"\bbien phong\b|\bbdbp\b|\bborder (?:guard|post)\b|\bposts?\b")


@dataclass(frozen=True)
class Feature:
    """One thing of the file: its place there, counted from 1, and where it lies. A point is a path of one position."""

    place: int
    kind: Thing
    name: str
    number: str
    border: str
    paths: tuple[Path, ...]

    @property
    def is_line(self) -> bool:
        return self.kind == Thing.LINE


def read_features(data: bytes) -> list[Feature]:
    """The features in the order of the file; Refused with a sentence for who sent it."""
    found = read_layer(data)
    if strange := set(found) - _AROUND:
        raise Refused(_("Beside its features the file holds “%(name)s”. Please leave that out.") % {"name": sorted(strange)[0][:40]})
    _refuse_other_degrees(found.get("crs"))
    if not found["features"]:
        raise Refused(_("The file has no feature."))
    if len(found["features"]) > MOST_FEATURES:
        raise Refused(_("The file has more than %(most)s features.") % {"most": MOST_FEATURES})
    features, count, points = [], 0, 0
    for place, given in enumerate(found["features"], 1):
        features.append(_feature(place, given))
        count += sum(len(path) for path in features[-1].paths)
        points += 0 if features[-1].is_line else len(features[-1].paths)
        if count > MOST_POSITIONS:
            raise Refused(_("The file has more than %(most)s positions. Please simplify its lines.") % {"most": MOST_POSITIONS})
        if points > MOST_FEATURES:
            raise Refused(_("The file has more than %(most)s points.") % {"most": MOST_FEATURES})
    _refuse_outlines(features)
    return features


def names_a_post(text: str) -> bool:
    """Whether words say post of the Border Guard: "đồn" with its accents (without them it may be another word), "biên phòng" in any spelling."""
    return "đồn" in re.findall(r"\w+", normalise(text).lower()) or bool(_POST.search(fold(text)))


def _refuse_other_degrees(crs) -> None:
    """RFC 7946 knows one reference system; older programs write its name, or that of another."""
    named = crs.get("properties") if isinstance(crs, dict) else None
    if crs is not None and not (isinstance(named, dict) and str(named.get("name")) in _CRS):
        raise Refused(_("The file is not in degrees of WGS 84 (EPSG:4326). Please export it again in that reference system."))


def _feature(place: int, given) -> Feature:
    if not isinstance(given, dict) or given.get("type") != "Feature" or not isinstance(given.get("properties"), dict):
        raise _wrong(place, _("it is no Feature with properties."))
    if strange := set(given) - {"type", "id", "geometry", "properties", "bbox"}:
        raise _wrong(place, _("“%(name)s” has no place here; leave it out.") % {"name": sorted(strange)[0][:40]})
    said = {name: _words(place, name, value) for name, value in given["properties"].items() if value is not None}
    said_id = _words(place, "id", given.get("id", ""))
    if any(names_a_post(text) for text in (*said, *said.values(), said_id)) or fold(said.get("kind", "")).strip() == "don":
        raise _wrong(place, _("it names a post. Where posts lie is never kept here; leave them out."))
    if strange := set(said) - {"kind", "name", "number", "border"}:
        raise _wrong(
            place,
            _("its properties may be kind, name, number and border, not “%(name)s”. Leave that out.") % {"name": sorted(strange)[0][:40]},
        )
    kind = _KINDS.get(fold(said.get("kind", "")).strip())
    if kind is None:
        raise _wrong(place, _("its kind is none of these: marker, gate, crossing, line."))
    if not said.get("name"):
        raise _wrong(place, _("it has no name."))
    if said.get("border", "") not in ("", *Border.values):
        raise _wrong(place, _("its border is none of these: %(values)s.") % {"values": ", ".join(Border.values)})
    paths = _paths(place, kind, given.get("geometry"))
    return Feature(place, kind, said["name"], said.get("number", ""), said.get("border", ""), paths)


def _words(place: int, name: str, value) -> str:
    """A short text, or a number as one, without signs that are not seen."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _wrong(place, _("“%(name)s” is no short text.") % {"name": name[:40]})
    text = normalise(str(value)).strip()
    if len(text) > LONGEST_NAME or any(
        unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for letter in name + text
    ):
        raise _wrong(place, _("“%(name)s” is no short text.") % {"name": name[:40]})
    if says_secret(text):
        raise _wrong(place, _("it is marked as secret. Secret papers are never sent through this portal."))
    return text


def _paths(place: int, kind: Thing, geometry) -> tuple[Path, ...]:
    sort = geometry.get("type") if isinstance(geometry, dict) else None
    if sort in ("Polygon", "MultiPolygon"):
        raise _wrong(place, _("it is an area, an outline. Only points and open lines are taken."))
    if sort not in _GEOMETRIES or set(geometry) - {"type", "coordinates", "bbox"}:
        raise _wrong(place, _("its geometry is none of these: Point, MultiPoint, LineString, MultiLineString."))
    lines = sort.endswith("LineString")
    if lines != (kind == Thing.LINE):
        raise _wrong(place, _("markers, gates and crossings are points, and a line is a line; here it is the other way round."))
    given = geometry.get("coordinates")
    parts = {"Point": [[given]], "MultiPoint": [given], "LineString": [given], "MultiLineString": given}[sort]
    if not isinstance(parts, list) or not parts or not all(isinstance(part, list) and part for part in parts):
        raise _wrong(place, _("its coordinates cannot be read."))
    paths = [tuple(_position(place, each) for each in part) for part in parts]
    if not lines:
        return tuple((position,) for position in paths[0])
    if any(len(set(path)) < 2 for path in paths):
        raise _wrong(place, _("a line needs two different positions."))
    return tuple(paths)


def _position(place: int, given) -> Position:
    """Longitude and latitude; a height is passed over."""
    numbers = isinstance(given, list) and len(given) in (2, 3) and all(type(each) in (int, float) for each in given)
    if not numbers or not all(isinstance(each, int) or math.isfinite(each) for each in given):
        raise _wrong(place, _("its coordinates cannot be read."))
    longitude, latitude = given[:2]
    if not _inside(longitude, latitude):
        if _inside(latitude, longitude):
            raise _wrong(place, _("latitude stands before longitude. GeoJSON says longitude first; please export the file again."))
        raise _wrong(place, _("it lies outside of the area in which the portal works."))
    return float(longitude), float(latitude)


def _inside(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def _refuse_outlines(features: list[Feature]) -> None:
    """A ring is an outline, whether one line closes it or several together. Each stretch joins two positions; one that joins what is joined closes a ring."""
    leader: dict[Position, Position] = {}

    def head(position: Position) -> Position:
        while (above := leader.setdefault(position, position)) != position:
            leader[position] = position = leader[above]
        return position

    done = set()
    for feature, start, end in _stretches(features):
        if start == end or (min(start, end), max(start, end)) in done:
            continue  # a border that two lines share is drawn twice
        done.add((min(start, end), max(start, end)))
        one, other = head(start), head(end)
        if one == other:
            raise _wrong(feature.place, _("its line closes a ring, an outline. Only open lines are taken."))
        leader[one] = other


def _stretches(features: list[Feature]) -> Iterator[tuple[Feature, Position, Position]]:
    """Positions to a tenth of a metre; from the end of a part to its beginning, too, where less than a hundredth of its length is left open."""
    for feature in features:
        for path in feature.paths if feature.is_line else ():
            near = [(round(longitude, 6), round(latitude, 6)) for longitude, latitude in path]
            pairs = list(zip(near, near[1:], strict=False))
            yield from ((feature, *pair) for pair in pairs)
            if len(near) > 2 and math.dist(near[0], near[-1]) < sum(math.dist(*pair) for pair in pairs) / 100:
                yield feature, near[-1], near[0]


def _wrong(place: int, why: str) -> Refused:
    return Refused(_("Feature %(place)s of the file: %(why)s") % {"place": place, "why": why})
