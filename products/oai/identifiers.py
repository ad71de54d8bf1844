"""The names of records: oai:HOST:CODE/LANGUAGE."""

import re
from urllib.parse import urlsplit

from django.conf import settings

from kontum_ttdn.languages.registry import LANGUAGES

_NAMED = re.compile(r"(?P<code>[-\w]{1,60})/(?P<language>[a-z]{2,3})", re.A)


def identifier(code: str, language: str) -> str:
    return f"{_beginning()}{code}/{language}"


def named(text: str) -> tuple[str, str] | None:
    """(code, language) of a record's name; None where it is no name of ours."""
    head, _slash, _tail = text.partition(_beginning())
    found = _NAMED.fullmatch(text.removeprefix(_beginning())) if not head else None
    return (found["code"], found["language"]) if found and found["language"] in LANGUAGES else None


def _beginning() -> str:
    return f"oai:{urlsplit(settings.SITE_ADDRESS).hostname}:"
