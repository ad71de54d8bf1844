"""What a screen at a gate shows: the newest works of the languages that were chosen for it, taking turns."""

from itertools import chain, zip_longest

from kontum_ttdn.languages import registry

from .offered import Offered, catalogued, offered
from .public import counts_by_language

MOST = 24  # works; at twenty seconds each, a round takes eight minutes


def chosen(said: str, here: str) -> list[str]:
    """The languages that `said` names ("vi,lo,km"), each once and in its order; else the one of the address."""
    named = [code for code in dict.fromkeys(said[:80].split(",")) if code in registry.LANGUAGES]
    return named or [here]


def turns(languages: list[str]) -> list[Offered]:
    """The newest works of each language, one of each in turn; where they have none, of every language that has some.

    A statement a language, and those that say what there is of the works.
    """
    found = _taking_turns(languages)
    if not found:
        found = _taking_turns([code for code in registry.CODES if counts_by_language().get(code)])
    return offered(found)


def _taking_turns(languages: list[str]) -> list:
    each = -(-MOST // max(1, len(languages)))
    rows = [list(catalogued(language)[:each]) for language in languages]
    return [edition for edition in chain.from_iterable(zip_longest(*rows)) if edition][:MOST]
