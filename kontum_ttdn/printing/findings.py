"""What the engine noticed while it made a sheet, sorted into kinds, each with its sentence. Preflight decides what blocks an approval."""

import re
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LETTER = re.compile(r"^\.notdef glyph rendered .*\"(?P<letter>.)\" \(U\+(?P<code>[0-9A-F]+)\)", re.S)
ALTERNATIVE = re.compile(r'^Image "(?P<address>[^"]*)" has no required alt description')
PICTURE = re.compile(r"^Failed to (?:load|render).*?image (?:at )?'?(?P<address>[^':]+:?[^':]*)")

SENTENCES = {
    "letter": gettext_lazy("The print fonts have no letter for “%(detail)s”."),
    "picture": gettext_lazy("A picture could not be read: %(detail)s."),
    "alternative": gettext_lazy("A picture has no words for those who cannot see it: %(detail)s."),
    "address": gettext_lazy("The text asks for an address from outside, which is never fetched: %(detail)s."),
    "other": gettext_lazy("The engine warns: %(detail)s"),
}


@dataclass(frozen=True)
class Finding:
    """kind: letter | picture | alternative | address | other; detail: which one."""

    kind: str
    detail: str

    @property
    def sentence(self) -> str:
        return _(SENTENCES[self.kind]) % {"detail": self.detail}

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


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
