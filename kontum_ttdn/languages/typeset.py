"""Plain text made ready to print: numbers stay with what they count, no paragraph ends on one short word, Lao and Khmer can wrap."""

import re

from .breaking import MAY_BREAK, RUN, mend, pieces, with_break_marks

BOUND = "\u00a0"
SHORT_PIECE = 4  # code points; a last Lao or Khmer piece this short joins the one before

_COUNTED = re.compile(r"\b\d(?:[\d.,]{0,20}\d)? (?=\w{1,5}\b)|\b(?:số|Số|Điều|Khoản|ngày|tháng|năm|Bảng|Hình|Phụ lục|No\.|Article) (?=\d)")
_LETTER = re.compile(r"\w")
_BEFORE_STOP = re.compile(
    "(?<![ \u00a0\u200b])[ \u00a0\u200b]+(?=[\u17d4-\u17d7\u0ec6])"
)  # Khmer writes a space before ។ ៕ ៖ ៗ, and Lao before ໆ
_LAST_WORDS = re.compile(r"(?<=\S\s)(\S{1,9}) (\S{1,7})(?=[^\S\n]*$)", re.M)


def bind_numbers(text: str) -> str:
    """`text` with a no-break space between a number and its short noun, and between số, ngày, Điều … and their number."""
    return _COUNTED.sub(lambda found: found.group()[:-1] + BOUND, text)


def bind_last_words(text: str) -> str:
    """`text` whose paragraphs (lines) end on two short words held together, where the last two are short."""
    return _LAST_WORDS.sub(f"\\1{BOUND}\\2", text)


def bind_stops(text: str) -> str:
    """`text` in which no line can begin with a Khmer stop or a sign of repetition: the space before it holds, a mark typed there goes."""
    return _BEFORE_STOP.sub(lambda found: BOUND if found.group().strip(MAY_BREAK) else "", text)


def typeset(text: str) -> str:
    """All of it, for stored text on its way to paper. Break marks that a person typed stay, but before a stop."""
    bound = bind_stops(bind_last_words(bind_numbers(text)))
    return "\n".join(_marked(line) for line in bound.split("\n"))


def _marked(line: str) -> str:
    """`line` with its break marks, less the one before a short last piece."""
    line = mend(line)
    runs = list(RUN.finditer(line))
    if not runs:
        return line
    start, end = runs[-1].span()
    parts = pieces(line[start:end])
    ends_line = not _LETTER.search(line, end)
    if ends_line and len(parts) > 1 and len(parts[-1]) <= SHORT_PIECE:
        parts[-2:] = [parts[-2] + parts[-1]]
    return with_break_marks(line[:start]) + MAY_BREAK.join(parts) + line[end:]
