"""The photos and sounds of a message: those it announced, and whatever else came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledCharField


class AttachmentState(models.TextChoices):
    MISSING = "missing", _("announced, not here yet")
    HERE = "here", _("here")
    UNEXPECTED = "unexpected", _("came without being announced")
    REPEATED = "repeated", _("the same as another")
    REFUSED = "refused", _("refused")


class Attachment(models.Model):
    """A file that a message announced (`expected_sha256`), or one that came (`received_sha256`), or both."""

    envelope = models.ForeignKey("offline.Envelope", models.PROTECT, related_name="attachments")
    name = SpelledCharField(_("name"), max_length=150)
    expected_sha256 = models.CharField(max_length=64, blank=True)
    received_sha256 = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey("media.StoredFile", models.PROTECT, null=True, related_name="+", verbose_name=_("file"))
    state = models.CharField(_("state"), max_length=10, choices=AttachmentState, default=AttachmentState.MISSING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "name", "expected_sha256", "received_sha256"], name="offline_file_once_a_message"),
            models.CheckConstraint(
                name="offline_file_is_here_or_not",
                condition=Q(state__in=["missing", "refused"], file=None) | Q(file__isnull=False) & ~Q(received_sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name
