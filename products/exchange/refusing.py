"""How a file that came back is refused, each time with what the person can do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.spreadsheets.refusing import Unreadable

from .lines import FORM, MAX_LETTERS, MAX_LINES, Header, Line, Sent


def cut_off() -> Unreadable:
    return Unreadable(_("The file is cut off or damaged, so nothing of it was taken. Ask for it to be sent again, whole."))


def not_ours() -> Unreadable:
    return Unreadable(
        _(
            "This file does not say which product it belongs to. Take the file that was made here, and put the words into its right-hand column."
        )
    )


def too_many() -> Unreadable:
    return Unreadable(_("The file holds more than %(count)d segments. Split it, and take the parts one by one.") % {"count": MAX_LINES})


def another_form(kind: str) -> Unreadable:
    return Unreadable(
        _("This is %(kind)s, which is not read here. Send it back as the Word, Excel or XLIFF 1.2 file that went out.") % {"kind": kind}
    )


def cell_too_long(numbers: Sequence[int]) -> Unreadable:
    shown = ", ".join(str(number) for number in numbers[:10])
    return Unreadable(
        ngettext(
            "Segment %(numbers)s is longer than a cell of Excel can hold. Take the Word or the XLIFF file.",
            "Segments %(numbers)s are longer than a cell of Excel can hold. Take the Word or the XLIFF file.",
            len(numbers),
        )
        % {"numbers": shown}
    )


def too_much() -> Unreadable:
    return Unreadable(_("The file holds more text than can be looked through at once. Split it, and take the parts one by one."))


class Bounds:
    """How much of a file has been read: asked line by line, for a small file can name one long text ten thousand times."""

    def __init__(self):
        self._lines = self._letters = 0

    def within(self, line: Line) -> Line:
        """The line; Unreadable where with it the file is larger than can be looked through."""
        self._lines += 1
        self._letters += len(line.source) + len(line.target) + len(line.comment)
        if self._lines > MAX_LINES:
            raise too_many()
        if self._letters > MAX_LETTERS:
            raise too_much()
        return line


def checked(header: Header | None, lines: list[Line]) -> Sent:
    """The file, where it is ours and this portal knows its form."""
    if header is None:
        raise not_ours()
    if header.form > FORM:
        raise Unreadable(_("The file was made by a newer portal than this one. Ask the operator."))
    return Sent(header, lines)
