"""A key turned: who answered for a revision, for its language, its content, or for the village."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Key(models.TextChoices):
    LANGUAGE = "language", _("language")
    CONTENT = "content", _("content")
    COMMUNITY = "community", _("community")


class How(models.TextChoices):
    SIGNED_IN = "signed_in", _("in the portal")


class Approval(models.Model):
    """One key on one revision, with the decision it stands on."""

    revision = models.ForeignKey("products.Revision", models.PROTECT, related_name="approvals")
    key = models.CharField(_("key"), max_length=9, choices=Key)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    how = models.CharField(max_length=9, choices=How, default=How.SIGNED_IN)
    at = models.DateTimeField(auto_now_add=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "key"], name="products_each_key_once")]

    def __str__(self) -> str:
        return f"{self.revision} {self.key}"
