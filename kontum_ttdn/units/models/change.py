"""What happened to units, by which instrument, and who came after whom."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    BEGIN = "begin", _("beginning")
    MERGE = "merge", _("merger")
    SPLIT = "split", _("split")
    ABOLISH = "abolish", _("abolition")
    RENAME = "rename", _("change of name")
    REPARENT = "re-parent", _("change of parent")


class UnitChange(models.Model):
    """One decision on units. Merger, split and abolition end identities; a change of name or parent keeps them."""

    kind = models.CharField(_("kind"), max_length=9, choices=ChangeKind)
    date = models.DateField(_("date"))
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    note = models.TextField(_("source and certainty"), blank=True)
    reorganisation = models.ForeignKey(
        "units.Reorganisation", models.PROTECT, null=True, editable=False, related_name="changes", verbose_name=_("reorganisation")
    )  # the file that it came with

    class Meta:
        verbose_name = _("change of units")
        verbose_name_plural = _("changes of units")
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date:%d/%m/%Y}"


class UnitSuccession(models.Model):
    """`new` carries on `old`: one row of a merger, several of a split, none of an abolition."""

    change = models.ForeignKey("units.UnitChange", models.CASCADE, related_name="successions")
    old = models.ForeignKey("units.Unit", models.PROTECT, related_name="followed_by")
    new = models.ForeignKey("units.Unit", models.PROTECT, related_name="follows")

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="units_succession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="units_nobody_succeeds_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
