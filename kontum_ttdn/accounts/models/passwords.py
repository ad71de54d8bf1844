"""A forgotten password is chosen anew by a link that the administrator hands over."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .links import OneTimeLink

LASTS = timedelta(days=2)


def end_of_term() -> datetime:
    return timezone.now() + LASTS


class PasswordLink(OneTimeLink):
    """Whoever opens the link chooses a new password for `user`; a second factor stays as it is."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="password_links")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=end_of_term)

    class Meta:
        verbose_name = _("link for a new password")
        ordering = ["-made_at"]
