"""How far each language has come, day by day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages import registry


class LanguageDay(models.Model):
    """The editions of one unit in one language as they stood at the end of a day; the last day is written anew while it lasts."""

    day = models.DateField(_("day"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    language = models.CharField(_("language"), max_length=3, choices=registry.CHOICES)
    approved = models.PositiveIntegerField(_("approved"), default=0)  # approved or published, and not behind
    behind = models.PositiveIntegerField(_("behind"), default=0)
    missing = models.PositiveIntegerField(_("missing"), default=0)
    words = models.PositiveBigIntegerField(_("words"), default=0)  # of the approved revisions; Lao and Khmer by the break engine

    class Meta:
        verbose_name = _("progress of a language")
        ordering = ["day", "language"]
        constraints = [models.UniqueConstraint(fields=["day", "unit", "language"], name="products_progress_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.language}"
