"""A sheet for a register, or the file of a geographic layer, that is being looked at before anything is written."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=1)


class ImportDraft(models.Model):
    """The file itself, for one day and for one person; the preview reads it anew. Taking or forgetting it deletes it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    register = models.CharField(max_length=20)
    filename = models.CharField(max_length=200)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.register} {self.sha256[:12]}"


def forget_old() -> int:
    """Delete files that nobody came back to; returns how many."""
    return ImportDraft.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
