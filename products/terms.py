"""When a text may lawfully be printed: the terms of the licence, counted in working days, against the day on which it is wished for.

Counted to the last day that the office has, so nothing said here depends on its being quick. The terms and their sources are data
(data/print_terms.json). Pure: no database here.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kontum_ttdn.units.working_days import Calendar, public_calendar

TERMS = Path(__file__).parent / "data" / "print_terms.json"


@dataclass(frozen=True)
class Terms:
    """`licence`: working days from handing in the dossier to the decision; `deposit`: days that legal deposit comes before release."""

    licence: int
    deposit: int
    deposit_confirmed: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Forecast:
    """What follows from handing the dossier in on `handed_in` (None: the licence is there). `unknown` are years on the way whose days off are not entered."""

    handed_in: date | None
    printed_from: date
    released_from: date
    unknown: tuple[int, ...]
    terms: Terms

    @property
    def caution(self) -> str:
        """That the days may come later, where that is so."""
        if not self.unknown:
            return ""
        years = ", ".join(str(year) for year in self.unknown)
        return _("The days off of %(years)s are not entered yet: these days may come later.") % {"years": years}


@dataclass(frozen=True)
class Wish:
    """The day on which print is wished for, against the terms: whether it can be met, and by when the dossier must be (or was) through for it."""

    day: date
    hand_in_by: date
    met: bool
    sentence: str


@cache
def terms() -> Terms:
    said = json.loads(TERMS.read_text())
    parts = (said["completeness"], said["decision"], said["deposit"])
    licence = parts[0]["working_days"] + parts[1]["working_days"]
    return Terms(licence, parts[2]["days"], parts[2]["confirmed"], tuple(part["source"] for part in parts))


def forecast(handed_in: date, calendar: Calendar | None = None) -> Forecast:
    """The earliest lawful days, if the dossier is handed in on this day."""
    calendar, known = calendar or public_calendar(), terms()
    printed_from = calendar.after(handed_in, known.licence)
    released_from = printed_from + timedelta(days=known.deposit)
    return Forecast(handed_in, printed_from, released_from, tuple(calendar.unknown_years(handed_in, printed_from)), known)


def from_grant(granted_on: date) -> Forecast:
    """The earliest lawful days of what has its licence: nothing is to be waited for any more but legal deposit."""
    known = terms()
    return Forecast(None, granted_on, granted_on + timedelta(days=known.deposit), (), known)


def wish(day: date, today: date, *, ready: bool, granted: date | None = None, calendar: Calendar | None = None) -> Wish:
    """Whether print on `day` is still lawful, said in words; `ready`: all its texts are approved; `granted`: when the last licence was."""
    if granted:
        words = _("Printing on %(day)s is lawful: the licence was granted on %(granted)s.")
        late = _("Printing on %(day)s was not lawful: the licence was granted on %(granted)s.")
        return Wish(day, granted, granted <= day, (words if granted <= day else late) % {"day": _day(day), "granted": _day(granted)})
    calendar = calendar or public_calendar()
    hand_in_by = calendar.latest_start(day, terms().licence)
    met = today <= hand_in_by
    said = {"day": _day(day), "by": _day(hand_in_by), "earliest": _day(forecast(today, calendar).printed_from)}
    if not met:
        sentence = _("Printing on %(day)s is no longer possible: a dossier handed in today leads to %(earliest)s at the earliest.")
    elif ready:
        sentence = _("Printing on %(day)s is possible: hand the dossier in by %(by)s.")
    else:
        sentence = _("Printing on %(day)s is still possible, if all is ready and the dossier is handed in by %(by)s.")
    return Wish(day, hand_in_by, met, sentence % said)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
