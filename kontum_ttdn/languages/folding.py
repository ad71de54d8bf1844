"""One spelling for what looks alike: `normalise` for what is stored, `fold` for what is searched and compared.

`normalise` never changes what a person sees; `fold` throws away what a person in a hurry does not type.
"""

import re
import unicodedata

CIRCUMFLEX, BREVE = "\u0302", "\u0306"
_FIRST = CIRCUMFLEX + BREVE  # these make another vowel and stand next to it, in this order; tones come above them
_PILE = re.compile(f"[{_FIRST}\u0300\u0301\u0303\u0309]{{2,}}")
_NEWLINE = re.compile("\r\n?")
_NEVER = dict.fromkeys(
    [0, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)  # NUL, which PostgreSQL refuses; signs that turn the reading direction

# Marks that a person puts for the glottal stop or an elision; one key on any keyboard, ten code points.
APOSTROPHES = "'’‘‛ʼʻꞌ`´′"
_BEFORE = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ƀ": "b", "ɓ": "b", "ı": "i"})
_FIRST_SEA_MARK = "\u0e00"  # from Thai on, marks are vowels and tones that words are told apart by

_LAO_KHMER = re.compile("[\u0e80-\u0eff\u1780-\u17ff]")
_SUBSCRIPTS = re.compile("([\u17c9\u17ca]*)((?:\u17d2[\u1780-\u17b3])+)")
_LOOK_ALIKES = (
    (re.compile("ເເ"), "ແ"),
    (re.compile("\u0ecd([\u0ec8-\u0ecb])າ"), "\\1\u0eb3"),
    (re.compile("\u0ecdາ"), "\u0eb3"),
    (re.compile("ຫນ"), "ໜ"),
    (re.compile("ຫມ"), "ໝ"),
    (re.compile("(\u17c6+)([\u17b6\u17bb]+)"), "\\2\\1"),
    (re.compile("េី"), "ើ"),
    (re.compile("េា"), "ោ"),
)


def normalise(text: str) -> str:
    """`text` as it is stored: NFC, line ends as LF, and ê̆ ô̆ â̆ ế equal however they were typed.

    NFC alone keeps e + breve + circumflex (U+0115 U+0302) apart from e + circumflex + breve (U+00EA U+0306), which look the same, and
    é + circumflex apart from ế, a letter of Xê Đăng.
    Invisible marks that a person typed (U+200B, U+2060) stay; NUL and signs that turn the reading direction go: none of the nine
    languages runs from right to left, and such signs make a text look like another. Doing it twice changes nothing.
    """
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    text = unicodedata.normalize("NFC", text.translate(_NEVER) if not text.isascii() or "\0" in text else text)
    if CIRCUMFLEX not in text and BREVE not in text:  # the common case: one of them left loose is the only sign of another order
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _PILE.sub(lambda pile: "".join(sorted(pile.group(), key=_place)), apart))


def _place(mark: str) -> int:
    return _FIRST.find(mark) % 3


def fold(text: str) -> str:
    """`text` for search and comparison: no case, tones, breves or horns, any apostrophe alike, Lao and Khmer look-alikes as one.

    hòa = hoà, Đăk = dak, Ƀơi = ɓơi = boi, Drai’ = Drai'. Exact, accented search must not use this.
    """
    text = text.translate(_BEFORE).casefold()
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in apart if letter >= _FIRST_SEA_MARK or not unicodedata.combining(letter))
    bare = unicodedata.normalize("NFC", bare).translate(_LETTERS).translate(_BEFORE)
    if _LAO_KHMER.search(bare):
        bare = _SUBSCRIPTS.sub(_in_one_order, bare)
        for found, kept in _LOOK_ALIKES:
            bare = found.sub(kept, bare)
    return bare


def _in_one_order(found: re.Match) -> str:
    """Khmer subscripts: ro last, da drawn as ta, the register shifter after them all."""
    shifters, subscripts = found.groups()
    pairs = subscripts.replace("\u17d2ដ", "\u17d2ត")
    order = sorted((pairs[at : at + 2] for at in range(0, len(pairs), 2)), key=lambda pair: pair[1] == "រ")
    return "".join(order) + shifters
