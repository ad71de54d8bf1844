"""Secrets that must be read again are sealed before they reach the database: AES-128-CBC with an HMAC (Fernet), its key from FIELD_KEY."""

import base64

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed; cryptography's InvalidToken where the key is another or the text was changed."""
    return _fernet().decrypt(sealed.encode()).decode()


def _fernet() -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"kontum_ttdn second factor").derive(settings.FIELD_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
