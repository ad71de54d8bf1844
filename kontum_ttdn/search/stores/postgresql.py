"""PostgreSQL: one tsvector a row, made here token by token, and one GIN index over all.

Tokens of the title begin with ^, those of title and lead with ~, exact ones have = before them, marks #: so the index alone answers where a
word stands, and no row is looked into but for phrases (weights are not in a GIN index).
"""

from collections.abc import Iterable

from django.db import connection

from ..asking import Phrase, Term
from ..tokens import Section, Tokens
from . import ANYWHERE, LEAD, TITLE, Match

PREFIX = {TITLE: "^", LEAD: "~", ANYWHERE: ""}
LOCK = 0x7365_6172_6368  # "search"
GAP = 2  # places between two lines, so that no phrase runs over the end of one


def vector(tokens: Tokens, marks: Iterable[str]) -> str:
    """The text form of the tsvector of one row."""
    places: dict[str, list[int]] = {}
    at = [1, 1]
    for section, parts in zip(tokens.sections, (("^", "~", ""), ("~", ""), ("",), ("",)), strict=True):
        _place(section, parts, places, at)
    for mark in marks:
        places[f"#{mark}"] = []
    return " ".join(_quoted(token) + (":" + ",".join(map(str, sorted(found)[:255])) if found else "") for token, found in places.items())


def _place(section: Section, parts: tuple[str, ...], places: dict[str, list[int]], at: list[int]) -> None:
    for stream, (lines, sign) in enumerate(((section.loose, ""), (section.exact, "="))):
        for line in lines:
            for token in line:
                for part in parts:
                    places.setdefault(f"{part}{sign}{token}", []).append(at[stream])
                at[stream] += 1
            at[stream] += GAP
    for token in section.beside:
        for part in parts:
            places.setdefault(f"{part}{token}", [])


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def alone(*, wait: bool) -> bool:
    """Whether nobody else looks texts through until this transaction ends: who read earlier shall not write later."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0] is not False


def write(rows: list) -> None:
    """Nothing: the tsvector is in the row."""


def forget(ids: list[int]) -> None:
    """Nothing: it goes with the row."""


def source_of(match: Match) -> tuple[str, list]:
    """FROM and WHERE of the rows `e` that match, with parameters."""
    conditions = [_term(term, match) for term in match.asked.terms] + [_quoted(f"#{mark}") for mark in match.marks]
    if not conditions:
        return "search_entry e WHERE true", []
    return "search_entry e WHERE e.vector @@ %s::tsquery", [" & ".join(conditions)]


def _term(term: Term, match: Match) -> str:
    part = PREFIX[match.part]
    said = " & ".join(_phrase(phrase, part) for phrase in term.loose)
    if (match.exact or term.strict) and term.exact:
        exact = " & ".join(_phrase(phrase, f"{part}=") for phrase in term.exact)
        return f"({exact} & {said})" if term.is_run else f"({exact})"
    return f"(({said}) | {_quoted(part + term.or_else)})" if term.or_else else f"({said})"


def _phrase(phrase: Phrase, part: str) -> str:
    tokens = [_quoted(part + token) for token in phrase.tokens]
    return "(" + " <-> ".join(tokens) + (":*" if phrase.prefix else "") + ")"
