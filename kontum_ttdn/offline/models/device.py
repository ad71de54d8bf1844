"""A phone of a post or commune. It belongs to the unit, not to a person: five people may share it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledCharField


class DeviceQuerySet(models.QuerySet["Device"]):
    def visible_to(self, user) -> "DeviceQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.DEVICE_KEEP))


class Device(models.Model):
    """Invited by a code that is shown once and works for some minutes, then known by its token. Of both only the hash is kept."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    name = SpelledCharField(_("name of the phone"), max_length=80)
    prefix = models.CharField(max_length=8, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_until = models.DateTimeField(editable=False)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    last_sequence = models.BigIntegerField(_("last number it gave"), default=0, editable=False)
    last_heard_at = models.DateTimeField(_("last heard of"), null=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    invited_at = models.DateTimeField(auto_now_add=True)
    enrolled_at = models.DateTimeField(_("enrolled"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    revoked_why = SpelledCharField(_("why it was revoked"), max_length=300, blank=True, editable=False)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("phone")
        verbose_name_plural = _("phones")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="offline_device_enrolled_with_a_token",
                condition=Q(enrolled_at=None, token_hash="") | Q(enrolled_at__isnull=False, code_hash="") & ~Q(token_hash=""),
            ),
            models.CheckConstraint(
                name="offline_device_revoked_with_a_reason",
                condition=Q(revoked_at=None, revoked_why="") | Q(revoked_at__isnull=False) & ~Q(revoked_why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_invited(self) -> bool:
        """Whether its code still works."""
        return self.enrolled_at is None and self.revoked_at is None and self.code_until > timezone.now()
