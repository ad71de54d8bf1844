"""The closure of the tree over time: what scopes and sums join."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class UnitSpanQuerySet(models.QuerySet):
    def on(self, day: date) -> "UnitSpanQuerySet":
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class UnitSpan(models.Model):
    """`descendant` stood under `ancestor` from a day up to, not including, another; every unit is under itself while it exists.

    Empty `valid_from`: since before the records; empty `valid_to`: still. Written by `units.actions` alone.
    """

    ancestor = models.ForeignKey("units.Unit", models.CASCADE, related_name="spans_below")
    descendant = models.ForeignKey("units.Unit", models.CASCADE, related_name="spans_above")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = UnitSpanQuerySet.as_manager()

    class Meta:
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "descendant", "valid_from"], name="units_span_once"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")),
                name="units_span_has_days",
            ),
        ]
        indexes = [models.Index(fields=["descendant", "ancestor"])]

    def __str__(self) -> str:
        return f"{self.descendant_id} < {self.ancestor_id}"
