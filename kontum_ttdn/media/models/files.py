"""What came in and was kept: never what was sent, but that without its position tags."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledCharField


class Kind(models.TextChoices):
    PICTURE = "picture", _("picture")
    DOCUMENT = "document", _("PDF document")
    SOUND = "sound", _("sound recording")
    CLIP = "clip", _("video clip")
    LAYER = "layer", _("geographic file")


class Sensitivity(models.TextChoices):
    INTERNAL = "internal", _("internal")
    PUBLIC = "public", _("public")


class FileState(models.TextChoices):
    WAITING = "waiting", _("waiting")  # for its transcoding
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")


class StoredFileQuerySet(models.QuerySet):
    def visible_to(self, user) -> "StoredFileQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.PICTURE_VIEW))


class StoredFile(models.Model):
    """One file of one unit. Its bytes are private and are named by their hash; readers get what was made fresh from them."""

    sha256 = models.CharField(_("hash of what was kept"), max_length=64)
    received_sha256 = models.CharField(_("hash of what was received"), max_length=64)
    size = models.PositiveBigIntegerField(_("bytes kept"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    media_type = models.CharField(_("type found"), max_length=40)
    original_name = SpelledCharField(_("name it came with"), max_length=150, blank=True)
    facts = models.JSONField(default=dict, editable=False)  # width, height in pixels as stored; seconds; pages
    storage_name = models.CharField(max_length=120, editable=False)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="files", verbose_name=_("unit"))
    sensitivity = models.CharField(_("sensitivity"), max_length=8, choices=Sensitivity, default=Sensitivity.INTERNAL)
    state = models.CharField(_("state"), max_length=8, choices=FileState, default=FileState.ACCEPTED, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    received_at = models.DateTimeField(_("received"), auto_now_add=True)

    objects = StoredFileQuerySet.as_manager()
    PERSONAL = frozenset({"original_name"})

    class Meta:
        verbose_name = _("file")
        constraints = [
            models.UniqueConstraint(fields=["sha256", "unit"], name="media_file_once_a_unit"),
            models.CheckConstraint(name="media_file_refused_with_a_reason", condition=~Q(state="refused") | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:12]}"
