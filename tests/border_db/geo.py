"""Geographic files for tests: invented points on one straight slant far inside the land, so that nothing resembles a border."""

import json

SLANT = [[108.0 + step / 20, 14.4 + step / 100] for step in range(5)]


def point(name: str, at=(108.0, 14.4), kind: str = "marker", **more) -> dict:
    return {
        "type": "Feature",
        "properties": {"kind": kind, "name": name, **more},
        "geometry": {"type": "Point", "coordinates": list(at)},
    }


def line(*positions, name: str = "Đường thử", sort: str = "LineString") -> dict:
    geometry = {"type": sort, "coordinates": [list(each) for each in positions or SLANT]}
    return {"type": "Feature", "properties": {"kind": "line", "name": name}, "geometry": geometry}


MARKERS = [point(f"Mốc thử {number}", at) for number, at in enumerate(SLANT, 1)]


def layer_file(*features: dict, **around) -> bytes:
    """The bytes of a file with these features; five markers on a line and a gate beside it where none is given."""
    whole = features or (*MARKERS, point("Cửa khẩu Thử", (108.1, 14.5), "gate"), line())
    return json.dumps({"type": "FeatureCollection", "features": list(whole), **around}, ensure_ascii=False).encode()
