"""Resumption tokens: signed, so that nobody makes one up, and all that a list needs to go on, so that nothing is kept for a harvester."""

from datetime import date, datetime, timedelta

from django.core import signing
from django.utils import timezone

from .asking import Place, Selection, Wrong

SALT = "products.oai"
LASTS = timedelta(days=1)


def token(verb: str, selection: Selection, place: Place) -> tuple[str, datetime]:
    """The token with which `verb` goes on after `place`, and until when it does."""
    days = [day.isoformat() if day else "" for day in (selection.since, selection.until)]
    said = [verb, selection.language, selection.kind, *days, place.language, place.standing, place.day.isoformat(), place.product]
    return signing.dumps(said, salt=SALT), timezone.now() + LASTS


def taken(said: str, verb: str) -> tuple[Selection, Place]:
    """What a token says; Wrong where it was made up, changed, is too old, or belongs to another verb."""
    try:
        of, language, kind, since, until, in_language, standing, day, product = signing.loads(said, salt=SALT, max_age=LASTS)
        if of != verb:
            raise ValueError
    except (signing.BadSignature, ValueError):
        raise Wrong("badResumptionToken", "This resumptionToken is not one of ours for this verb, or is too old: begin anew.") from None
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    return Selection(language, kind, *days), Place(in_language, standing, date.fromisoformat(day), product)
