"""Whether a sheet may go to print: its measured figures and its PDF judged by the rules of the house. Nothing is set or stored here."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext_noop

from kontum_ttdn.languages.graphemes import shorten

from . import flow, ink
from .document import Document
from .findings import BLOCK, WARN, Finding
from .layouts.base import Layout
from .page import QR, QUIET, qr_symbol
from .reading_back import Reading, read_back
from .variants import Variant

LEAST_DOTS, GOOD_DOTS = 150, 250  # per inch, at the placed size
SAFE = 5  # mm inside the trim
LEAST_TYPE = {"Latn": 6, "Laoo": 8, "Khmr": 8}  # points
LEAST_RULE = 0.25  # points
LEAST_QR = 20  # mm, without its quiet zone
MOST_STAPLED = 64  # pages
MOST_INK = 300  # per cent, of all four together
IMPRINT = {
    "publisher": gettext_noop("the publishing body"),
    "licence_number": gettext_noop("the number of the licence"),
    "licence_date": gettext_noop("the date of the licence"),
    "licence_grantor": gettext_noop("who granted the licence"),
    "copies": gettext_noop("the number of copies"),
    "printer": gettext_noop("the printing house"),
    "printed": gettext_noop("the month of printing and legal deposit"),
}

KINDS = {
    "heading": gettext_noop("headings"),
    "text": gettext_noop("paragraphs"),
    "list_item": gettext_noop("items of lists"),
    "picture": gettext_noop("pictures"),
    "callout": gettext_noop("callouts"),
    "table_cell": gettext_noop("cells of tables"),
    "quote": gettext_noop("quotes"),
    "footnote": gettext_noop("footnotes"),
}
FIRST_WORDS = 60  # characters of a piece that is not shown


@dataclass(frozen=True)
class Exempt:
    """Where a check does not apply: codes of kinds of product, names of layouts and of variants; or nowhere yet."""

    kinds: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    everywhere: bool = False

    def covers(self, kind: str, layout: str, variant: str) -> bool:
        return self.everywhere or kind in self.kinds or layout in self.layouts or variant in self.variants


READ = ("screen", "proof", "archive")  # never handed to a printer
NO_IMPRINT = ("specimen", "official", "review")  # papers of the house, not publications
EXEMPT = {
    "qr_quiet": Exempt(variants=("proof",)),  # the watermark runs over all
    "qr_scan": Exempt(variants=("proof",)),
    "imprint": Exempt(layouts=NO_IMPRINT, variants=READ),
    "stapled": Exempt(variants=("screen", "archive")),
    "ink": Exempt(variants=(*READ, "office", "office-2up", "office-4up", "office-grey")),  # four inks are laid at the press alone
    "map": Exempt(everywhere=True),  # no product can hold a map yet whose check somebody signs
}


@dataclass(frozen=True)
class Sheet:
    """What is judged: the sheet as made. `heard`: the engine's own findings, or for a derived variant those of its master."""

    document: Document
    layout: Layout
    variant: Variant
    pdf: bytes
    measured: dict
    heard: tuple[Finding, ...] = ()

    def asks(self, check: str) -> bool:
        """Whether the check applies here and was not made on the master already."""
        master = self.variant.master
        return self.applies(check, self.variant.name) and not (master and self.applies(check, master))

    def applies(self, check: str, variant: str) -> bool:
        exempt = EXEMPT.get(check)
        return exempt is None or not exempt.covers(self.document.kind, self.layout.name, variant)

    @property
    def symbols(self) -> list[dict]:
        """The QR drawings as placed."""
        shown = self.measured.get("images", ()) if self.document.qr_target else ()
        return [image for image in shown if image["name"] == QR]

    @property
    def quiet(self) -> float:
        """The share of such a drawing's width that is quiet zone on each side."""
        modules, _height = qr_symbol(self.document.qr_target).symbol_size(border=QUIET)
        return QUIET / modules

    @cached_property
    def readings(self) -> list[Reading]:
        """What a camera reads in each of them."""
        return [read_back(self.pdf, symbol, self.quiet) for symbol in self.symbols]


def judge(sheet: Sheet) -> tuple[Finding, ...]:
    """All that is found in the sheet, what stops printing first; nothing found is ()."""
    heard = [_named(finding, sheet.document) for finding in sheet.heard if sheet.applies(finding.kind, sheet.variant.name)]
    found = [finding for name, check in CHECKS.items() if sheet.asks(name) for finding in check(sheet)]
    order = (BLOCK, WARN)
    return tuple(sorted(dict.fromkeys(heard + found), key=lambda one: order.index(one.level) if one.level in order else len(order)))


def blockers(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.level == BLOCK)


def goes_to_print(variant: str) -> bool:
    """Whether a variant leaves the house on paper, so that somebody has to approve it for print."""
    return variant not in READ


def _named(finding: Finding, document: Document) -> Finding:
    """With the picture's own words instead of its address."""
    if finding.kind not in ("picture", "alternative"):
        return finding
    return replace(finding, detail=_picture_words(document, finding.detail.removeprefix("asset:")))


def _picture_words(document: Document, name: str) -> str:
    sha256 = name.removeprefix("picture/").partition(".")[0]
    blocks = [block for one in (document, *document.beside) for block in one.blocks if block.picture and block.picture.sha256 == sha256]
    return next((words for block in blocks for words in (block.alternative, block.text, block.credit) if words), name)


def _dots(sheet: Sheet) -> Iterator[Finding]:
    for image in sheet.measured.get("images", ()):
        dots = image["dots"]
        if dots is not None and dots < GOOD_DOTS:
            numbers = {"dots": dots, "least": LEAST_DOTS, "good": GOOD_DOTS}
            level = BLOCK if dots < LEAST_DOTS else WARN
            yield Finding("dots", _picture_words(sheet.document, image["name"]), level, page=image["page"], numbers=numbers)


def _long(sheet: Sheet) -> Iterator[Finding]:
    for frame in sheet.measured.get("frames", ()):
        if frame["over"]:
            name = frame["name"]
            words = sheet.layout.boxes.get(name, name)
            yield Finding("long", words, box=name, page=frame["page"], numbers={"lines": frame["over"]})


def _edge(sheet: Sheet) -> Iterator[Finding]:
    for page, words in _first_of_each_page(sheet.measured.get("outside", ())):
        yield Finding("edge", words, page=page, numbers={"safe": SAFE})


def _column(sheet: Sheet) -> Iterator[Finding]:
    for page, words in _first_of_each_page(sheet.measured.get("wide", ())):
        yield Finding("column", words, page=page)


def _first_of_each_page(places) -> Iterator[tuple[int, str]]:
    firsts: dict[int, str] = {}
    for page, words in places:
        firsts.setdefault(page, words)
    yield from firsts.items()


def _small(sheet: Sheet) -> Iterator[Finding]:
    for script, (points, page, words) in sheet.measured.get("smallest", {}).items():
        if points < LEAST_TYPE[script]:
            yield Finding("small", words, page=page, numbers={"points": points, "least": LEAST_TYPE[script]})


def _hairline(sheet: Sheet) -> Iterator[Finding]:
    points = sheet.measured.get("hairline")
    if points is not None and points < LEAST_RULE:
        yield Finding("hairline", numbers={"points": points, "least": LEAST_RULE})


def _qr_size(sheet: Sheet) -> Iterator[Finding]:
    for symbol in sheet.symbols:
        width = min(symbol["width"], symbol["height"]) * (1 - 2 * sheet.quiet)
        if width < LEAST_QR:
            yield Finding("qr_size", page=symbol["page"], numbers={"width": round(width, 1), "least": LEAST_QR})


def _qr_quiet(sheet: Sheet) -> Iterator[Finding]:
    for symbol, reading in zip(sheet.symbols, sheet.readings, strict=True):
        if not reading.quiet:
            yield Finding("qr_quiet", page=symbol["page"])


def _qr_scan(sheet: Sheet) -> Iterator[Finding]:
    for symbol, reading in zip(sheet.symbols, sheet.readings, strict=True):
        if reading.text != sheet.document.qr_target:
            yield Finding("qr_scan", page=symbol["page"])


def _imprint(sheet: Sheet) -> Iterator[Finding]:
    for field, words in IMPRINT.items():
        if not getattr(sheet.document.imprint, field).strip():
            yield Finding("imprint", words)


def _stapled(sheet: Sheet) -> Iterator[Finding]:
    pages = len(sheet.measured.get("pages", ()))
    if sheet.layout.office == "booklet" and pages > MOST_STAPLED:
        yield Finding("stapled", numbers={"pages": pages, "most": MOST_STAPLED})


def _ink(sheet: Sheet) -> Iterator[Finding]:
    percent = ink.heaviest(sheet.pdf)
    if percent > MOST_INK:
        yield Finding("ink", numbers={"percent": percent, "most": MOST_INK})


def _hidden(sheet: Sheet) -> Iterator[Finding]:
    """Kinds of block that the layout has no place for: what is written in them must not vanish unsaid."""
    counted = Counter(block.kind for block in sheet.document.blocks if block.kind in KINDS and block.kind not in sheet.layout.places)
    for kind, count in counted.items():
        yield Finding("hidden", KINDS[kind], numbers={"count": count})


def _left_out(sheet: Sheet) -> Iterator[Finding]:
    """Words of a kind that the layout does place, and yet they are nowhere on the sheet."""
    shown = {placed["key"].partition(" ")[0] for placed in sheet.measured.get("blocks", ())}
    worded = [block for block in sheet.document.blocks if block.key and block.text.strip() and block.kind in sheet.layout.places]
    missing = [block for block in worded if not (block.kind == "footnote" or block.option("cover") or block.key in shown)]
    if missing and shown:
        yield Finding("left_out", shorten(missing[0].text, FIRST_WORDS), numbers={"count": len(missing)})


def _pictures(sheet: Sheet) -> Iterator[Finding]:
    """Pictures of the text for which the layout, which does place pictures, has no room; each counts once, wherever it stands."""
    if "picture" not in sheet.layout.places:
        return
    wanted = {flow.picture_name(block) for block in sheet.document.blocks if block.kind == "picture" and block.picture}
    unread = {finding.detail.removeprefix("asset:") for finding in sheet.heard if finding.kind == "picture"}  # named already
    shown = wanted & ({image["name"] for image in sheet.measured.get("images", ())} | unread)
    if shown != wanted:
        yield Finding("pictures", numbers={"shown": len(shown), "count": len(wanted)})


CHECKS: dict[str, Callable[[Sheet], Iterator[Finding]]] = {
    "dots": _dots, "long": _long, "edge": _edge, "column": _column, "small": _small, "hairline": _hairline, "qr_size": _qr_size,
    "qr_quiet": _qr_quiet, "qr_scan": _qr_scan, "imprint": _imprint, "stapled": _stapled, "ink": _ink, "hidden": _hidden, "left_out": _left_out,
    "pictures": _pictures,
}  # fmt: skip
