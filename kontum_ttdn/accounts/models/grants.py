"""What an account may do, where, in which language, and from which day to which."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.roles import Role
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages import registry as languages


class LanguageTask(models.TextChoices):
    TRANSLATE = "translate", _("translate")
    REVIEW = "review", _("review")
    RECORD = "record", _("record")


class GrantQuerySet(models.QuerySet):
    def on(self, day: date) -> "GrantQuerySet":
        """Those in force on that day: the first and the last day count, the day on which one was ended does not."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), Q(ended_on=None) | Q(ended_on__gt=day), valid_from__lte=day)

    def standing(self) -> "GrantQuerySet":
        """Those nobody has ended and whose term is not over: in force now or from a later day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()), ended_on=None)

    def overlapping(self, valid_from: date, valid_to: date | None) -> "GrantQuerySet":
        found = self.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from), ended_on=None)
        return found.filter(valid_from__lte=valid_to) if valid_to else found


class RoleGrantQuerySet(GrantQuerySet):
    def visible_to(self, user) -> "RoleGrantQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.ACCOUNT_VIEW))


class LanguageGrantQuerySet(GrantQuerySet):
    def visible_to(self, user) -> "LanguageGrantQuerySet":
        return self.filter(user__unit__in=unit_ids(user, Permission.ACCOUNT_VIEW))


class Grant(models.Model):
    """From a day to a day, both included; no last day means until ended. Ending counts from the day itself."""

    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def last_day(self) -> date | None:
        """The day until which it counts, as a page shows it; none where it goes on."""
        return self.valid_to if self.ended_on is None else self.ended_on

    @property
    def is_over(self) -> bool:
        return self.ended_on is not None or (self.valid_to is not None and self.valid_to < timezone.localdate())


class RoleGrant(Grant):
    """A role over one unit and all below it. On an ended unit it covers the successors; with none it stops."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="role_grants", verbose_name=_("unit"))

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(name="accounts_role_from_before_to", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))),
            models.UniqueConstraint(
                fields=["user", "role", "unit", "valid_from"], condition=Q(ended_on=None), name="accounts_role_once_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"], condition=Q(valid_to=None, ended_on=None), name="accounts_role_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.unit}"


class LanguageGrant(Grant):
    """A language that an account may translate into, review, or record."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="language_grants")
    language = models.CharField(_("language"), max_length=3, choices=languages.CHOICES)
    task = models.CharField(_("task"), max_length=9, choices=LanguageTask)

    objects = LanguageGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("language right")
        ordering = ["task", "language", "valid_from"]
        constraints = [
            models.CheckConstraint(name="accounts_language_from_before_to", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))),
            models.UniqueConstraint(
                fields=["user", "language", "task", "valid_from"], condition=Q(ended_on=None), name="accounts_language_once_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["user", "language", "task"], condition=Q(valid_to=None, ended_on=None), name="accounts_language_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} · {self.language}"
