"""What the operator has said about itself in the environment; what is still missing stays empty, and the pages say so."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Part:
    """A part of the body, and its duty where it was said."""

    name: str
    duty: str


@dataclass(frozen=True)
class Told:
    """The body in one language; each may be empty."""

    language: str
    body: str
    superior: str
    duties: str
    parts: list[Part]


def told(language: str) -> Told:
    """In Vietnamese or in English: Decree 42/2022/NĐ-CP asks state bodies for both."""
    end = "" if language == "vi" else f"_{language}"
    body, superior, duties, structure = (settings.OPERATOR.get(name + end, "") for name in ("body", "superior", "duties", "structure"))
    return Told(language, body, superior, duties, _parts(structure))


def reached() -> dict[str, str]:
    """Addresses under which a phone calls and writes."""
    phone, email = settings.OPERATOR["phone"], settings.OPERATOR["email"]
    return {"call": f"tel:{phone}", "write": f"mailto:{email}"}


def _parts(structure: str) -> list[Part]:
    """ "Name: duty | Name" """
    named = (piece.partition(":") for piece in structure.split("|"))
    return [Part(name.strip(), duty.strip()) for name, _colon, duty in named if name.strip()]
