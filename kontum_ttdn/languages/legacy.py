"""Text typed for an old font: found and shown converted, never converted without a person's word.

Three were met: VOV4 pages to early 2021 (ASCII signs as letters, from paired old and new pages), VNI (Vietnamese and Bahnar radio
scripts) and TCVN3 (the .Vn fonts of office documents). Marks that the tables do not know stay as they are.
"""

import re
from dataclasses import dataclass

from .folding import normalise

SAMPLES = 5
ENOUGH = 3  # points; a closing bracket that opens a word is proof by itself

_LETTER = "[^\\W\\d_]"
_WORD = re.compile("\\S+")
# Brackets, code and paths as anybody writes them: no evidence.
_ORDINARY = re.compile(
    "|".join(
        (
            "```.*?```",
            "`[^`\n]{1,200}`",
            f"\\[[^\\W_]\\](?={_LETTER})",
            f"\\[(?!\\s)[^\\[\\]\n]{{0,200}}(?<!\\s)\\](?!{_LETTER})",
            f"\\{{[^{{}}\n]{{0,200}}\\}}(?!{_LETTER})",
            "\\b[A-Za-z]:\\\\\\S*",
            "\\\\\\\\\\S+",
            "https?://\\S+",
        )
    ),
    re.S,
)
_PROOF = re.compile(f'(?<![^\\s("“‘-])[\\]}}](?={_LETTER}{{2}})|(?<={_LETTER})[\\[\\]{{}}](?={_LETTER})')
_SIGN = re.compile(
    f'(?<![^\\s("“‘-])[\\[{{](?={_LETTER})|(?<={_LETTER})[`^](?={_LETTER})|(?<=[oecuiaôêơư])\\\\(?=[\\s,.;:!?-]|{_LETTER}|$)|(?<=ô)#'
)
_VOV4 = str.maketrans({"[": "ƀ", "{": "Ƀ", "]": "č", "}": "Č", "`": "ñ", "^": "ĭ", "\\": "\u0306", "#": "\u0306"})

_CIRCUMFLEX, _BREVE, _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0302\u0306\u0301\u0300\u0309\u0303\u0323"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _CIRCUMFLEX, "ê": _BREVE,
    "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK, "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_MARKS |= {mark.upper(): value for mark, value in _VNI_MARKS.items()}
_VNI_LETTERS = str.maketrans("ñÑôÔöÖæÆóÓòÒîÎ", "đĐơƠưƯỉỈĩĨịỊỵỴ")
_VNI_VOWEL = re.compile(f"([aeouyôöAEOUYÔÖ])([{''.join(_VNI_MARKS)}]+)")
_VNI_PROOF = re.compile("[aeAE][âáàåãäÂÁÀÅÃÄ]|[oO][âåäÂÅÄ]|[aA][êéèúüëÊÉÈÚÜË]|[aeoyôöAEOYÔÖ][ùøûïÙØÛÏ]|[ôöÔÖ][ùøûõïêÙØÛÕÏÊ]")

_TCVN3 = str.maketrans(
    "¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¡¢£¤¥¦§",
    "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
)
_TCVN3_PROOF = re.compile(f'[A-Za-zÀ-ÿ](?:[µ¶¸¼½¾¬¨]|[·¹»©ª«](?={_LETTER}))|(?<![^\\s("“])[®§](?=[^\\W\\d_]|[µ¶·¸¹¬¨©ª«])')


@dataclass(frozen=True)
class Legacy:
    """An old font's text: its `name`, a few words that gave it away, and what it would read as."""

    name: str
    samples: tuple[str, ...]
    text: str

    def preview(self) -> str:
        """The text as it would read when converted; a person compares, because a few letters can only be told by eye."""
        return self.convert(self.text)

    def convert(self, text: str) -> str:
        """Any text of the same font, as it would read."""
        return _CONVERT[self.name](text)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The samples as typed and as they would read, for a person to compare."""
        return [(word, self.convert(word)) for word in self.samples]


def detect(text: str) -> Legacy | None:
    """What old font `text` was typed for, or None. One look at the marks; nothing is changed."""
    for name, evidence in (("VOV4", _vov4_words), ("VNI", _vni_words), ("TCVN3", _tcvn3_words)):
        words = evidence(text)
        if words:
            return Legacy(name, tuple(dict.fromkeys(words))[:SAMPLES], text)
    return None


def _blank(text: str) -> str:
    for _ in range(4):  # brackets within brackets
        blanked = _ORDINARY.sub(lambda found: " " * len(found.group()), text)
        if blanked == text:
            break
        text = blanked
    return text


def _words_at(text: str, places: list[int]) -> list[str]:
    marked = set(places)
    return [word.group() for word in _WORD.finditer(text) if any(at in marked for at in range(word.start(), word.end()))]


def _vov4_words(text: str) -> list[str]:
    if not any(sign in text for sign in "[]{}`^\\#"):
        return []
    blank = _blank(text)
    proofs = [found.start() for found in _PROOF.finditer(blank)]
    signs = [found.start() for found in _SIGN.finditer(blank)]
    return _words_at(text, proofs + signs) if ENOUGH * len(proofs) + len(signs) >= ENOUGH else []


def _vni_words(text: str) -> list[str]:
    return _dense(text, _words_at(text, [found.start() for found in _VNI_PROOF.finditer(text)]))


def _tcvn3_words(text: str) -> list[str]:
    return _dense(text, _words_at(text, [found.start() for found in _TCVN3_PROOF.finditer(text)]))


def _dense(text: str, words: list[str]) -> list[str]:
    """A foreign name or two in a long text (naïve, Noël) proves nothing: ask for two words, and one word in ten."""
    return words if len(set(words)) > 1 and len(words) * 10 >= len(_WORD.findall(text)) else []


def _from_vov4(text: str) -> str:
    blank = _blank(text)
    places = {found.start() for pattern in (_PROOF, _SIGN) for found in pattern.finditer(blank)}
    letters = (letter.translate(_VOV4) if at in places else letter for at, letter in enumerate(text))
    return normalise("".join(letters).replace("c\u0306", "č").replace("C\u0306", "Č"))


def _from_vni(text: str) -> str:
    def vowel(found: re.Match) -> str:
        base, marks = found.groups()
        return base.translate(_VNI_LETTERS) + "".join(_VNI_MARKS[mark] for mark in marks)

    parts, end = [], 0
    for found in _VNI_VOWEL.finditer(text):
        parts += [text[end : found.start()].translate(_VNI_LETTERS), vowel(found)]
        end = found.end()
    return normalise("".join([*parts, text[end:].translate(_VNI_LETTERS)]))


_CONVERT = {"VOV4": _from_vov4, "VNI": _from_vni, "TCVN3": lambda text: normalise(text.translate(_TCVN3))}
