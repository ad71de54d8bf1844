"""The pages of a book: title page, contents, one page a chapter, and the style sheet with the faces that its script needs."""

from collections.abc import Iterator, Mapping

from kontum_ttdn.media.models import Derivative
from products.book import Book, Chapter

from .body import Notes, block
from .markup import escaped, language, page, shown

FACES = {"Laoo": ("lao", "Noto Sans Lao"), "Khmr": ("khmer", "Noto Sans Khmer")}  # what old reading programs have no letters for
LEADING = {"Laoo": "1.75", "Khmr": "1.9"}
STYLE = """body { margin: 1em; line-height: 1.5; }
h1, h2, h3, th { line-height: 1.4; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.25em 0.5em; text-align: left; vertical-align: top; }
figure { margin: 1em 0; }
figcaption, aside { font-size: 0.9em; }
.callout { border: 1px solid; padding: 0.5em 1em; }
.lead { font-weight: bold; }
dt { font-weight: bold; }
dd { margin: 0 0 0.5em; }
"""


def faces_of(book: Book, fonts: Mapping[str, bytes]) -> list[str]:
    """Names of the faces to take along: of Lao and Khmer, where set-up has cut them; every reading program has Latin letters."""
    name, _family = FACES.get(book.language.script, ("", ""))
    return [face for face in (name, f"{name}-bold") if name and face in fonts]


def stylesheet(book: Book, faces: list[str]) -> str:
    if not faces:
        return STYLE
    name, family = FACES[book.language.script]
    rules = [f"/* {family}: SIL Open Font License 1.1, https://openfontlicense.org */"]
    for face in faces:
        weight = "bold" if face != name else "normal"
        rules.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url(fonts/{face}.woff2) format("woff2"); }}')
    rules.append(f'body {{ font-family: "{family}", sans-serif; line-height: {LEADING[book.language.script]}; }}')
    return "\n".join([*rules[:-1], STYLE + rules[-1], ""])


def pictures_of(book: Book) -> list[Derivative]:
    """The pictures, each once, in the order of their names."""
    found = {item.made.sha256: item.made for item in book.items if item.kind == "picture" and item.made}
    return [found[name] for name in sorted(found)]


def chapter_name(number: int) -> str:
    return f"c{number}.xhtml"


def title_page(book: Book) -> str:
    lead = f'<p class="lead">{shown(book.summary)}</p>\n' if book.summary else ""
    facts = "\n".join(
        f"<dt{language(book.words.tag)}>{shown(fact.label)}</dt><dd{language(fact.tag)}>{_value(fact.value)}</dd>" for fact in book.facts
    )
    body = (
        f'<section epub:type="titlepage"><h1{language(book.title_tag)}>{shown(book.title)}</h1>\n{lead}</section>\n'
        f'<section epub:type="copyright-page"><h2{language(book.words.tag)}>{shown(book.words.about)}</h2>\n<dl>\n{facts}\n</dl></section>'
    )
    return page(tag=book.language.tag, title=book.title, body=body, kind="frontmatter")


def _value(text: str) -> str:
    return f'<a href="{escaped(text)}">{escaped(text)}</a>' if text.startswith(("http://", "https://")) else shown(text)


def contents(book: Book) -> str:
    """The list of chapters, with the headings of the third level below theirs."""
    entries = "\n".join(_entry(number, chapter) for number, chapter in enumerate(book.chapters, 1))
    title = f'<li><a href="title.xhtml">{shown(book.title)}</a></li>'
    heading = f"<h1{language(book.words.tag)}>{shown(book.words.contents)}</h1>"
    body = f'<nav epub:type="toc" role="doc-toc" id="toc">\n{heading}\n<ol>\n{title}\n{entries}\n</ol>\n</nav>'
    return page(tag=book.language.tag, title=book.title, body=body)


def _entry(number: int, chapter: Chapter) -> str:
    name = chapter_name(number)
    below = [item for item in chapter.items if item.kind == "heading" and item.options.get("level") == 3 and item.text.strip()]
    lines = "".join(f'<li><a href="{name}#b-{item.key}">{shown(item.text)}</a></li>' for item in below)
    return f'<li><a href="{name}">{shown(chapter.title) or number}</a>{f"<ol>{lines}</ol>" if lines else ""}</li>'


def chapters(book: Book) -> Iterator[tuple[str, str]]:
    """(name, page) of each chapter."""
    found = book.chapters
    notes = Notes({chapter_name(number): chapter.items for number, chapter in enumerate(found, 1)})
    for number, chapter in enumerate(found, 1):
        name = chapter_name(number)
        body = "\n".join(block(item, book, notes, name) for item in chapter.items)
        yield name, page(tag=book.language.tag, title=chapter.title or book.title, body=f"<section>\n{body}\n</section>", kind="bodymatter")
