"""What readers type is made harmless before it is kept: signs that are no letters, addresses, numbers to call. Pure: no database here."""

import re
import unicodedata

from kontum_ttdn.languages.folding import normalise

CUT = "[…]"
JOINERS = "\u200b\u200c\u200d\u2060"  # Lao and Khmer are typed with them
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.)\S+", re.IGNORECASE)
MAIL = re.compile(r"\S{1,80}@\S{1,80}")
BARE = re.compile(
    r"(?<![\w.])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|net|org|info|biz|vn|la|kh|cn|ru|io|me|ly|gl|xyz|top|site|online|shop|link)(?:/\S*)?(?!\w)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\+?\d(?:[\s.()-]{0,2}\d){8,}")
BLANKS = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\n{3,}")


def plain_note(text: str) -> str:
    """Letters, signs and line ends alone; addresses, e-mail addresses and long numbers are cut out, for they lead to somebody."""
    kept = "".join(sign if _is_kept(sign) else " " for sign in normalise(text))
    for pattern in (ADDRESS, MAIL, BARE, NUMBER):
        kept = pattern.sub(CUT, kept)
    return LINES.sub("\n\n", BLANKS.sub(" ", kept)).strip()


def _is_kept(sign: str) -> bool:
    return sign == "\n" or sign in JOINERS or unicodedata.category(sign)[0] != "C"
