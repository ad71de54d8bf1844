"""The name a file came with: kept for people, believed by nobody."""

import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from kontum_ttdn.languages.folding import normalise
from kontum_ttdn.languages.secrecy import says_secret

from .refusal import Refused

LONGEST = 120


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
    if says_secret(name):
        raise Refused(
            _("“%(name)s” is marked as secret. Secret papers are never sent through this portal. If it is not secret, rename the file.")
            % {"name": name}
        )
