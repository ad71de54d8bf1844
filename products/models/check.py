"""What a person looked at and answered for before approving (Circular 03/2023/TT-BTTTT asks that data be checked for repetition)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Looked(models.TextChoices):
    """The things that somebody must have looked at."""

    DUPLICATES = "duplicates", _("nothing like it has been issued already, or it may be issued again")
    MAPS = "maps", _("no map or picture shows a border wrongly")
    SOVEREIGNTY = "sovereignty", _("nothing touches sovereignty, borders or relations with neighbours wrongly")
    NAMES = "names", _("names of places, peoples and persons are the official ones")


class ContentCheck(models.Model):
    """One tick, by one person, on one frozen wording. `found`: what was shown to that person."""

    revision = models.ForeignKey("products.Revision", models.CASCADE, related_name="checks")
    what = models.CharField(_("what was looked at"), max_length=12, choices=Looked)
    content_hash = models.CharField(max_length=64, editable=False)
    found = models.JSONField(default=list, editable=False)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("check of the content")
        constraints = [models.UniqueConstraint(fields=["revision", "what", "content_hash"], name="products_looked_once_at_a_wording")]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.what}"
