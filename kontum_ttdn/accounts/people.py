"""What accounts keep of a person: told in an export, blanked in an erasure."""

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt

from kontum_ttdn.audit.actions import record
from kontum_ttdn.people.registry import Keeper

from .actions.grants import end_all
from .models import Invitation, User


def holds(person) -> list[dict]:
    """Each account of the person, with the rights it has had."""
    return [_told(account) for account in User.objects.filter(person=person)]


def signs(person) -> bool:
    """An account is never deleted, for keys it turned and words it saved point to it: the row of its person stays, nameless."""
    return User.objects.filter(person=person).exists()


def erase(person) -> None:
    """Take every name off the person's accounts and invitations, end their rights and close them; keys they turned stand."""
    for account in User.objects.select_for_update(of=("self",)).filter(person=person):
        _close(account)
        Invitation.objects.filter(account=account).update(display_name="")


def _told(account: User) -> dict:
    return {
        **{name: getattr(account, name) for name in ("username", "display_name", "email", "language", "large_text", "is_active")},
        "date_joined": account.date_joined.isoformat(),
        "unit": account.unit and account.unit.name,
        "roles": [_term(grant, grant.role, grant.unit.name) for grant in account.role_grants.all()],
        "languages": [_term(grant, grant.task, grant.language) for grant in account.language_grants.all()],
    }


def _term(grant, right: str, where: str) -> dict:
    return {"right": right, "where": where, "from": grant.valid_from.isoformat(), "to": grant.last_day and grant.last_day.isoformat()}


def _close(account: User) -> None:
    """A tombstone, told from others by its number: no username that anybody could choose, no password, no second factor."""
    end_all(user=account, by=None)
    Authenticator.objects.filter(user=account).delete()
    AccessAttempt.objects.filter(username=account.username).delete()
    account.username, account.display_name, account.email = f"#{account.pk}", f"№ {account.pk}", ""
    account.is_active = False
    account.session_epoch += 1
    account.set_unusable_password()
    account.save()
    record("erase_person", account, changes=dict.fromkeys(sorted(User.PERSONAL), ("", "")))


KEEPER = Keeper("accounts", holds, erase, signs)
