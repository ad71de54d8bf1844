"""What an edition said at one moment, frozen: what is approved is rendered from here alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """What staff do with a revision."""

    IN_WORK = "in_work", _("in work")
    LANGUAGE_REVIEW = "language_review", _("language review")
    CONTENT_APPROVAL = "content_approval", _("content approval")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")


OPEN = (Stage.IN_WORK, Stage.LANGUAGE_REVIEW, Stage.CONTENT_APPROVAL, Stage.RETURNED)
EDITABLE = (Stage.IN_WORK, Stage.RETURNED)


class Significance(models.IntegerChoices):
    """How much a revision changes for those who translate or read it."""

    TYPO = 1, _("typo")
    MEDIUM = 2, _("some content")
    MAJOR = 3, _("major change")


class Revision(models.Model):
    """The ordered list of blocks as shown, with text, pictures and recordings by their sha256 (shape: products/content.py).

    In work and returned revisions have no content of their own: their words are the segments. Submitting freezes them.
    """

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    stage = models.CharField(_("stage"), max_length=16, choices=Stage, default=Stage.IN_WORK, editable=False)
    significance = models.PositiveSmallIntegerField(_("significance"), choices=Significance, default=Significance.MAJOR)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    content = models.JSONField(default=list, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    words = models.PositiveIntegerField(null=True, editable=False)  # of an approved content; counted in the background, once
    files = models.ManyToManyField("media.StoredFile", related_name="+")  # every picture and recording that the frozen content names
    note = models.TextField(_("note"), blank=True)
    outside = models.TextField(blank=True, editable=False)  # files from outside that words of it came from, a line each; no personal data
    at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="products_revision_numbers"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(stage__in=["in_work", "language_review", "content_approval", "returned"]),
                name="products_one_open_revision",
            ),
            models.CheckConstraint(
                name="products_frozen_has_its_hash", condition=Q(stage__in=["in_work", "returned"]) | ~Q(content_hash="")
            ),
        ]
        indexes = [models.Index(fields=["stage", "submitted_at"], name="products_revision_waiting")]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN
