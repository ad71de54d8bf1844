"""What is found in a sheet: each finding has a kind, a level, where it is, and a sentence for a clerk. preflight.py says which there are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

LETTER = re.compile(r"^\.notdef glyph rendered .*\"(?P<letter>.)\" \(U\+(?P<code>[0-9A-F]+)\)", re.S)
ALTERNATIVE = re.compile(r'^Image "(?P<address>[^"]*)" has no required alt description')
PICTURE = re.compile(r"^Failed to (?:load|render).*?image (?:at )?'?(?P<address>[^':]+:?[^':]*)")

BLOCK, WARN, NOTE = "block", "warn", "note"
LEVELS = {
    BLOCK: pgettext_lazy("finding", "stops printing"),
    WARN: pgettext_lazy("finding", "look at it"),
    NOTE: pgettext_lazy("finding", "note"),
}
KINDS: dict[str, tuple[str, Any]] = {  # its usual level, and its sentence
    "letter": (BLOCK, gettext_lazy("The print fonts have no letter for “%(detail)s”.")),
    "picture": (BLOCK, gettext_lazy("A picture could not be read: %(detail)s.")),
    "dots": (
        BLOCK,
        gettext_lazy(
            "The picture “%(detail)s” is too coarse for its size on paper: %(dots)d dots per inch. It needs %(least)d, or %(good)d to be good."
        ),
    ),
    "long": (BLOCK, ngettext_lazy("%(box)s is %(lines)d line too long.", "%(box)s is %(lines)d lines too long.", "lines")),
    "edge": (BLOCK, gettext_lazy("Words stand nearer than %(safe)d mm to the edge, where they may be cut off: “%(detail)s”.")),
    "column": (BLOCK, gettext_lazy("A line is wider than its column: “%(detail)s”.")),
    "small": (BLOCK, gettext_lazy("Type of %(points)s points is too small to read; it needs %(least)d: “%(detail)s”.")),
    "hairline": (BLOCK, gettext_lazy("A line of %(points)s points is too thin to print; it needs %(least)s.")),
    "qr_size": (BLOCK, gettext_lazy("The QR code is %(width)d mm wide; it needs %(least)d mm to be scanned.")),
    "qr_quiet": (BLOCK, gettext_lazy("The QR code has not enough empty space around it to be scanned.")),
    "qr_scan": (BLOCK, gettext_lazy("The QR code does not lead to its address when it is scanned from the page.")),
    "imprint": (BLOCK, gettext_lazy("The imprint does not name %(field)s.")),
    "map": (BLOCK, gettext_lazy("Nobody has signed the check of the map.")),
    "stapled": (WARN, gettext_lazy("%(pages)d pages are too thick to staple well; at most %(most)d are.")),
    "ink": (WARN, gettext_lazy("So much ink lies in one place that it may not dry: %(percent)d %%. At most %(most)d %% is safe.")),
    "alternative": (WARN, gettext_lazy("A picture has no words for those who cannot see it: %(detail)s.")),
    "hidden": (WARN, gettext_lazy("This layout has no place for what the text holds: %(words)s (%(count)d).")),
    "pictures": (
        WARN,
        ngettext_lazy(
            "%(shown)d of %(count)d picture of the text is shown.", "%(shown)d of %(count)d pictures of the text are shown.", "count"
        ),
    ),
    "left_out": (
        WARN,
        ngettext_lazy(
            "%(count)d piece of the text is not shown on this layout: “%(detail)s”.",
            "%(count)d pieces of the text are not shown on this layout, the first is: “%(detail)s”.",
            "count",
        ),
    ),
    "address": (WARN, gettext_lazy("The text asks for an address from outside, which is never fetched: %(detail)s.")),
    "other": (NOTE, gettext_lazy("The engine warns: %(detail)s")),
}


@dataclass(frozen=True)
class Finding:
    """kind: one of KINDS; detail: which picture, letter or words; box: the data-box name; page from 1, 0 for the whole sheet.

    level is the usual one of its kind where none is given. numbers: the measured and the wanted figures, by the names in the sentence.
    """

    kind: str
    detail: str = ""
    level: str = ""
    box: str = ""
    page: int = 0
    numbers: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __post_init__(self):
        object.__setattr__(self, "level", self.level or KINDS[self.kind][0])

    @property
    def sentence(self) -> str:
        """In the language of the page. A box, an imprint field or a kind of block is named by a message of the catalogue, which `detail` then is."""
        words = {"detail": self.detail, **self.numbers}
        if self.kind == "long":
            words["box"] = capfirst(_(self.detail))
        if self.kind == "imprint":
            words["field"] = _(self.detail)
        if self.kind == "hidden":
            words["words"] = _(self.detail)
        return str(KINDS[self.kind][1] % words)

    def as_dict(self) -> dict:
        return asdict(self)


def stored(rows: Iterable[Mapping]) -> tuple[Finding, ...]:
    """The findings that a PrintedFile keeps, as far as they are still looked for."""
    return tuple(Finding(**row) for row in rows if row["kind"] in KINDS)


def sort(warnings: tuple[str, ...], refused: tuple[str, ...]) -> tuple[Finding, ...]:
    """The engine's warnings and the refused addresses as findings, each once."""
    found = [_of_warning(line) for line in warnings] + [Finding("address", address) for address in refused]
    return tuple(dict.fromkeys(found))


def _of_warning(line: str) -> Finding:
    if letter := LETTER.match(line):
        return Finding("letter", f"{letter['letter']} U+{letter['code']}")
    if picture := ALTERNATIVE.match(line):
        return Finding("alternative", picture["address"])
    if picture := PICTURE.match(line):
        return Finding("picture", picture["address"])
    return Finding("other", line)
