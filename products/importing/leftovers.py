"""What stands around a Word document's body and is not taken: told to the person with its text."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .drawings import plain_text
from .xml_names import name

if TYPE_CHECKING:
    from .word import WordReader

MACROS = "vbaproject.bin"


def note_leftovers(reader: "WordReader") -> None:
    """Comments, headers and footers by their text; macros by name."""
    for root, _text in reader.quoted_parts("comments"):
        for comment in root:
            if name(comment) == "w:comment" and (text := plain_text(comment)):
                reader.notes.quote(_("A comment was left out: «%(text)s»"), text)
    for kind, sentence in (
        ("header", _("A page header was left out: «%(text)s»")),
        ("footer", _("A page footer was left out: «%(text)s»")),
    ):
        for root, text in reader.quoted_parts(kind):
            if any(name(part) in ("a:blip", "v:imagedata") for part in root.iter()):
                reader.notes.add(_("A picture in a page header or footer was left out."))
            if any(letter.isalpha() for letter in text):  # a page number alone is nobody's loss
                reader.notes.quote(sentence, text)
    if any(part.endswith(MACROS) for part in reader.package.names):
        reader.notes.add(_("The document holds macros; they were left out and never run."))
