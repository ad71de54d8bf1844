"""package.opf: what the book is called, in which language, of which day, whom it can serve, and the list of its files."""

import uuid
from datetime import UTC

from products.book import Book

from . import pages
from .body import picture_name
from .markup import attribute, escaped

_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")


def package(book: Book, faces: list[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{book.language.tag}">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{_metadata(book)}\n</metadata>\n'
        f"<manifest>\n{_manifest(book, faces)}\n</manifest>\n<spine>\n{_spine(book)}\n</spine>\n</package>\n"
    )


def identifier(book: Book) -> str:
    """The name of this edition in this revision, made from its permanent address; a later revision is another book."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{book.address}/{book.revision}").urn


def _metadata(book: Book) -> str:
    lines = [
        f'<dc:identifier id="id">{identifier(book)}</dc:identifier>',
        f"<dc:title{attribute('xml:lang', book.title_tag)}>{escaped(book.title)}</dc:title>",
        f"<dc:language>{book.language.tag}</dc:language>",
        f'<meta property="dcterms:modified">{book.modified.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</meta>',
        f"<dc:date>{book.day.isoformat()}</dc:date>",
        f"<dc:publisher>{escaped(book.publisher)}</dc:publisher>",
        f"<dc:source>{escaped(book.address)}</dc:source>",
    ]
    if book.summary:
        lines.append(f"<dc:description>{escaped(book.summary)}</dc:description>")
    if book.rights:
        lines.append(f"<dc:rights>{escaped(book.rights)}</dc:rights>")
    return "\n".join([*lines, *_accessibility(book)])


def _accessibility(book: Book) -> list[str]:
    """How the book can be read, in the words of schema.org that libraries and reading programs look for (EPUB Accessibility 1.1)."""
    pictures = [item for item in book.items if item.kind == "picture" and item.made]
    described = all(item.text.strip() for item in pictures)
    said = [("accessMode", "textual")]
    said += [("accessMode", "visual")] if pictures else []
    said += [("accessModeSufficient", "textual")] if described else []
    said += [("accessModeSufficient", "textual,visual")] if pictures else []
    said += [("accessibilityFeature", feature) for feature in _FEATURES]
    said += [("accessibilityFeature", "alternativeText")] if pictures and described else []
    said += [("accessibilityHazard", "none")]
    summary = f'<meta property="schema:accessibilitySummary" xml:lang="{book.words.tag}">{escaped(book.words.accessible)}</meta>'
    return [*(f'<meta property="schema:{name}">{value}</meta>' for name, value in said), summary]


def _manifest(book: Book, faces: list[str]) -> str:
    files = [
        ("nav", "nav.xhtml", "application/xhtml+xml", ' properties="nav"'),
        ("style", "style.css", "text/css", ""),
        ("title", "title.xhtml", "application/xhtml+xml", ""),
    ]
    files += [(f"c{number}", pages.chapter_name(number), "application/xhtml+xml", "") for number, _one in enumerate(book.chapters, 1)]
    files += [(f"p{number}", picture_name(made), made.media_type, "") for number, made in enumerate(pages.pictures_of(book), 1)]
    files += [(f"f{number}", f"fonts/{name}.woff2", "font/woff2", "") for number, name in enumerate(faces, 1)]
    return "\n".join(f'<item id="{name}" href="{href}" media-type="{kind}"{more}/>' for name, href, kind, more in files)


def _spine(book: Book) -> str:
    names = ["title", "nav", *(f"c{number}" for number, _one in enumerate(book.chapters, 1))]
    return "\n".join(f'<itemref idref="{name}"/>' for name in names)
