"""An edition as plain text, for the weakest phone and the slowest link. Pure; the words stand as they are stored, without break marks of ours."""

from collections.abc import Iterator

from kontum_ttdn.spreadsheets.escapes import writable
from products.book import Book
from products.queries.reading import Item

RULE = "-" * 40


def plain_text(book: Book) -> bytes:
    """UTF-8: title, summary, body, then what is said about the work: who issued it, credits, permanent address, revision and day."""
    parts = [book.title, book.summary, *(_said(item, book) for item in book.items), RULE, _about(book)]
    return writable("\n\n".join(part for part in parts if part.strip()) + "\n").encode()


def _about(book: Book) -> str:
    return "\n".join(f"{fact.label}: {fact.value}" for fact in book.facts)


def _said(item: Item, book: Book) -> str:
    if item.kind == "list":
        return "\n".join(entries(item))
    if item.kind == "table":
        return "\n".join(" | ".join(" ".join(cell["text"].split()) for cell in row) for row in item.entries)
    if item.kind == "picture":
        said = " ".join(part for part in (item.text, f"({item.credit})" if item.credit else "") if part)
        return f"[{book.words.picture}: {said}]" if said else ""
    if item.kind == "recording":
        own = "\n".join(sentence.text for spoken in item.spoken if spoken.language.code != "vi" for sentence in spoken.sentences)
        told = "\n".join([book.words.spoken, *item.lines]) if item.lines else ""
        return "\n\n".join(part for part in (own, told) if part)
    if item.kind == "footnote" and item.options.get("number"):
        return f"{item.options['number']}. {item.text}"
    return item.text


def entries(item: Item) -> Iterator[str]:
    """The entries of a list, each behind its number or dash."""
    for number, entry in enumerate(item.entries, int(item.options.get("start") or 1)):
        sign = f"{number}." if item.options.get("ordered") else "-"
        yield f"{sign} {entry['text'].replace(chr(10), chr(10) + '   ')}"
