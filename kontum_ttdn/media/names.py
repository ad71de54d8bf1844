"""The name a file came with: kept for people, believed by nobody."""

import re
import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from kontum_ttdn.languages.folding import normalise

from .refusal import Refused

LONGEST = 120

# A name is read word by word, with its accents: "mat" alone may be "mặt" (face), and honey, density and passwords are no secrets.
HARMLESS_BEFORE = {"bảo", "thân", "giải", "túi"}
HARMLESS_AFTER = {"ong", "độ", "thiết", "mía", "nhân", "khẩu", "gấu"}
MARKS_WITHOUT_ACCENTS = ("tuyet mat", "toi mat", "tai lieu mat", "van ban mat", "cong van mat", "dong dau mat", "top secret")


def tidy(name: str | None) -> str:
    """The last part of the name in composed letters, without folders, control and direction marks, at most 120 characters."""
    name = normalise(str(name or "")).replace("\\", "/")
    name = PurePosixPath(name).name
    name = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")).strip()
    if len(name) <= LONGEST:
        return name
    ending = PurePosixPath(name).suffix[:10]
    return name[: LONGEST - len(ending)] + ending


def refuse_secret(name: str) -> None:
    """State secrets never come over the internet: a file that calls itself one is refused (Law on Protection of State Secrets, 2018)."""
    if _says_secret(name):
        raise Refused(
            _("“%(name)s” is marked as secret. Secret papers are never sent through this portal. If it is not secret, rename the file.")
            % {"name": name}
        )


def _says_secret(name: str) -> bool:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name).lower().replace("_", " "))
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
