"""The account itself, and what it may do on a day."""

from collections import defaultdict
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.mail import send_mail
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages import registry as languages
from kontum_ttdn.languages.fields import SpelledCharField
from kontum_ttdn.units import queries as units

from .grants import LanguageTask, RoleGrant


class UserQuerySet(models.QuerySet):
    def visible_to(self, user) -> "UserQuerySet":
        """Accounts at home in a unit that `user` administers, and those that hold a role over one."""
        administered = unit_ids(user, Permission.ACCOUNT_VIEW)
        held = RoleGrant.objects.filter(user=OuterRef("pk"), unit__in=administered)
        return self.filter(Q(unit__in=administered) | Exists(held))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Usernames are kept and looked up in lower case: a phone's keyboard likes to begin with a capital."""

    @classmethod
    def normalize(cls, username: str) -> str:
        return AbstractBaseUser.normalize_username(username).strip().lower()

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(username=self.normalize(username))

    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        """A new account; without `password` nobody can sign in with it until one is set."""
        user = self.model(username=self.normalize(username), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One person's account. Its rights are its grants alone: the superuser flag opens nothing in the portal."""

    username = models.CharField(
        _("username"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This username is taken.")},
    )
    display_name = SpelledCharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name=_("person"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name=_("home unit"))
    language = models.CharField(_("display language"), max_length=3, choices=languages.CHOICES, default=languages.DEFAULT)
    large_text = models.BooleanField(_("large text"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)  # raised to end every session of the account
    date_joined = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]
    PERSONAL = frozenset({"username", "display_name", "email"})

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["display_name", "pk"]
        constraints = [models.CheckConstraint(name="accounts_username_in_lower_case", condition=Q(username=Lower("username")))]

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def email_user(self, subject: str, message: str, **options) -> None:
        send_mail(subject, message, None, [self.email], **options)

    def grants(self, on: date) -> frozenset[tuple[str, int]]:
        """(role, unit id) for every unit that a grant covers on that day; read once for each object and day."""
        if on not in self._grants:
            self._grants[on] = self._expanded(on) if self.is_active else frozenset()
        return self._grants[on]

    def languages(self, task: str, on: date | None = None) -> set[str]:
        """Codes of the languages this account may translate, review or record on that day (today if not said)."""
        on = on or timezone.localdate()
        if on not in self._languages:
            held = defaultdict(set)
            for kind, code in self.language_grants.on(on).values_list("task", "language"):
                held[kind].add(code)
            self._languages[on] = held
        return set(self._languages[on].get(LanguageTask(task), ()))

    def refresh_from_db(self, *args, **kwargs) -> None:
        self.__dict__.pop("_grants", None)
        self.__dict__.pop("_languages", None)
        super().refresh_from_db(*args, **kwargs)

    @cached_property
    def _grants(self) -> dict[date, frozenset[tuple[str, int]]]:
        return {}

    @cached_property
    def _languages(self) -> dict[date, dict[str, set[str]]]:
        return {}

    def _expanded(self, on: date) -> frozenset[tuple[str, int]]:
        held = defaultdict(set)
        for role, unit in self.role_grants.on(on).values_list("role", "unit_id"):
            held[role].add(unit)
        if not held:
            return frozenset()
        tree = units.graph()  # once for all roles
        return frozenset((role, unit) for role, ids in held.items() for unit in tree.covered(ids, on))

    def _get_session_auth_hash(self, secret=None) -> str:
        """As Django's, with the epoch in it: raising the epoch ends every session of this account."""
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac("kontum_ttdn.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()
