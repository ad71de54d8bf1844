"""What hangs in a Word paragraph and is not text: pictures are kept, all else is named to the person."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from lxml import etree

from .xml_names import attribute, below, name

if TYPE_CHECKING:
    from .word import WordReader

_UNSEEN = frozenset({"mc:Fallback", "w:del", "w:moveFrom", "w:delText", "w:instrText"})


def read_drawing(node: etree._Element, reader: "WordReader") -> list[tuple[int, str]]:
    """The pictures of a w:drawing, w:pict or w:object as (index, alternative text); the rest goes into the notes."""
    parts = list(below(node, _UNSEEN))
    names = {name(part) for part in parts}
    _note_the_rest(parts, names, reader)
    if "o:OLEObject" in names:
        return []  # what is drawn is only a stand-in for the embedded file
    pictures = []
    alternative = ""
    for part in parts:
        kind = name(part)
        if kind == "wp:docPr":
            alternative = part.get("descr") or part.get("title") or ""
        elif kind == "v:shape":
            alternative = part.get("alt") or alternative
        elif kind in ("a:blip", "v:imagedata"):
            index = reader.picture(attribute(part, "embed" if kind == "a:blip" else "id", "r"), linked=attribute(part, "link", "r"))
            if index is not None:
                pictures.append((index, " ".join(alternative.split())))
    return pictures


def _note_the_rest(parts: list[etree._Element], names: set[str], reader: "WordReader") -> None:
    if "c:chart" in names:
        reader.notes.add(_("A chart was left out. Save it as a picture (PNG) and add the picture."))
    if "dgm:relIds" in names:
        reader.notes.add(_("A SmartArt drawing was left out. Save it as a picture (PNG) and add the picture."))
    for part in parts:
        if name(part) == "o:OLEObject":
            program = part.get("ProgID", "")
            reader.notes.add(_("An embedded file was left out (%(program)s). Upload it by itself.") % {"program": program or "?"})
        elif name(part) == "w:txbxContent":
            reader.notes.quote(_("A text box was left out; copy its text to where it belongs: «%(text)s»"), plain_text(part))


def plain_text(node: etree._Element) -> str:
    """The accepted text below `node`, its paragraphs parted by blanks: for notes."""
    words = []
    for part in below(node, _UNSEEN | {"w:txbxContent"}):
        kind = name(part)
        if kind == "w:t":
            words.append(part.text or "")
        elif kind in ("w:p", "w:tab", "w:br", "w:tc"):
            words.append(" ")
    return " ".join("".join(words).split())
