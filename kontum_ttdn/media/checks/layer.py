"""Geographic files: GeoJSON (RFC 7946), read as strictly as JSON can be (RFC 8259) by the standard library. What their features may be, says who keeps them."""

import json
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..refusal import Refused
from . import Checked

MOST_MEGABYTES = 2
DEEPEST = 12  # a position of a MultiLineString stands seven deep
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)  # or what begins as one and never ends: no step is taken twice
_HALF_LETTER = re.compile(r"\\u[dD][89a-fA-F]")  # of a pair; alone it is no letter, and no page can show it
_BRACKET = re.compile(r"[][{}]")

NOT_JSON = gettext_lazy("The file is no GeoJSON that can be read. Please export it again as GeoJSON (RFC 7946) and send that one.")


def check_layer(data: bytes) -> Checked:
    """The bytes as they came: who signed for the file signed for these."""
    return Checked("layer", "application/geo+json", data, {"features": len(read_layer(data)["features"])})


def read_layer(data: bytes) -> dict:
    """The FeatureCollection; Refused in words where the bytes are not exactly one: a name twice, NaN, a nest without end, another encoding."""
    if len(data) > MOST_MEGABYTES * 1_000_000:
        raise Refused(_("A geographic file may have at most %(most)s MB.") % {"most": MOST_MEGABYTES})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("The file is not written in UTF-8. Please export it again with that encoding.")) from None
    _refuse_nests(text)
    try:
        found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_named_once)
    except ValueError:  # of numbers with thousands of digits, too
        raise Refused(str(NOT_JSON)) from None
    if _HALF_LETTER.search(text):
        _refuse_half_letters(found)
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection" or not isinstance(found.get("features"), list):
        raise Refused(_("A geographic file is one FeatureCollection of GeoJSON; this one is not."))
    return found


def _refuse_nests(text: str) -> None:
    """Before the parser steps into them."""
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", text)):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > DEEPEST:
            raise Refused(_("The file is nested deeper than any GeoJSON needs; it is not read."))


def _refuse_half_letters(found) -> None:
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Refused(str(NOT_JSON)) from None


def _no_number(word: str):
    raise Refused(_("The file has “%(word)s” in place of a number.") % {"word": word})


def _named_once(pairs: list[tuple[str, object]]) -> dict:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise Refused(
                _("The file says “%(name)s” twice in one place; nobody can tell which holds.")
                % {"name": name.encode(errors="replace").decode()[:40]}
            )
        found[name] = value
    return found
