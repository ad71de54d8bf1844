"""Names of Office XML, short and the same for both of its dialects (transitional and strict)."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_OFFICE = ("http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml")
_SPACES = {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
for _base, _year in zip(_OFFICE, ("/2006", ""), strict=True):
    _SPACES |= {
        f"{_base}/wordprocessingml{_year}/main": "w",
        f"{_base}/officeDocument{_year}/relationships": "r",
        f"{_base}/officeDocument{_year}/math": "m",
        f"{_base}/drawingml{_year}/main": "a",
        f"{_base}/drawingml{_year}/wordprocessingDrawing": "wp",
        f"{_base}/drawingml{_year}/chart": "c",
        f"{_base}/drawingml{_year}/diagram": "dgm",
    }
_URIS = {prefix: [uri for uri, short in _SPACES.items() if short == prefix] for prefix in set(_SPACES.values())}


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    uri, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    return f"{_SPACES.get(uri, '?')}:{local}"


def name(node: etree._Element) -> str:
    """ "w:p", "a:blip"; "?:x" in a space that is not read; empty for what is no element."""
    return _short(node.tag) if isinstance(node.tag, str) else ""


def attribute(node: etree._Element, local: str, prefix: str = "w") -> str:
    """The value of an attribute in `prefix`'s space, or with none; empty where it is absent."""
    for uri in _URIS[prefix]:
        value = node.get(f"{{{uri}}}{local}")
        if value is not None:
            return value
    return node.get(local, "")


def child(node: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down `path`, each step the first child of that name."""
    for step in path:
        node = next((inner for inner in node if name(inner) == step), None) if node is not None else None
    return node


def value(node: etree._Element | None, *path: str) -> str:
    """The w:val down `path`; empty where there is no such element or value."""
    found = child(node, *path)
    return attribute(found, "val") if found is not None else ""


def switched_on(node: etree._Element | None, *path: str) -> bool:
    """Whether the on/off property down `path` is there and not put off."""
    found = child(node, *path)
    return found is not None and attribute(found, "val") not in ("0", "false", "off", "none")


def below(node: etree._Element, skipped: frozenset[str]) -> Iterator[etree._Element]:
    """Every element under `node` in order, leaving out whole what is named in `skipped`. No recursion: depth costs nothing."""
    ahead = list(reversed(node))
    while ahead:
        found = ahead.pop()
        if name(found) and name(found) not in skipped:
            yield found
            ahead.extend(reversed(found))
