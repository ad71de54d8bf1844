"""What an entry said before, and who said it when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledCharField


class EntryVersion(models.Model):
    """One state of an entry, whole: `said` maps each field to its value as JSON says it, rows by their ids.

    One table for all registers, so it points to an entry by the register's name and the number; an entry is struck off, never deleted.
    """

    register = models.CharField(max_length=20)
    entry = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField(_("version"))
    said = models.JSONField()
    why = SpelledCharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of an entry")
        verbose_name_plural = _("versions of entries")
        ordering = ["register", "entry", "number"]
        constraints = [models.UniqueConstraint(fields=["register", "entry", "number"], name="border_db_version_once_a_number")]

    def __str__(self) -> str:
        return f"{self.register} {self.entry} · {self.number}"
