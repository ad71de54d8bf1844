"""When this room says no."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may

from .models import SCRIPTS, Basis, Person, Purpose

TERMS = Path(__file__).parent / "data" / "terms.json"


class PersonRefused(Exception):  # noqa: N818
    """Something about a person may not be done; the text is for the one who tried."""


def need(by, permission: Permission, unit_id: int) -> None:
    """Personal data of a unit are for those alone who hold this right there."""
    if not may(by, permission, unit_id):
        raise PersonRefused(_("Your roles do not allow this for this unit."))


@cache
def longest_years() -> dict[str, int | None]:
    """How many years a person may be kept at most, by purpose (data/terms.json); None where nobody set a limit."""
    return json.loads(TERMS.read_text())["years"]


def a_term(purpose: str, basis: str, keep_until: date | None) -> None:
    """Nothing is kept without purpose, basis and last day, nor longer than the purpose allows."""
    if purpose not in Purpose or basis not in Basis or not keep_until:
        raise PersonRefused(_("Say what the person is kept for, on which basis, and until when."))
    years = longest_years().get(purpose)
    if years is None:
        return
    today = timezone.localdate()
    if keep_until > date(today.year + years, today.month, min(today.day, 28 if today.month == 2 else 31)):
        said = ngettext(
            "For this purpose a person is kept for %(years)d year at most.", "For this purpose a person is kept for %(years)d years at most.", years
        )  # fmt: skip
        raise PersonRefused(said % {"years": years})


def whole(name: str, details: dict) -> None:
    """A person has a name, spelled in scripts of the house; sex and ethnic group are kept with the purpose that needs them, or not at all."""
    if not name.strip():
        raise PersonRefused(_("A person needs a name."))
    if bool(details.get("sex") or details.get("ethnic_group")) != bool((details.get("sensitive_purpose") or "").strip()):
        raise PersonRefused(_("Sex and ethnic group are kept only with the purpose that needs them."))
    if set(details.get("names") or ()) - SCRIPTS.keys():
        raise PersonRefused(_("A name can be kept in Latin, Lao or Khmer letters."))


def nothing_personal(words: str, person: Person) -> None:
    """What goes into the log says what for, never whom: the log outlives an erasure."""
    said = " ".join(words.casefold().split())
    known = (person.name, person.phone, person.email, *person.names.values())
    if any(len(value) > 2 and value.casefold() in said for value in known):
        raise PersonRefused(_("Write no personal data here: say what for, not about whom."))
