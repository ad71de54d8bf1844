"""A document that was uploaded and is being looked at before anything is made of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=1)


class ImportDraft(models.Model):
    """The file itself, for one day and for one person; the preview reads it anew. Confirming or cancelling deletes it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    edition = models.ForeignKey(  # whose words a file from outside holds; a document that becomes a product has none
        "products.Edition", models.CASCADE, null=True, blank=True, related_name="+"
    )
    filename = models.CharField(max_length=200)
    data = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.filename


def forget_old() -> int:
    """Delete drafts that nobody came back to; returns how many."""
    return ImportDraft.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
