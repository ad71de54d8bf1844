"""What reading Word and Excel files has in common: one part after another, each within its bounds, never held as a whole tree."""

from collections.abc import Callable, Iterator
from io import BytesIO

from lxml import etree

from .package import Package, encoding_of
from .refusing import Unreadable, damaged, too_long

MAX_PART = 64 * 1024 * 1024  # bytes of one part, unpacked


def nodes(
    package: Package, part: str, tags: tuple[str, ...], *, most_tags: int, events: tuple[str, ...] = ("end",),
    too_many: Callable[[], Unreadable] = too_long,
) -> Iterator[tuple]:  # fmt: skip
    """(event, element) for the elements of these local names, in order; whoever is done with one clears it.

    A part of more than `most_tags` tags is refused with what `too_many` says.

    Nothing outside is fetched, no entity is opened, and a document type is refused: Office writes none.
    """
    data = package.read(part, MAX_PART)
    if data.count(b"<") > most_tags:
        raise too_many()
    found = etree.iterparse(
        BytesIO(data), events=events, tag=[f"{{*}}{name}" for name in tags], resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True, encoding=encoding_of(data),
    )  # fmt: skip
    try:
        yield from found
    except etree.XMLSyntaxError:
        raise damaged() from None
    if found.root is None or found.root.getroottree().docinfo.doctype:
        raise damaged()


def keywords(package: Package) -> str:
    """The document's own description as one text: the second place where the mark of our files stands."""
    target = target_of(package, "", "core-properties")
    return "".join(package.xml(target).itertext()) if target else ""


def target_of(package: Package, part: str, kind: str) -> str:
    """Where what `part` refers to as `kind` lies; empty where there is nothing such."""
    found = (relation.target for relation in package.relations(part).values() if relation.kind == kind and not relation.external)
    return next(filter(package.has, found), "")
