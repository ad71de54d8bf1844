"""SQLite: one FTS5 table, its rows numbered as the index's. It is fed tokens between blanks, so its tokenizer (migration 0002) does nothing of its own."""

from collections.abc import Iterable

from django.db import connection

from ..asking import Phrase, Term
from ..tokens import Section, Tokens
from . import ANYWHERE, LEAD, TITLE, Match

COLUMNS = ("title", "lead", "body", "about", "title_exact", "lead_exact", "body_exact", "about_exact", "marks")
LOOSE = {TITLE: "{title}", LEAD: "{title lead}", ANYWHERE: "{title lead body about}"}
EXACT = {TITLE: "{title_exact}", LEAD: "{title_exact lead_exact}", ANYWHERE: "{title_exact lead_exact body_exact about_exact}"}
STOP = " | "  # between lines, so that no phrase runs over the end of one


def vector(tokens: Tokens, marks: Iterable[str]) -> str:
    """Nothing is kept in the row itself."""
    return ""


def alone(*, wait: bool) -> bool:
    """Always: a transaction that writes keeps all others out."""
    return True


def write(rows: list) -> None:
    """Put the tokens of the rows (id, tokens, marks) in the place of what was there."""
    forget([number for number, _tokens, _marks in rows])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_words (rowid, {', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * (len(COLUMNS) + 1))})",
            [(number, *_columns(tokens), " ".join(marks)) for number, tokens, marks in rows],
        )


def _columns(tokens: Tokens) -> list[str]:
    return [_lines(section, section.loose, "") for section in tokens.sections] + [
        _lines(section, section.exact, "=") for section in tokens.sections
    ]


def _lines(section: Section, lines: list[list[str]], sign: str) -> str:
    beside = [token.removeprefix("=") for token in sorted(section.beside) if token.startswith("=") == bool(sign)]
    return STOP.join([*(" ".join(line) for line in lines), *beside])


def forget(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(number,) for number in ids])


def source_of(match: Match) -> tuple[str, list]:
    """FROM and WHERE of the rows `e` that match, with parameters."""
    conditions = [_term(term, match) for term in match.asked.terms] + [f"{{marks}} : {_quoted(mark)}" for mark in match.marks]
    if not conditions:
        return "search_entry e WHERE true", []
    return "search_words w JOIN search_entry e ON e.id = w.rowid WHERE search_words MATCH %s", [" AND ".join(conditions)]


def _term(term: Term, match: Match) -> str:
    said = " AND ".join(map(_phrase, term.loose))
    if (match.exact or term.strict) and term.exact:
        exact = f"{EXACT[match.part]} : ({' AND '.join(map(_phrase, term.exact))})"
        return f"({exact} AND {LOOSE[match.part]} : ({said}))" if term.is_run else exact
    either = f"({said}) OR {_quoted(term.or_else)}" if term.or_else else said
    return f"{LOOSE[match.part]} : ({either})"


def _phrase(phrase: Phrase) -> str:
    return _quoted(" ".join(phrase.tokens)) + ("*" if phrase.prefix else "")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
