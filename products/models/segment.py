"""The working words of one block in one language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledTextField


class Origin(models.TextChoices):
    TYPED = "typed", _("typed")
    IMPORTED = "imported", _("imported")
    MACHINE = "machine", _("machine draft, awaits native review")


class Segment(models.Model):
    """Text, or a deposited file with its Vietnamese transcript. `version` guards against two people overwriting each other."""

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="segments")
    block = models.ForeignKey("products.Block", models.PROTECT, related_name="segments")
    text = SpelledTextField(blank=True)
    text_hash = models.CharField(max_length=32, blank=True)
    file = models.ForeignKey("media.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    made_from = models.CharField(max_length=32, blank=True)  # hash of the source text that these words translate
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.TYPED)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "block"], name="products_segment_once_a_block")]

    def __str__(self) -> str:
        return self.text[:60]
