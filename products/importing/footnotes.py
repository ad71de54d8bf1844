"""Footnotes and endnotes of a Word document, numbered in one row in the order in which the text names them."""

from lxml import etree

from .xml_names import attribute, name


class Footnotes:
    """Hands out numbers while the text is read; `asked_for` then tells which notes to read, in order."""

    def __init__(self, roots: dict[str, etree._Element | None]):
        self._notes = {
            (kind, attribute(node, "id")): node
            for kind, root in roots.items()
            for node in (root if root is not None else ())
            if name(node) == f"w:{kind}" and attribute(node, "type") in ("", "normal")
        }
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, kind: str, note_id: str) -> int | None:
        """The number of a note; a note named twice keeps its number; None where the document holds no such note."""
        if (kind, note_id) not in self._notes:
            return None
        return self._numbers.setdefault((kind, note_id), len(self._numbers) + 1)

    def asked_for(self) -> list[tuple[int, str, etree._Element]]:
        """The notes that the text has named so far: number, kind and node, by number."""
        return [(number, key[0], self._notes[key]) for key, number in self._numbers.items()]
