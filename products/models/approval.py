"""A key turned: who answered for a revision, for its language, its content, or for the village."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Key(models.TextChoices):
    LANGUAGE = "language", _("language")
    CONTENT = "content", _("content")
    COMMUNITY = "community", _("community")


class How(models.TextChoices):
    SIGNED_IN = "signed_in", _("in the portal")
    PAPER = "paper", _("on a signed paper sheet")
    LINK = "link", _("by a one-time link")


class Approval(models.Model):
    """One key on one revision, with the decision it stands on. `by` turned it or entered it; `person` is whose key it is, without an account."""

    revision = models.ForeignKey("products.Revision", models.PROTECT, related_name="approvals")
    key = models.CharField(_("key"), max_length=9, choices=Key)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reviewer"))
    how = models.CharField(_("how"), max_length=9, choices=How, default=How.SIGNED_IN)
    at = models.DateTimeField(auto_now_add=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    signer = models.CharField(_("signed by"), max_length=120, blank=True)
    evidence = models.ForeignKey("media.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("evidence"))

    class Meta:
        verbose_name = _("approval")
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="products_each_key_once"),
            models.CheckConstraint(
                name="products_key_of_a_person_without_account",
                condition=Q(how="signed_in", person=None) | ~Q(how="signed_in") & Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.key}"


class KeyException(models.Model):
    """The authority signs that a village's listener stands for the language key, because too few people are entitled for the language."""

    revision = models.OneToOneField("products.Revision", models.CASCADE, related_name="key_exception")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("exception from the two keys")
        constraints = [models.CheckConstraint(name="products_exception_says_why", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.revision_id}"
