"""Long secrets that a program or a phone shows: 256 random bits behind a prefix by which their row is found.

So long a secret cannot be guessed, so a plain SHA-256 keeps it as well as a slow hash would, and each question costs one look-up.
"""

import re
import secrets
from hashlib import sha256
from hmac import compare_digest

_FORM = re.compile(r"(\w{3})_([0-9a-f]{8})_[\w-]{43}", re.ASCII)


def made(kind: str) -> tuple[str, str]:
    """A fresh secret of that kind (three letters), and its prefix."""
    prefix = secrets.token_hex(4)
    return f"{kind}_{prefix}_{secrets.token_urlsafe(32)}", prefix


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def prefix_of(said: str, kind: str) -> str | None:
    """By which prefix to look it up; None where it is no secret of that kind."""
    found = _FORM.fullmatch(said)
    return found[2] if found and found[1] == kind else None


def is_that(said: str, kept: str) -> bool:
    """Whether it is the one whose hash was kept."""
    return compare_digest(digest(said), kept)
