"""One thing of the body as XHTML: what the reading page shows, as a reading program without a network can show it."""

import re
from collections.abc import Callable

from kontum_ttdn.media.models import Derivative
from products.book import Book, is_chapter
from products.queries.reading import Item

from .markup import attribute, escaped, language, shown

RAISED = re.compile("[⁰¹²³⁴-⁹]+")
_FLAT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Notes:
    """Where footnotes stand and where they are called: the first ¹ of a text that refers to note 1 leads there and back."""

    def __init__(self, chapters: dict[str, list[Item]]):
        self._places: dict[int, str] = {}
        self._callers: dict[int, str] = {}
        self._given: set[int] = set()
        for name, items in chapters.items():
            for item in items:
                number = item.options.get("number")
                if item.kind == "footnote" and isinstance(number, int):
                    self._places.setdefault(number, f"{name}#b-{item.key}")
        for name, items in chapters.items():
            for item in items:
                for number in self._called(item):
                    self._callers.setdefault(number, f"{name}#r-{number}")

    def _called(self, item: Item) -> list[int]:
        asked = item.options.get("footnotes") or []
        return [number for number in _numbers(item.text) if number in asked and number in self._places]

    def linked(self, item: Item, text: str) -> str:
        """`text`, already markup, of `item` with its raised numbers as links."""
        called, seen = set(self._called(item)), set()

        def link(found: re.Match) -> str:
            number = _number(found.group())
            if number not in called or number in seen:
                return found.group()
            seen.add(number)
            place = "" if number in self._given else f' id="r-{number}"'
            self._given.add(number)
            return f'<a epub:type="noteref" role="doc-noteref"{place} href="{self._places[number]}">{found.group()}</a>'

        return RAISED.sub(link, text)

    def way_back(self, number: int | None) -> str:
        return self._callers.get(number, "") if number else ""


def _number(raised: str) -> int:
    return int(raised.translate(_FLAT))


def _numbers(text: str) -> list[int]:
    return [_number(found) for found in RAISED.findall(text)]


def block(item: Item, book: Book, notes: Notes, name: str) -> str:
    """The markup of one item; nothing where there is nothing to show."""
    return _WRITERS.get(item.kind, _text)(item, book, notes)


Writer = Callable[[Item, Book, Notes], str]


def _id(item: Item) -> str:
    return attribute("id", f"b-{item.key}")


def _lines(text: str) -> str:
    return "<br/>".join(shown(line) for line in text.split("\n") if line.strip())


def _heading(item: Item, book: Book, notes: Notes) -> str:
    tag = "h2" if is_chapter(item) else "h3"
    return f"<{tag}{_id(item)}>{notes.linked(item, shown(item.text))}</{tag}>" if item.text.strip() else ""


def _text(item: Item, book: Book, notes: Notes) -> str:
    first, *rest = item.lines or [""]
    if not first:
        return ""
    lines = [f"<p{_id(item)}>{shown(first)}</p>", *(f"<p>{shown(line)}</p>" for line in rest)]
    return notes.linked(item, "\n".join(lines))


def _list(item: Item, book: Book, notes: Notes) -> str:
    tag, start = ("ol", int(item.options.get("start") or 1)) if item.options.get("ordered") else ("ul", 1)
    begin = f' start="{start}"' if start != 1 else ""
    entries = "".join(f"<li>{notes.linked(_entry(entry), _lines(entry['text']))}</li>" for entry in item.entries)
    return f"<{tag}{_id(item)}{begin}>{entries}</{tag}>"


def _table(item: Item, book: Book, notes: Notes) -> str:
    rows = "".join(f"<tr>{''.join(_cell(cell, notes) for cell in row)}</tr>" for row in item.entries)
    return f"<table{_id(item)}>{rows}</table>"


def _cell(cell: dict, notes: Notes) -> str:
    options, tag = cell["options"], "th" if cell["options"].get("header") else "td"
    spans = "".join(
        f' {name}="{int(options[said])}"' for said, name in (("columns", "colspan"), ("rows", "rowspan")) if int(options.get(said) or 1) > 1
    )
    return f"<{tag}{spans}>{notes.linked(_entry(cell), _lines(cell['text']))}</{tag}>"


def _entry(entry: dict) -> Item:
    return Item(entry["kind"], entry["text"], entry["options"], key=entry["key"])


def picture_name(made: Derivative) -> str:
    """Where the picture lies in the book."""
    return f"pictures/{made.sha256[:32]}.{made.extension}"


def _picture(item: Item, book: Book, notes: Notes) -> str:
    if not item.made:
        return ""
    caption = f"<figcaption>{shown(item.credit)}</figcaption>" if item.credit else ""
    size = f'width="{item.made.width}" height="{item.made.height}"'
    return f'<figure{_id(item)}><img src="{picture_name(item.made)}" alt="{escaped(item.text)}" {size}/>{caption}</figure>'


def _callout(item: Item, book: Book, notes: Notes) -> str:
    return f'<aside class="callout"{_id(item)}><p>{notes.linked(item, _lines(item.text))}</p></aside>'


def _quote(item: Item, book: Book, notes: Notes) -> str:
    return f"<blockquote{_id(item)}><p>{notes.linked(item, _lines(item.text))}</p></blockquote>"


def _footnote(item: Item, book: Book, notes: Notes) -> str:
    number = item.options.get("number")
    back = notes.way_back(number)
    sign = f'<a role="doc-backlink" href="{back}">{number}</a> ' if back else f"{number} " if number else ""
    return f'<aside epub:type="footnote" role="doc-footnote"{_id(item)}><p>{sign}{_lines(item.text)}</p></aside>'


def _recording(item: Item, book: Book, notes: Notes) -> str:
    """A recording stays where it is, for it weighs more than the book: what is said in it, and the way there."""
    parts = []
    if item.made:
        way = f"{book.site}{item.made.get_absolute_url()}"
        parts.append(f'<p{language(book.words.tag)}><a href="{escaped(way)}">{shown(book.words.recordings[item.carrier])}</a></p>')
    for spoken in item.spoken:
        if spoken.language.code != "vi":  # the Vietnamese ones are its lines
            said = "".join(f"<p>{shown(sentence.text)}</p>" for sentence in spoken.sentences)
            parts.append(f"<div{language(spoken.language.tag)}>{said}</div>")
    if item.lines:
        parts.append(f"<p{language(book.words.tag)}>{shown(book.words.spoken)}</p>")
        parts.append(f"<div{language('vi')}>{''.join(f'<p>{shown(line)}</p>' for line in item.lines)}</div>")
    return f"<div{_id(item)}>{''.join(parts)}</div>" if parts else ""


_WRITERS: dict[str, Writer] = {
    "heading": _heading,
    "list": _list,
    "table": _table,
    "picture": _picture,
    "callout": _callout,
    "quote": _quote,
    "footnote": _footnote,
    "recording": _recording,
}
