"""The working words of one block in one language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledTextField


class Origin(models.TextChoices):
    TYPED = "typed", _("typed")
    IMPORTED = "imported", _("imported")
    MACHINE = "machine", _("machine draft, awaits native review")
    MEMORY = "memory", _("from the translation memory")
    OUTSIDE = "outside", _("from a file or sheet of somebody outside")


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
    findings = models.JSONField(default=list, blank=True, editable=False)  # what the checks said of these words (products.checking)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "block"], name="products_segment_once_a_block")]
        indexes = [models.Index(fields=["text_hash"], name="products_segment_same_text")]

    def __str__(self) -> str:
        return self.text[:60]


class SegmentVersion(models.Model):
    """What a segment said once: written with every save, so that any wording can be seen and brought back."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    made_from = models.CharField(max_length=32, blank=True)
    origin = models.CharField(max_length=8, choices=Origin)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("earlier wording")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["segment", "version"], name="products_wording_once_a_version")]

    def __str__(self) -> str:
        return f"{self.segment_id}/{self.version}"
