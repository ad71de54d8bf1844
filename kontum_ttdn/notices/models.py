"""A line for one person: what happened that concerns them, and where to look; and the daily mail that tells of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """Kept as a sentence of the code and its values, so that everybody reads it in their own language."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    message = models.CharField(max_length=300)  # a msgid with %(names)s
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)  # of this portal, without the language in front
    key = models.CharField(max_length=120, blank=True)  # the same matter is told once while it is unread
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], condition=Q(read_at=None) & ~Q(key=""), name="notices_once_while_unread")
        ]
        indexes = [
            models.Index(fields=["user", "-id"], condition=Q(read_at=None), name="notices_unread"),
            models.Index(fields=["user"], condition=Q(mailed_at=None), name="notices_not_mailed"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The sentence in the language of who reads it."""
        return gettext(self.message) % self.values

    @property
    def address(self) -> str:
        """Where it leads, in the language of who reads it; empty where it leads nowhere."""
        return f"/{get_language()}{self.url}" if self.url else ""


class Digest(models.Model):
    """One person's mail of one day. Whoever makes the row sends the mail; `sent_at` says that the mail server took it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    claimed_until = models.DateTimeField()  # a claim whose sweeper died is free again then
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("daily e-mail")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="notices_one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"


class DigestOff(models.Model):
    """A person who wants no daily e-mail. Without a row the mail comes."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("no daily e-mail")

    def __str__(self) -> str:
        return f"{self.user_id}"
