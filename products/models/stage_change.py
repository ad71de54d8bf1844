"""When a revision came to a stage, and by whom: what time in each state is counted from. And that it was taken from readers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .revision import Stage

WITHDRAWN = "withdraw"  # the step of a revision that readers had


class StageChange(models.Model):
    """One step of a revision. Written with the step itself, never changed."""

    revision = models.ForeignKey("products.Revision", models.CASCADE, related_name="stage_changes")
    move = models.CharField(max_length=24)
    stage = models.CharField(_("stage"), max_length=16, choices=Stage)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("step of a revision")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.move}"
