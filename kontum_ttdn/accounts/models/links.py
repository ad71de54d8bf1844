"""Links that work once. Only a hash of the token is kept."""

import hashlib
import secrets

from django.db import models

SHOWN = 8  # characters of the token that lists may show, to tell one link from another


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class OneTimeLink(models.Model):
    """A token of 256 bits, until when it works, and when it was used."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    token_prefix = models.CharField(max_length=SHOWN, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.token_prefix}…"

    def use_token(self) -> str:
        """Give this link a fresh token and return it: it can be read this once."""
        token = secrets.token_urlsafe(32)
        self.token_hash, self.token_prefix = digest(token), token[:SHOWN]
        return token
