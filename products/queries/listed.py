"""The lists that staff choose from, as pages show them: read once a minute, for they change with a release."""

from django.core.cache import caches

from products.models import Audience, Kind, Topic
from products.models.reference import Listed

KEPT = 60  # seconds
NOT_SHOWN = {Kind: ("skeleton", "layouts"), Topic: ("sentence",), Audience: ()}


def listed(model: type[Listed]) -> list[Listed]:
    """All kinds, topics or audiences in their order, at most a minute old, kept in this process's memory."""
    key = f"products.listed.{model._meta.model_name}"
    found = caches["process"].get(key)
    if found is None:
        found = list(model.objects.defer(*NOT_SHOWN[model]))
        caches["process"].set(key, found, KEPT)
    return found
