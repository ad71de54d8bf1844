"""The token itself: 256 random bits behind a prefix by which its row is found.

So long a secret cannot be guessed, so a plain SHA-256 keeps it as well as a slow hash would, and each question costs one look-up.
"""

import re
import secrets
from hashlib import sha256
from hmac import compare_digest

FORM = re.compile(r"ktt_([0-9a-f]{8})_[\w-]{43}", re.ASCII)


def made() -> tuple[str, str]:
    """A fresh token and its prefix."""
    prefix = secrets.token_hex(4)
    return f"ktt_{prefix}_{secrets.token_urlsafe(32)}", prefix


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def prefix_of(said: str) -> str | None:
    """By which prefix to look it up; None where it is no token of ours."""
    found = FORM.fullmatch(said)
    return found[1] if found else None


def is_that(said: str, token_hash: str) -> bool:
    return compare_digest(digest(said), token_hash)
