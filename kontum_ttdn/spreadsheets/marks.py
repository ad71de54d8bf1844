"""Whether a workbook says anywhere that it is a state secret: in a cell of its own, a stamp drawn on it, a page's head or foot, its description."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from kontum_ttdn.languages.secrecy import is_stamp, says_secret

from .cells import MOST_TAGS, Reader, said
from .package import MAX_TAGS, Package
from .parts import nodes
from .refusing import secret, too_long

_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Z&])')  # fonts, sizes and places in a page's head (ECMA-376 part 1, 18.3.1.46)
_DESCRIPTIONS = ("docprops/core.xml", "docprops/custom.xml", "docprops/app.xml")


def refuse_secret(reader: Reader, targets: Iterable[tuple[str, str]]) -> None:
    """Refuse a workbook that calls itself secret on any of its sheets. `targets`: (title, part) of each."""
    for text in (*_descriptions(reader.package), *(title for title, _part in targets)):
        if says_secret(text):
            raise secret(text)
    refuse_stamps(reader.strings)
    refuse_stamps(_drawn(reader.package))
    for _title, part in targets:
        for text, is_heading in _on_sheet(reader, part):
            if is_stamp(text) or is_heading and says_secret(text):
                raise secret(text)


def refuse_stamps(texts: Iterable[str]) -> None:
    for text in texts:
        if is_stamp(text):
            raise secret(text)


def _descriptions(package: Package) -> Iterator[str]:
    for part in _DESCRIPTIONS:
        if package.has(part):
            yield from filter(None, (text.strip() for text in package.xml(part).itertext()))


def _on_sheet(reader: Reader, part: str) -> Iterator[tuple[str, bool]]:
    """Texts written into the sheet itself, and whether they head or foot its pages."""
    for _event, node in nodes(reader.package, part, ("is", "row", "headerFooter"), most_tags=MOST_TAGS, too_many=reader.limits.too_many):
        local = etree.QName(node).localname
        if local == "is":
            yield said(node), False
        elif local == "headerFooter":
            yield from ((" ".join(_CODES.sub(" ", text).split()), True) for text in node.itertext())
        node.clear()


def _drawn(package: Package) -> Iterator[str]:
    """Texts of boxes and stamps that lie on the sheets."""
    names = [name for name in package.names if name.startswith("xl/drawings/") and name.endswith(".xml")]
    if sum(package.read(name).count(b"<") for name in names) > MAX_TAGS:
        raise too_long()
    for name in names:
        for _event, node in nodes(package, name, ("p",), most_tags=MAX_TAGS):
            yield "".join(node.itertext()).strip()
            node.clear()
