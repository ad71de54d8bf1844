"""Geographic layers: what a file holds against the registers, and its drawing, made anew from the file for each look."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from border_db.geo_drawing import Drawing, Told, draw
from border_db.geo_file import Feature, Thing, read_features
from border_db.models import BorderPost, Entry, Gate, GeoLayer, Marker, Sensitivity
from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.folding import fold
from kontum_ttdn.media import storage
from kontum_ttdn.media.refusal import Refused

DRAFT = "layers"  # what an ImportDraft of a layer names as its register


@dataclass(frozen=True)
class Row:
    """One feature in words, and the entry of a register that it is; `several`: more than one entry could be meant."""

    told: Told
    entry: Entry | None
    several: bool = False

    @property
    def unmatched(self) -> bool:
        return self.entry is None and not self.told.feature.is_line


@dataclass(frozen=True)
class Content:
    """What a file holds. With `faults` it cannot become a layer."""

    drawing: Drawing
    rows: list[Row]
    faults: list[str]

    @cached_property
    def unmatched(self) -> list[Row]:
        return [row for row in self.rows if row.unmatched]

    @property
    def counts(self) -> list[tuple[str, int]]:
        found = Counter(row.told.feature.kind for row in self.rows)
        return [(kind.label, found[kind]) for kind in Thing if found[kind]]


def listed(user):
    return GeoLayer.objects.visible_to(user).select_related("unit", "file")


def waiting_for(user):
    """Layers to which this person may turn the second key."""
    return GeoLayer.objects.waiting().filter(unit__in=unit_ids(user, Permission.LAYER_CONFIRM)).exclude(uploaded_by=user)


def content_of(layer: GeoLayer) -> Content:
    """Of a layer as it was signed for; Refused where the file is gone, or is no longer the one that was."""
    try:
        data = storage.read(layer.file.storage_name)
    except OSError:
        raise Refused(_("The file of this layer cannot be read, so nothing is drawn.")) from None
    if storage.sha256_of(data) != layer.file.sha256:
        raise Refused(_("The file of this layer is no longer the one that was signed for, so nothing is drawn."))
    return content(data)


def content(data: bytes) -> Content:
    """What the bytes hold, against the registers as they stand; Refused where they hold what no layer may."""
    features = read_features(data)
    markers, gates = _by_name(Marker.objects.standing()), _by_name(Gate.objects.standing())
    posts = _by_name(BorderPost.objects.standing())
    found = {feature.place: _entries(feature, markers, gates) for feature in features}
    faults = []
    for feature in features:
        if not found[feature.place] and any(name in posts for name in _names(feature)):
            faults.append(_("“%(name)s” is a post in the registers. Where posts lie is never kept here.") % {"name": feature.name})
        if any(entry.sensitivity == Sensitivity.INTERNAL for entry in found[feature.place]):
            faults.append(_("“%(name)s” is internal in its register; a layer is seen by all staff.") % {"name": feature.name})
    numbers = {place: getattr(entries[0], "number", "") for place, entries in found.items() if len(entries) == 1}
    drawing = draw(features, numbers)
    rows = [_row(told, found[told.feature.place]) for told in drawing.told]
    return Content(drawing, rows, faults)


def with_links(rows: list[Row], user) -> list[tuple[Row, str]]:
    """Each row with the address of its entry, where this person may see it."""
    seen = set()
    for model in (Marker, Gate):
        numbers = [row.entry.pk for row in rows if isinstance(row.entry, model)]
        seen |= {(model, pk) for pk in model.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True)}
    return [(row, row.entry.get_absolute_url() if row.entry and (type(row.entry), row.entry.pk) in seen else "") for row in rows]


def _row(told: Told, entries: list[Entry]) -> Row:
    return Row(told, entries[0] if len(entries) == 1 else None, len(entries) > 1)


def _by_name(entries: Iterable) -> dict[str, list]:
    """Entries under all their names in search spelling, markers under their numbers, too."""
    found: dict[str, dict] = defaultdict(dict)
    for entry in entries:
        numbers = [entry.number] if isinstance(entry, Marker) else []
        for name in (entry.name, *entry.aliases, *numbers):
            found[_key(name)][entry.pk] = entry
    return {name: list(each.values()) for name, each in found.items() if name}


def _entries(feature: Feature, markers: dict[str, list], gates: dict[str, list]) -> list[Entry]:
    if feature.is_line:
        return []
    register = markers if feature.kind == Thing.MARKER else gates
    named = next((register[name] for name in _names(feature) if name in register), [])
    return [entry for entry in named if not feature.border or entry.border == feature.border]


def _names(feature: Feature) -> list[str]:
    """What it may be called in a register: by its number first, by its name, by what follows "Mốc" or "Mốc số"."""
    name = _key(feature.name)
    bare = name.removeprefix("moc ").removeprefix("so ")
    return [each for each in (_key(feature.number), name, bare) if each]


def _key(text: str) -> str:
    return " ".join(fold(text).split())
