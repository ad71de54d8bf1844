"""Names that modeltranslation keeps in several languages: which of them is really shown."""

from django.db import models
from django.utils.translation import get_language

from .registry import DEFAULT, LANGUAGES


class Named(models.Model):
    """What has a name in every language (the app's translation.py says so)."""

    class Meta:
        abstract = True

    @property
    def name_tag(self) -> str:
        """The BCP 47 tag of the language in which `name` is shown now, which may be a fallback."""
        code = get_language() or DEFAULT
        return LANGUAGES[code if getattr(self, f"name_{code}", None) else DEFAULT].tag
