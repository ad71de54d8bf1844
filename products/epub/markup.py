"""Words as XHTML: nothing that XML cannot hold, Lao and Khmer with the marks where a line may end."""

from html import escape

from kontum_ttdn.languages.breaking import with_break_marks
from kontum_ttdn.spreadsheets.escapes import writable


def escaped(text: str) -> str:
    """`text` between two tags or quotes, as it is stored."""
    return escape(writable(text))


def shown(text: str) -> str:
    """`text` between two tags, as a page shows it."""
    return escaped(with_break_marks(text))


def attribute(name: str, value: str) -> str:
    """` name="value"`, or nothing."""
    return f' {name}="{escaped(value)}"' if value else ""


def language(tag: str) -> str:
    """The language of an element, said as EPUB asks for it: twice."""
    return f' lang="{tag}" xml:lang="{tag}"' if tag else ""


def page(*, tag: str, title: str, body: str, kind: str = "") -> str:
    """One XHTML page of the book; `kind` is its part in it (epub:type)."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{language(tag)}>\n'
        f'<head><title>{escaped(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body{attribute('epub:type', kind)}>\n{body}\n</body>\n</html>\n"
    )
