"""What we made from a stored file: the only thing that leaves the house."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..storage import EXTENSIONS
from .files import StoredFile


class Purpose(models.TextChoices):
    WEB = "web", _("for the screen")
    THUMB = "thumb", _("small, for lists")
    PRINT = "print", _("for print")
    POSTER = "poster", _("for print larger than A5")


class DerivativeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DerivativeQuerySet":
        return self.filter(file__in=StoredFile.objects.visible_to(user))


class Derivative(models.Model):
    """A fresh file for one purpose. Its address is its hash; who may fetch it is asked each time (see registry.py)."""

    file = models.ForeignKey("media.StoredFile", models.PROTECT, related_name="derivatives")
    purpose = models.CharField(max_length=8, choices=Purpose)
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField(null=True)  # pixels
    height = models.PositiveIntegerField(null=True)
    bytes = models.PositiveBigIntegerField()
    storage_name = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = DerivativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("derived file")
        constraints = [models.UniqueConstraint(fields=["file", "purpose"], name="media_derivative_once_a_purpose")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.sha256[:12]}"

    def get_absolute_url(self) -> str:
        """The public address, which answers only while the file is public."""
        return reverse("media:public", args=[self.sha256, self.extension])

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.media_type]
