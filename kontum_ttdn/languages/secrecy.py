"""Words by which a paper says that it is a state secret (Law on Protection of State Secrets, 2018): mật, tối mật, tuyệt mật."""

import re
import unicodedata

# Read word by word, with its accents: "mat" alone may be "mặt" (face), and honey, density and passwords are no secrets.
HARMLESS_BEFORE = {"bảo", "thân", "giải", "túi"}
HARMLESS_AFTER = {"ong", "độ", "thiết", "mía", "nhân", "khẩu", "gấu"}
MARKS_WITHOUT_ACCENTS = ("tuyet mat", "toi mat", "tai lieu mat", "van ban mat", "cong van mat", "dong dau mat", "top secret")
STAMPS = {"mật", "tối mật", "tuyệt mật", "toi mat", "tuyet mat", "secret", "top secret"}
LONGEST_STAMP = 60  # letters of a text that may be no more than a stamp


def says_secret(text: str) -> bool:
    """Whether a name, a title or a heading calls its paper secret."""
    words = _words(text)
    bare = " ".join(
        "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("đ", "d") for word in words
    )
    if "secret" in words or any(re.search(rf"\b{mark}\b", bare) and mark in " ".join(words) for mark in MARKS_WITHOUT_ACCENTS):
        return True
    for at, word in enumerate(words):
        before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        if word == "mật" and before not in HARMLESS_BEFORE and after not in HARMLESS_AFTER:
            return True
    return False


def is_stamp(text: str) -> bool:
    """Whether a short text, as in a cell of its own, is a secret's stamp and nothing else: "MẬT", "(Tối mật)", "Độ mật: Tuyệt mật"."""
    return len(text) <= LONGEST_STAMP and " ".join(_words(text)).removeprefix("độ mật ") in STAMPS


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower().replace("_", " "))
