"""What a harvester asks: the six verbs with their arguments, refused in the protocol's own words. Pure: no database here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

PREFIX = "oai_dc"
LIST, ONE = ("ListRecords", "ListIdentifiers"), "GetRecord"
ARGUMENTS = {  # required and optional ones; a resumption token stands alone
    "Identify": ((), ()),
    "ListMetadataFormats": ((), ("identifier",)),
    "ListSets": ((), ("resumptionToken",)),
    "ListIdentifiers": (("metadataPrefix",), ("from", "until", "set", "resumptionToken")),
    "ListRecords": (("metadataPrefix",), ("from", "until", "set", "resumptionToken")),
    "GetRecord": (("identifier", "metadataPrefix"), ()),
}
LONGEST = 2000  # signs of an argument that is looked at
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.A)


class Wrong(Exception):
    """An error of the protocol: its code, and a sentence for whoever runs the harvester. It is answered with status 200."""

    def __init__(self, code: str, sentence: str):
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Selection:
    """Which editions: of one language, of one kind of work, changed for readers on these days (both included); empty: all."""

    language: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Place:
    """After which edition a list goes on: the language and standing that are gone through, and the last one of it."""

    language: str
    standing: str
    day: date
    product: int


def read(params: QueryDict) -> tuple[str, dict[str, str]]:
    """The verb and its arguments; Wrong where the protocol knows no such verb or not with these arguments."""
    verbs = params.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise Wrong("badVerb", "Exactly one of the verbs Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords, GetRecord.")
    verb = verbs[0]
    required, optional = ARGUMENTS[verb]
    given = {name: params.getlist(name) for name in params if name != "verb"}
    if unknown := sorted(set(given) - {*required, *optional}):
        raise Wrong("badArgument", f"{verb} has no argument {unknown[0][:60]}.")
    if repeated := [name for name, values in given.items() if len(values) > 1]:
        raise Wrong("badArgument", f"{repeated[0]} stands more than once.")
    said = {name: values[0] for name, values in given.items()}
    if "resumptionToken" in said:
        if len(said) > 1:
            raise Wrong("badArgument", "A resumptionToken stands alone.")
    elif missing := [name for name in required if not said.get(name)]:
        raise Wrong("badArgument", f"{verb} needs {missing[0]}.")
    if long := [name for name, value in said.items() if len(value) > LONGEST]:
        raise Wrong("badArgument", f"{long[0]} is too long.")
    return verb, said


def selection(said: dict[str, str], *, is_set: Callable[[str, str], bool]) -> Selection:
    """What a list is narrowed by; `is_set(sort, name)` says whether there is such a set, as language:lo or kind:leaflet."""
    known_format(said["metadataPrefix"])
    since, until = _day(said, "from"), _day(said, "until")
    if since and until and since > until:
        raise Wrong("badArgument", "from is later than until.")
    sort, _colon, name = said.get("set", "").partition(":")
    if "set" in said and not is_set(sort, name):
        raise Wrong("noRecordsMatch", "There is no such set; see ListSets.")
    return Selection(name if sort == "language" else "", name if sort == "kind" else "", since, until)


def known_format(prefix: str) -> None:
    if prefix != PREFIX:
        raise Wrong("cannotDisseminateFormat", f"Records are given as {PREFIX} alone.")


def _day(said: dict[str, str], name: str) -> date | None:
    if name not in said:
        return None
    try:
        if not _DAY.fullmatch(said[name]):
            raise ValueError
        return date.fromisoformat(said[name])
    except ValueError:
        raise Wrong("badArgument", f"{name} is a day as 2026-11-23; this repository counts in days.") from None
