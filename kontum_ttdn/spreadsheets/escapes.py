"""What a file cannot hold as it is: signs that a workbook writes as _x000D_ and words that only look so (ECMA-376 part 1, 22.9.2.19), and
text that a spreadsheet would run as a formula."""

import re

from kontum_ttdn.languages.folding import normalise

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold, by its standard
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKED = re.compile(f"'*[{re.escape(''.join(RISKY))}]")
_LOOKS_SO = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN_SO = re.compile(r"_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """`text` as it stands in a workbook, where its own "_x0041_" must not become an A."""
    return _LOOKS_SO.sub("_x005F_", text)


def unescaped(text: str) -> str:
    return _WRITTEN_SO.sub(lambda found: chr(int(found.group(1), 16)), text)


def writable(text: str) -> str:
    """`text` as every format can hold it and as the house stores it."""
    return normalise(_UNWRITABLE.sub("", text))


def marked(text: str) -> str:
    """`text` for a cell of a CSV file, with an apostrophe before what would be run as a formula."""
    return f"'{text}" if _MARKED.match(text) else text


def unmarked(text: str) -> str:
    """The text that `marked` was given."""
    return text[1:] if text.startswith("'") and _MARKED.match(text) else text
