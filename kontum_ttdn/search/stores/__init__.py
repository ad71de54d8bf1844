"""The two engines behind one interface: what is written into them, and how a question is put to them. Equal questions find equal rows."""

from dataclasses import dataclass

from django.db import connection

from ..asking import Asked

TITLE, LEAD, ANYWHERE = "title", "lead", "anywhere"  # lead: the title too


@dataclass(frozen=True)
class Match:
    """One condition: all terms, loose or exact, in this part of the text, and all marks ("topic=law")."""

    asked: Asked
    exact: bool = False
    part: str = ANYWHERE
    marks: tuple[str, ...] = ()


def store():
    """The engine of the database in use."""
    from . import postgresql, sqlite

    return postgresql if connection.vendor == "postgresql" else sqlite
