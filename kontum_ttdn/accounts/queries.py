"""Reading accounts and rights."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.roles import NEEDS_SECOND_FACTOR, permits
from kontum_ttdn.units import queries as units

from .models import Absence, Invitation, LanguageGrant, RoleGrant, SecondFactorReset, User

FACTORS = (Authenticator.Type.TOTP,)


def needs_second_factor(user: User, on: date | None = None) -> bool:
    """Whether a role that `user` holds on that day approves or sees personal data."""
    return any(role in NEEDS_SECOND_FACTOR for role, unit in user.grants(on or timezone.localdate()))


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def must_activate(user: User) -> bool:
    """Whether `user` has to set up a second factor before any page of the staff opens."""
    return needs_second_factor(user) and not has_second_factor(user)


def accounts_for(user: User) -> QuerySet[User]:
    """Accounts that `user` sees, each with its units, roles and languages, in a fixed number of SQL statements."""
    return User.objects.visible_to(user).select_related("unit").prefetch_related("unit__versions", *with_grants())


def with_grants() -> list[Prefetch]:
    roles = RoleGrant.objects.select_related("unit").prefetch_related("unit__versions").order_by("valid_from", "pk")
    return [
        Prefetch("role_grants", roles, to_attr="roles_shown"),
        Prefetch("language_grants", LanguageGrant.objects.order_by("task", "language", "valid_from"), to_attr="languages_shown"),
    ]


def stopped_grants(user: User, on: date | None = None) -> list[RoleGrant]:
    """Roles in force that cover nothing any more, because their unit ended without a successor: somebody has to decide."""
    on = on or timezone.localdate()
    grants = list(RoleGrant.objects.visible_to(user).on(on).select_related("user", "unit").prefetch_related("unit__versions"))
    heirs = units.heirs({grant.unit_id for grant in grants}, on)
    return [grant for grant in grants if not heirs[grant.unit_id]]


def open_invitations(user: User) -> QuerySet[Invitation]:
    return Invitation.objects.visible_to(user).open().select_related("unit", "invited_by").prefetch_related("unit__versions")


def open_resets(user: User) -> QuerySet[SecondFactorReset]:
    """Resets that wait for a second administrator."""
    return SecondFactorReset.objects.visible_to(user).open().select_related("user", "asked_by")


@dataclass(frozen=True)
class Right:
    """One line of the list "who may what": a person, a role over a unit, the languages, from–to.

    `over` is the unit as it was called on the day of the list; if it had ended by then, the role holds over those in `follows_to`.
    """

    user: User
    grant: RoleGrant
    stopped: bool
    languages: tuple[LanguageGrant, ...]
    over: str
    follows_to: tuple[str, ...]


def who_may_what(user: User, on: date | None = None) -> list[Right]:
    """Every role over a unit that `user` administers: stopped ones first, then those that stand, then the ended.

    With `on` as of that day, and only those in force on it.
    """
    stopped = {grant.pk for grant in stopped_grants(user, on)}
    grants = RoleGrant.objects.visible_to(user).select_related("user", "unit")
    grants = grants.on(on) if on else grants
    day = on or timezone.localdate()
    languages = Prefetch(
        "user__language_grants", LanguageGrant.objects.standing().order_by("task", "language"), to_attr="languages_standing"
    )
    found = list(grants.prefetch_related("unit__versions", languages).order_by("user__display_name", "user_id", "valid_from", "pk"))
    heirs = units.heirs({grant.unit_id for grant in found}, day)
    names = units.versions_on(set().union(*heirs.values()), day)
    rights = [
        Right(
            grant.user,
            grant,
            grant.pk in stopped,
            tuple(grant.user.languages_standing),
            grant.unit.shown_on(day).name,
            tuple(sorted(names[heir].name for heir in heirs[grant.unit_id] - {grant.unit_id})),
        )
        for grant in found
    ]
    return sorted(rights, key=lambda right: (not right.stopped, right.grant.is_over))


def away_until(users: Iterable[int], on: date | None = None) -> dict[int, date]:
    """Of these accounts (by id) those that are away on that day (today if not said), and until when, that day included."""
    days = Absence.objects.on(on or timezone.localdate()).filter(user__in=list(users)).order_by("last")
    return dict(days.values_list("user_id", "last"))


def holders(permissions: Iterable[Permission], unit_id: int, on: date | None = None) -> dict[Permission, set[int]]:
    """For each permission the ids of the open accounts that hold it for this unit on that day; three statements for any number of them."""
    on, tree = on or timezone.localdate(), units.graph()
    grants = list(RoleGrant.objects.on(on).filter(user__is_active=True).values_list("user_id", "role", "unit_id"))
    covering = {over for over in {over for _user, _role, over in grants} if unit_id in tree.covered({over}, on)}
    here = [(user, role) for user, role, over in grants if over in covering]
    return {asked: {user for user, role in here if permits(role, asked)} for asked in permissions}
