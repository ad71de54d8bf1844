"""How a file is refused, each time with what the person can do."""

from django.utils.translation import gettext as _


class Unreadable(Exception):  # noqa: N818
    """The file cannot be taken; the text tells the person what to do about it."""


class Damaged(Unreadable):
    """A part of the package cannot be read, or is none that Office writes."""


def damaged() -> Damaged:
    return Damaged(_("The file is damaged. Open it in the program that made it, save it again, and upload the new file."))


def oversized() -> Unreadable:
    return Unreadable(
        _("The file unpacks to far more than a document holds, so it was not opened. Copy what it says into a new file and upload that.")
    )


def locked() -> Unreadable:
    return Unreadable(_("The file is locked with a password. Open it, take the password off, save it, and upload it again."))


def too_long() -> Unreadable:
    return Unreadable(_("This document is too long to take in at once. Split it into parts and upload them one by one."))


def too_many_rows(most: int) -> Unreadable:
    return Unreadable(_("The file has more than %(count)d rows. Split it, and take the parts one by one.") % {"count": most})


def too_large(most: int) -> Unreadable:
    """`most` in megabytes."""
    return Unreadable(_("The file is larger than %(count)d MB. Split it, and take the parts one by one.") % {"count": most})


def empty() -> Unreadable:
    return Unreadable(_("The file is empty. Please look at it on your device and send it again."))


def another_kind(what: str) -> Unreadable:
    return Unreadable(_("This is %(what)s. Here a workbook (.xlsx) or a CSV file in UTF-8 is taken.") % {"what": what})


def macros() -> Unreadable:
    return Unreadable(_("The workbook holds macros, that is, programs. Save it as .xlsx without them and send that."))


def secret(mark: str) -> Unreadable:
    """State secrets never come over the internet. `mark` is what calls the file one."""
    return Unreadable(
        _(
            "The file is marked as secret: “%(mark)s”. Secret papers are never sent through this portal. If it is not secret, take the mark off."
        )
        % {"mark": mark[:60]}
    )


def doubled_column(name: str) -> Unreadable:
    return Unreadable(_("Two columns are headed “%(name)s”. Give each its own name, or take one away.") % {"name": name[:60]})


def damaged_row(number: int) -> Unreadable:
    return Unreadable(_("Row %(number)d cannot be read: a quotation mark opens there that does not close rightly.") % {"number": number})


def unknown_letters() -> Unreadable:
    return Unreadable(_("The letters of this file cannot be told. Save it again as CSV UTF-8, or as .xlsx, and send that."))


def cell_too_long(row: int, column: str) -> Unreadable:
    return Unreadable(
        _("Row %(row)d, “%(column)s”: the text is longer than a cell of Excel can hold. Take the CSV file.")
        % {"row": row, "column": column}
    )
