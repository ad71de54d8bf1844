"""Checks that need data. Each is a function of one segment, as those of products.checking are; they join them whenever words are saved."""

from collections.abc import Iterator

from products.checking import HEED, WRONG, Check, Finding, Said
from products.models import Edition

from .terms import glossary


def more_checks(edition: Edition, source_language: str) -> tuple[Check, ...]:
    """What else is asked of words in this edition's language, said beside words of `source_language`: that they keep to the glossary."""
    if not source_language:
        return ()
    known = glossary()

    def terms(said: Said) -> Iterator[Finding]:
        for problem in known.problems(said.source, said.target, source_language, edition.language):
            if problem.kind == "forbidden":
                yield Finding("term_forbidden", WRONG, (problem.form.text,))
            elif problem.wanted:
                yield Finding("term_missing", HEED, (problem.form.text, problem.wanted.text))

    return (terms,)
