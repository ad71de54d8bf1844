"""The four lists of the persons' room, as tabs."""

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(shown: str) -> list[dict]:
    """`shown`: list, requests, past or texts."""
    labels = {"list": _("Persons"), "requests": _("Requests"), "past": _("Beyond their term"), "texts": _("Texts of consent")}
    return [{"label": label, "url": reverse(f"people:{name}"), "current": name == shown} for name, label in labels.items()]
